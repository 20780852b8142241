-- Figures that the worker keeps, in place of counting a year of reports whenever a page shows one.
--
-- It adds two empty tables; the worker then counts everything once, a day at a time, and until it is done pages say that
-- the figures are being counted. The table of this name was never written to. The indexes of the public list take a few
-- seconds for each million reports, while nothing can be published: stop the system first, as upgrades do.

drop table figure;

create table figure (
  agency_id int not null references agency,
  -- A unit; 0 for what no unit has yet; -1 for the government itself, which holds everything it received.
  holder_id int not null,
  -- The day in the government's own zone, or the first of the month: of receipt, and for clocks of their start.
  day       date not null,
  span      text not null check (span in ('day', 'month')),
  -- What is counted and how many: {"received": 3, "rating:5": 1, "after:4": 2, "open:2026-03-05": 1}; never a zero.
  counts    jsonb not null,
  primary key (agency_id, holder_id, span, day)
);
comment on table figure is 'How many reports of which day stand how, per holder: counted by the worker, shown by pages as sums';

create table figure_state (
  agency_id  int primary key references agency,
  -- Everything written down before this instant is in the figures. Null until everything was counted once.
  until      timestamptz,
  -- Everything is to be counted from scratch: after a change of the days off, each night, and at first.
  wanted     boolean not null default true,
  -- While that is done: when it began, its first day, and the next one. What is counted anew replaces what was there.
  anew_since timestamptz,
  anew_first date,
  anew_day   date,
  -- How long the last one took: one that came by itself waits many times as long before the next.
  anew_took_ms int not null default 0,
  check (num_nulls(anew_since, anew_first, anew_day) in (0, 3))
);
comment on table figure_state is 'How far the worker has counted the figures of each government';

-- New steps are found by when they were written down; what was not summarized yet would be read whole each minute.
alter index if exists report_step_recorded_idx set (autosummarize = on);

-- What is late, by office and by topic, the longest late first: only what somebody else than the reporter owes is in them,
-- six bytes a report each. By topic there was no index at all: a rare one was looked for through all reports (eight bytes).
create index publication_unit_late_idx on publication (unit_id, due_at, report_id) where published_at is not null and due_at is not null and holder <> 'reporter';
create index publication_category_late_idx on publication (category_id, due_at, report_id) where published_at is not null and due_at is not null and holder <> 'reporter';
create index publication_category_idx on publication (category_id, received_on desc) where published_at is not null;
