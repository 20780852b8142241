-- Requests for public information (UU 14/2008) and the bridge to the national system.
--
-- Why: a report that asks for documents is decided under another law, with a register of its own; and a report that lives
-- here and in the national system at once carries one national number, and is compared with the list that comes from there.
-- Safe while running: new tables, one index on a column that is null for most reports.

-- The national number is that of one report of a government.
create unique index report_sp4n_once on report (agency_id, sp4n_id) where sp4n_id is not null;

create table ppid_request (
  report_id      uuid primary key references report,
  agency_id      int not null references agency,
  year           int not null,
  number         int not null check (number > 0),
  registered_at  timestamptz not null,
  applicant      text not null check (applicant in ('person', 'group', 'legal_entity')),
  asked          text not null check (length(asked) between 1 and 5000),
  purpose        text not null check (length(purpose) between 1 and 5000),
  delivery       text not null check (delivery in ('look', 'copy', 'file')),
  extended_at    timestamptz,
  decided_at     timestamptz,
  outcome        text check (outcome in ('given', 'partly', 'refused')),
  reason         text,
  -- Of copying, in whole rupiah
  cost           bigint not null default 0 check (cost >= 0),
  objected_at    timestamptz,
  reviewed_at    timestamptz,
  review_outcome text check (review_outcome in ('given', 'partly', 'refused')),
  review_reason  text,
  unique (agency_id, year, number)
);
comment on table ppid_request is 'Register of requests for public information (PPID); the life of each is in report_step';

-- Term books that reports are pinned to already get the terms of the law, too: it was in force before them.
insert into clock (code) values ('ppid'), ('ppid_extension'), ('ppid_objection') on conflict do nothing;
insert into kind (code) values ('information_request') on conflict do nothing;
insert into term (term_book_id, kind, clock, days, counted, source)
select b.id, 'information_request', t.clock, t.days, 'working', t.source
from term_book b, (values ('ppid', 10, 'UU 14/2008 ps. 22'), ('ppid_extension', 7, 'UU 14/2008 ps. 22'), ('ppid_objection', 30, 'UU 14/2008 ps. 36'))
  as t(clock, days, source);
update term_book set rules = rules || '{"ppid": {
  "objectWithin": {"days": 30, "counted": "working", "source": "UU 14/2008 ps. 36"},
  "disputeWithin": {"days": 14, "counted": "working", "source": "UU 14/2008 ps. 37"}}}'::jsonb;

-- What the national system says of its reports on the day a list of it was brought here; never their words.
create table sp4n_list (
  id        uuid primary key default uuidv7(),
  agency_id int not null references agency,
  name      text not null check (length(name) <= 200),
  taken_at  timestamptz not null,
  person_id uuid references person,
  entries   int not null
);
create index sp4n_list_agency_idx on sp4n_list (agency_id, taken_at desc);
create table sp4n_entry (
  agency_id   int not null references agency,
  sp4n_id     text not null check (length(sp4n_id) between 1 and 100),
  list_id     uuid not null references sp4n_list,
  received_on date not null,
  stands      text not null check (stands in ('open', 'closed', 'referred', 'merged')),
  primary key (agency_id, sp4n_id)
);
create index sp4n_entry_day_idx on sp4n_entry (agency_id, received_on);
comment on table sp4n_entry is 'The latest word of the national system on each of its reports; its lists are kept whole nowhere';
