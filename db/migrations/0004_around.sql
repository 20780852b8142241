-- What stands around a report: drafts, idempotency, messages, audit, roots of evidence, figures.

create table draft (
  id_hash    bytea primary key,
  agency_id  int not null references agency,
  sealed     bytea not null,
  version    int not null default 1,
  expires_at timestamptz not null
);
create index draft_expiry_idx on draft (expires_at);
comment on table draft is 'A report being written: sealed, bound to a cookie, gone after 24 hours';

create table idempotency (
  agency_id  int not null,
  key_hash   bytea not null,
  what       text not null,
  answer     jsonb not null,
  at         timestamptz not null default now(),
  primary key (agency_id, key_hash, what)
);
create index idempotency_at_idx on idempotency (at);

create table outbox (
  id         bigint generated always as identity primary key,
  -- Staff are written to in office hours only; the sender never changes it.
  not_before timestamptz not null,
  -- After a failure: when it is tried again. While a worker has it in hand: when another may take it over.
  retry_at   timestamptz,
  sent_at    timestamptz,
  agency_id  int not null,
  step_seq   int,
  attempts   int not null default 0,
  report_id  uuid,
  -- Who gets it: the reporter, a person, a role of a unit. Addresses are looked up when it is sent.
  recipient  jsonb not null,
  channel    text not null,
  template   text not null,
  facts      jsonb not null default '{}',
  state      text not null default 'waiting' check (state in ('waiting', 'sent', 'undeliverable', 'dead', 'held')),
  error      text,
  provider_id text,
  once       text unique
);
create index outbox_waiting_idx on outbox (coalesce(retry_at, not_before), id) where state = 'waiting';
create index outbox_dead_idx on outbox (agency_id) where state = 'dead';
create index outbox_report_idx on outbox (report_id);
comment on column outbox.once is 'A message that must not be sent twice has a name here';

create table audit (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  agency_id  int,
  person_id  uuid,
  role       text,
  action     text not null,
  subject    text,
  before     jsonb,
  after      jsonb
);
create index audit_at_idx on audit (agency_id, at);
comment on table audit is 'Technical log, append-only: sign-ins, decryptions, settings. The life of a report stands in report_step';

create table chain_root (
  agency_id  int not null references agency,
  day        date not null,
  reports    int not null,
  root       text not null,
  at         timestamptz not null,
  primary key (agency_id, day)
);
comment on table chain_root is 'One hash over the day before and the ends of all chains that grew on this day; published';

create table figure (
  agency_id int not null references agency,
  name      text not null,
  value     jsonb not null,
  at        timestamptz not null,
  primary key (agency_id, name)
);
comment on table figure is 'Counted figures for public pages, brought up to date by the worker and after a write';

create table import_run (
  id          uuid primary key default uuidv7(),
  agency_id   int not null references agency,
  source      text not null,
  received    int not null default 0,
  imported    int not null default 0,
  refused     int not null default 0,
  already     int not null default 0,
  started_at  timestamptz not null,
  ended_at    timestamptz
);
