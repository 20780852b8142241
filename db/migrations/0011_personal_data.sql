-- Personal data: how long it is kept, who asked for it or for its end, what was erased, what went wrong.
--
-- None of these tables holds a word of a report. Safe to run while running: it adds tables and columns that are null.

create table personal_data_rule (
  -- Null: the nation's. A government's own row stands in front of it.
  agency_id int references agency,
  what      text not null check (what in ('identity', 'contact', 'content', 'request', 'access_answer', 'erasure_answer', 'breach_notice')),
  span      int not null check (span between 1 and 36600),
  counted   text not null check (counted in ('days', 'hours')),
  -- Days before the erasure on which the reporter is told, the longest first.
  notices   int[] not null default '{}',
  source    text not null check (source <> ''),
  unique nulls not distinct (agency_id, what)
);
comment on table personal_data_rule is 'What is kept for how long after the way of a report ended, and how soon what must be answered; numbers with a source';

create table data_contact (
  agency_id int primary key references agency,
  name      text not null check (length(name) between 2 and 200),
  position  text not null check (length(position) <= 200),
  email     text not null check (length(email) <= 254),
  phone     text check (length(phone) <= 60),
  address   text not null check (length(address) <= 500)
);
comment on table data_contact is 'Whom to ask about personal data; shown to everybody';

-- When the content of a report was erased: what is left is a tombstone, which nobody moves any more.
alter table report add column erased_at timestamptz;
alter table publication add column erased_on date;
-- Erasing was asked for and a legal hold stands: until it falls, nobody but the reporter reads it.
alter table reporter_identity add column restricted_at timestamptz;

create table data_request (
  id          uuid primary key default gen_random_uuid(),
  agency_id   int not null references agency,
  -- Numbered through, per government.
  seq         int not null,
  kind        text not null check (kind in ('access', 'erasure')),
  parts       text[] not null default '{}',
  -- Null until an officer knows which report is meant.
  report_id   uuid references report,
  road        text not null check (road in ('receipt', 'form')),
  state       text not null default 'received' check (state in ('received', 'granted', 'held', 'done', 'refused')),
  received_at timestamptz not null,
  due_at      timestamptz not null,
  source      text not null,
  decided_at  timestamptz,
  decided_by  uuid references person,
  reason_code text,
  -- For whoever asked; and how they showed that the report is theirs.
  reason      text check (length(reason) <= 2000),
  shown_by    text check (length(shown_by) <= 500),
  done_at     timestamptz,
  unique (agency_id, seq)
);
create index data_request_open_idx on data_request (agency_id, due_at) where state in ('received', 'granted', 'held');
create index data_request_report_idx on data_request (report_id) where report_id is not null;

create table data_request_detail (
  request_id uuid primary key references data_request,
  agency_id  int not null,
  sealed     bytea not null
);
comment on table data_request_detail is 'What somebody wrote with a request, and how to reach them: sealed, gone by rule after the decision';

create table legal_hold (
  id         uuid primary key default gen_random_uuid(),
  agency_id  int not null references agency,
  -- By code: whoever places a hold learns nothing about which reports there are.
  code       text not null,
  why        text not null check (length(why) between 5 and 1000),
  asked_by   text not null check (length(asked_by) between 3 and 300),
  -- The last day; null until it is lifted.
  until      date,
  placed_by  uuid references person,
  placed_at  timestamptz not null,
  lifted_by  uuid references person,
  lifted_at  timestamptz,
  lifted_why text check (length(lifted_why) <= 1000)
);
create index legal_hold_code_idx on legal_hold (agency_id, code) where lifted_at is null;

create table erasure (
  report_id  uuid not null references report,
  part       text not null check (part in ('identity', 'contact', 'content')),
  agency_id  int not null,
  why        text not null check (why in ('retention', 'request')),
  request_id uuid references data_request,
  at         timestamptz not null,
  primary key (report_id, part)
);
create index erasure_agency_idx on erasure (agency_id, at);
comment on table erasure is 'What was erased, once and never again; no word of it';

create table erased_file (
  storage_key text primary key,
  at          timestamptz not null
);
comment on table erased_file is 'Files whose rows are gone, until they are gone from the store, too: whoever is killed between goes on here';

create table retention_plan (
  report_id uuid primary key references report,
  agency_id int not null,
  erase_on  date not null,
  -- Notices given, in days before.
  noticed   int[] not null default '{}'
);

create table retention_run (
  id         bigint generated always as identity primary key,
  agency_id  int not null references agency,
  day        date not null,
  started_at timestamptz not null,
  ended_at   timestamptz,
  -- The last report looked at: a run that was killed goes on behind it.
  after_id   uuid,
  looked     int not null default 0,
  kept       int not null default 0,
  noticed    int not null default 0,
  identity   int not null default 0,
  contact    int not null default 0,
  content    int not null default 0,
  unique (agency_id, day)
);

create table breach (
  id              uuid primary key default gen_random_uuid(),
  agency_id       int not null references agency,
  seq             int not null,
  title           text not null check (length(title) between 5 and 200),
  -- When and how it happened; what data; whose; what was done and will be.
  happened        text not null check (length(happened) between 10 and 5000),
  data_kinds      text not null check (length(data_kinds) between 3 and 2000),
  subjects        text not null check (length(subjects) between 3 and 2000),
  subject_count   int check (subject_count >= 0),
  measures        text not null check (length(measures) between 10 and 5000),
  known_at        timestamptz not null,
  due_at          timestamptz not null,
  source          text not null,
  authority_at    timestamptz,
  subjects_at     timestamptz,
  subjects_how    text check (length(subjects_how) <= 500),
  public_at       timestamptz,
  closed_at       timestamptz,
  version         int not null default 1,
  noted_by        uuid not null references person,
  noted_at        timestamptz not null,
  unique (agency_id, seq)
);
