-- Who the governments are: agencies of one tree, their units, places, calendars and terms.
--
-- Everything that differs between governments is a row here, loaded from a pack or edited by an administrator;
-- no office name, place name, holiday or deadline stands in code. Safe to run while running: it only adds.

create table status (code text primary key);            -- filled from statuses.ts at deploy
create table kind (code text primary key);              -- filled from clocks.ts at deploy
create table confidentiality (code text primary key);   -- filled from clocks.ts at deploy
create table channel (code text primary key);           -- filled from clocks.ts at deploy
create table clock (code text primary key);             -- filled from clocks.ts at deploy
create table step (code text primary key);              -- filled from steps.ts at deploy
create table role (code text primary key);              -- filled from roles.ts at deploy

create table agency (
  id            uuid primary key default uuidv7(),
  key           text not null unique,
  parent_id     uuid references agency,
  kind          text not null,
  name          text not null,
  short_name    text not null,
  prefix        text unique check (prefix ~ '^[0-9A-HJKMNP-TV-Z]{2,5}$'),
  zone          text not null,
  leader_title  text,
  settings      jsonb not null default '{}',
  demo          boolean not null default false,
  training      boolean not null default false,
  -- Which other agencies' reports it may look at: overseers hold a list (rules of record §5).
  oversees      uuid[] not null default '{}',
  -- Which agency examines what this one leaves unanswered.
  ombudsman_id  uuid references agency,
  -- SHA-256 of the pack this was last loaded from: an unchanged pack never undoes an administrator's changes.
  pack_hash     text,
  created_at    timestamptz not null default now()
);
comment on column agency.prefix is 'First part of its tracking codes; unique in the installation; null for a body that receives no reports itself';

create table agency_host (
  host      text primary key check (host = lower(host)),
  agency_id uuid not null references agency
);

create table region (
  agency_id   uuid not null references agency,
  code        text not null check (code ~ '^[0-9.]{2,13}$'),
  parent_code text,
  kind        text not null check (kind in ('province', 'regency', 'city', 'district', 'village')),
  name        text not null,
  tile_x      int,
  tile_y      int,
  lat         double precision,
  lon         double precision,
  primary key (agency_id, code)
);
comment on column region.tile_x is 'Column of a district on the tile map, from 1; null for other kinds';

create table unit (
  id                    uuid primary key default uuidv7(),
  agency_id             uuid not null references agency,
  parent_id             uuid references unit,
  key                   text not null,
  kind                  text not null,
  name                  text not null,
  short_name            text not null,
  jurisdiction          text[] not null default '{}',
  -- 1 Monday … 7 Sunday; the office's own week
  workweek              int[] not null default '{1,2,3,4,5}',
  verifies_direct       boolean not null default false,
  answer_needs_approval boolean not null default false,
  topics                text[] not null default '{}',
  settings              jsonb not null default '{}',
  valid_from            date,
  valid_until           date,
  unique (agency_id, key)
);
create index unit_parent_idx on unit (parent_id);

create table category (
  id          uuid primary key default uuidv7(),
  agency_id   uuid not null references agency,
  key         text not null,
  name        text not null,
  name_en     text not null,
  unit_id     uuid references unit,
  valid_from  date,
  valid_until date,
  unique (agency_id, key)
);

create table day_off (
  agency_id uuid not null references agency,
  date      date not null,
  kind      text not null check (kind in ('national_holiday', 'collective_leave', 'local_holiday')),
  name      text not null,
  source    text not null check (source <> ''),
  primary key (agency_id, date)
);
comment on table day_off is 'Days that do not count. Open deadlines are recomputed when it changes, closed ones never';

create table term_book (
  id         uuid primary key default uuidv7(),
  agency_id  uuid not null references agency,
  version    int not null,
  valid_from date not null,
  -- {pauseLimit, askLimit, hopsBeforeCoordinator, reopenDays, climb: [{days, to}]}: numbers with a source each
  rules      jsonb not null,
  unique (agency_id, version)
);

create table term (
  term_book_id uuid not null references term_book,
  kind         text not null references kind,
  clock        text not null references clock,
  days         int not null check (days between 0 and 3660),
  counted      text not null check (counted in ('working', 'calendar')),
  source       text not null check (source <> ''),
  primary key (term_book_id, kind, clock)
);
comment on table term is 'How long; versioned by book, pinned to each report on receipt';
