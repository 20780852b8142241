-- The front desk and the complaint box: what officers take in for somebody else, and which paper it came on.
--
-- Only new tables, so safe while running. A row of `intake` is written in the statement that stores its report
-- (db/policies/5-submit.sql), never after it.

create table box_form_issue (
  id         bigint generated always as identity primary key,
  agency_id  int not null references agency,
  first      int not null check (first > 0),
  last       int not null check (last >= first),
  person_id  uuid not null references person,
  at         timestamptz not null,
  unique (agency_id, first)
);
comment on table box_form_issue is 'Numbers printed on forms and stickers, one after the other; a number never printed is a slip of the pen';

create table box_opening (
  id         uuid primary key default uuidv7(),
  agency_id  int not null references agency,
  unit_id    int not null references unit,
  box        text not null check (length(box) between 1 and 120),
  opened_at  timestamptz not null,
  papers     int not null check (papers between 0 and 1000),
  witnesses  text[] not null check (cardinality(witnesses) = 2),
  note       text not null default '' check (length(note) <= 500),
  person_id  uuid not null references person,
  at         timestamptz not null
);
create index box_opening_unit_idx on box_opening (unit_id, opened_at desc);
comment on table box_opening is 'Who opened which box when before which two witnesses, and how many papers lay in it: added to, never changed';

create table intake (
  report_id      uuid primary key references report,
  agency_id      int not null references agency,
  unit_id        int not null references unit,
  person_id      uuid not null references person,
  way            text not null check (way in ('visit', 'phone', 'letter', 'box')),
  paper_no       text check (length(paper_no) <= 12),
  box_opening_id uuid references box_opening,
  -- When it was typed; report.received_at says when it was received: a paper lies in the box before somebody types it.
  at             timestamptz not null,
  -- SHA-256 of the key its form was opened with: the same entry again is the same report.
  entry_hash     bytea not null,
  -- The slip with the receipt is shown once, to whoever took the report in.
  slip_shown_at  timestamptz,
  check ((way = 'box') = (paper_no is not null)),
  check ((way = 'box') = (box_opening_id is not null))
);
create unique index intake_entry_once on intake (agency_id, entry_hash);
create unique index intake_paper_once on intake (agency_id, paper_no) where paper_no is not null;
create index intake_unit_idx on intake (unit_id, at desc);
create index intake_opening_idx on intake (box_opening_id) where box_opening_id is not null;
comment on table intake is 'Who took in which report at which desk and how: what the desk itself may see of it later';

create table intake_detail (
  report_id   uuid primary key references report,
  agency_id   int not null references agency,
  needs       text[] not null default '{}',
  proxy_scope text check (proxy_scope in ('submit', 'follow', 'settle')),
  letter      text check (letter in ('seen', 'photographed')),
  check ((proxy_scope is null) = (letter is null))
);
comment on table intake_detail is 'What whoever reads the original must know: needs of the reporter, and how far somebody may speak for them';

create table paper_photo (
  id          uuid primary key default uuidv7(),
  agency_id   int not null references agency,
  report_id   uuid not null references report,
  paper       text not null check (paper in ('box_paper', 'authority_letter')),
  sha256      text not null,
  storage_key text not null,
  thumb_key   text not null,
  media_type  text not null,
  bytes       int not null,
  width       int not null,
  height      int not null,
  at          timestamptz not null
);
create index paper_photo_report_idx on paper_photo (report_id);
comment on table paper_photo is 'Handwriting is a name: only who assesses the report sees it, and no road leads to the public';
