-- Changes of offices from a day ahead: a decree is known before it is in force, and the worker carries it out on its day.
--
-- Safe to run while running: it adds a table. What was changed at once before stays as it is.

create table unit_plan (
  id           uuid primary key default gen_random_uuid(),
  agency_id    int not null,
  unit_id      int not null,
  act          text not null check (act in ('rename', 'move', 'merge')),
  name         text check (length(name) between 3 and 120),
  short_name   text check (length(short_name) between 2 and 40),
  -- The office above it from then on, or the one that takes it over.
  target_id    int,
  -- The first day it is in force, in the government's own zone.
  in_force_on  date not null,
  planned_at   timestamptz not null,
  planned_by   uuid not null references person,
  planned_role text not null,
  done_at      timestamptz,
  cancelled_at timestamptz,
  -- Why it could not be carried out on its day, as the rules of offices call it.
  refused      text,
  foreign key (agency_id, unit_id) references unit (agency_id, id),
  foreign key (agency_id, target_id) references unit (agency_id, id),
  check ((act = 'rename') = (name is not null and short_name is not null)),
  check ((act = 'rename') = (target_id is null)),
  check (num_nonnulls(done_at, cancelled_at) <= 1)
);
-- An office waits for one change at a time; which of two came first would be nobody's decision.
create unique index unit_plan_open_idx on unit_plan (unit_id) where done_at is null and cancelled_at is null;
create index unit_plan_due_idx on unit_plan (in_force_on) where done_at is null and cancelled_at is null;
create index unit_plan_agency_idx on unit_plan (agency_id, planned_at);
comment on table unit_plan is 'Changes of an office from a day ahead, carried out by the worker on that day';
