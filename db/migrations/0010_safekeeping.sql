-- Backups, the proof that they can be restored, what a restore held back, and the care of keys.
-- Safe while running: new tables, and one column that is null for nearly every row.

create table safekeeping_run (
  id         uuid primary key default uuidv7(),
  kind       text not null check (kind in ('backup', 'log', 'second_place', 'certificate')),
  started_at timestamptz not null,
  ended_at   timestamptz not null,
  -- Null: it came about. Otherwise why not, as the application names it.
  problem    text,
  facts      jsonb not null default '{}'
);
create index safekeeping_run_newest_idx on safekeeping_run (kind, started_at desc);
comment on table safekeeping_run is 'What became of each backup and each trial restore; belongs to the installation, not to a government';

create table restoration (
  id          uuid primary key default uuidv7(),
  backup      text not null,
  -- The last instant the restored copy knows of; what came after it is lost.
  restored_to timestamptz not null,
  restored_at timestamptz not null,
  -- Until the administrator says what becomes of the messages, those the clocks make by themselves are held, too.
  answered_at timestamptz,
  answered_by uuid
);
comment on table restoration is 'Each time this database was brought back from a backup';

alter table outbox add column held_for text check (held_for in ('restore', 'dropped'));
comment on column outbox.held_for is 'Waited when the backup was made, and may have been sent since: the administrator releases or drops it';
create index outbox_held_idx on outbox (id) where held_for = 'restore';

create table key_copy (
  -- Of the keys in the copy; another set of keys needs another copy.
  fingerprint  text not null,
  check_hash   bytea not null,
  made_at      timestamptz not null,
  confirmed_at timestamptz,
  person_id    uuid not null references person,
  primary key (fingerprint, check_hash)
);
comment on table key_copy is 'Recovery copies of the keys: that one was made and that its holder read it. Never the keys';

create table key_rotation (
  id         uuid primary key default uuidv7(),
  purpose    text not null,
  key_id     text not null,
  started_at timestamptz not null,
  resealed   int not null default 0,
  ended_at   timestamptz
);
create unique index key_rotation_one_open on key_rotation (purpose) where ended_at is null;
comment on table key_rotation is 'New keys, and how far what older ones sealed has been sealed anew';
