-- Administration: who holds an office for the time being, names and mergers of units by date, a log one can search.
--
-- Safe to run while running: it adds columns that are null or false, one small table, and indexes of the log.

-- Somebody's role is in the government they belong to, at an office of that same government.
alter table person add constraint person_of_agency unique (agency_id, id);
alter table unit add constraint unit_of_agency unique (agency_id, id);
alter table assignment
  add column acting boolean not null default false,
  add constraint assignment_person_here foreign key (agency_id, person_id) references person (agency_id, id),
  add constraint assignment_unit_here foreign key (agency_id, unit_id) references unit (agency_id, id);
comment on column assignment.acting is 'Plt.: holds the office for the time being; always with a last day';

alter table unit
  add column successor_id int,
  add constraint unit_successor_here foreign key (agency_id, successor_id) references unit (agency_id, id),
  add constraint unit_succeeds_another check (successor_id <> id);
comment on column unit.successor_id is 'The office that took over; set together with valid_until, the last day of this one';

create table unit_name (
  agency_id  int not null,
  unit_id    int not null,
  until      date not null,
  name       text not null,
  short_name text not null,
  primary key (unit_id, until),
  foreign key (agency_id, unit_id) references unit (agency_id, id)
);
comment on table unit_name is 'Former names of a unit, each with its last day; what happened then is told under it';

-- The log is asked by day, by act, by person and by subject, the newest first, a page at a time.
drop index audit_at_idx;
create index audit_at_idx on audit (agency_id, at, id);
create index audit_action_idx on audit (agency_id, action, at, id);
create index audit_person_idx on audit (agency_id, person_id, at, id) where person_id is not null;
create index audit_subject_idx on audit (agency_id, subject, at, id) where subject is not null;

-- One open link of a kind per person; the newer one takes the place of the older.
create index one_time_link_person_idx on one_time_link (person_id) where person_id is not null;
