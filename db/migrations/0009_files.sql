-- Files besides photographs: documents and sound; what a virus scanner says of them; the salt that binds a file to the
-- step it came with; photographs an office makes ready for an answer. Safe while running: no row is rewritten.

alter table attachment
  alter column thumb_key drop not null,
  alter column width drop not null,
  alter column height drop not null,
  add column pages int,
  add column seconds int,
  add column scan text check (scan in ('waiting_scan', 'clean', 'quarantined')),
  add column salt text;
alter table attachment add constraint attachment_photo_has_sides
  check (media_type not like 'image/%' or (thumb_key is not null and width is not null and height is not null)) not valid;
alter table attachment add constraint attachment_only_photos_are_public
  check (public_key is null or media_type like 'image/%') not valid;
create index attachment_waiting_idx on attachment (at) where scan = 'waiting_scan';
comment on column attachment.scan is 'Null: nothing of what was sent is kept, or no scanner is configured. Only null and clean are served';
comment on column attachment.salt is 'With it the step commits to sha256 (rules of record §6); erased with the row';

create table staged_photo (
  id          uuid primary key default uuidv7(),
  agency_id   int not null references agency,
  report_id   uuid not null references report,
  person_id   uuid not null references person,
  sha256      text not null,
  storage_key text not null,
  thumb_key   text not null,
  media_type  text not null,
  bytes       int not null,
  width       int not null,
  height      int not null,
  at          timestamptz not null
);
create index staged_photo_person_idx on staged_photo (report_id, person_id);
create index staged_photo_at_idx on staged_photo (at);
comment on table staged_photo is 'Photographs an officer uploaded for an answer not yet given; gone after a day';
