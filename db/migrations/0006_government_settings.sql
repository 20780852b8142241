-- What an administrator sets for a government: prepared replies, announcements, its arms; which term book is the nation's.
--
-- Only adds; safe while running. The first book of every government was the nation's, loaded from national-terms.json.

create table reply_template (
  id         uuid primary key default uuidv7(),
  agency_id  int not null references agency,
  key        text not null,
  step       text not null references step,
  name       text not null check (length(name) between 2 and 160),
  body       text not null check (length(body) between 10 and 4000),
  retired_at timestamptz,
  unique (agency_id, key)
);
comment on table reply_template is 'Words an officer may begin a step with; {kode}, {kantor} … are filled in from the report';

create table announcement (
  id          uuid primary key default uuidv7(),
  agency_id   int not null references agency,
  -- News stand on the home page, maintenance on every page.
  kind        text not null check (kind in ('news', 'maintenance')),
  title       text not null check (length(title) between 2 and 160),
  body        text not null check (length(body) <= 2000),
  title_en    text check (length(title_en) between 2 and 160),
  body_en     text check (length(body_en) <= 2000),
  valid_from  timestamptz not null,
  valid_until timestamptz not null check (valid_until > valid_from)
);
create index announcement_until_idx on announcement (agency_id, valid_until);

create table agency_logo (
  agency_id  int primary key references agency,
  media_type text not null check (media_type in ('image/png', 'image/webp')),
  bytes      bytea not null check (octet_length(bytes) <= 200000),
  width      int not null,
  height     int not null,
  -- SHA-256 of the picture as it was given.
  source_sha256 text not null
);
comment on table agency_logo is 'The arms of a government, drawn anew from what was given: no metadata, no surprise';

alter table term_book add column of_nation boolean not null default false;
comment on column term_book.of_nation is 'The nation''s limits: what a government may promise less than, and never more';
update term_book set of_nation = true where version = 1;
