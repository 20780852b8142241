-- Figures count every report, the confidential ones too, and show none: that is why these functions run as their owner.
-- Only numbers leave them, and nobody reads or writes the kept ones but through them. Whoever may see a page of figures
-- asks `figures_of` and `league_of`; counting is the system's alone.

alter table figure enable row level security;
alter table figure_state enable row level security;
drop policy if exists figure_state_read on figure_state;
create policy figure_state_read on figure_state for select to tuntas_app, tuntas_public using (true);
drop policy if exists figure_state_write on figure_state;
create policy figure_state_write on figure_state to tuntas_app
  using ((select viewer_role()) = 'system') with check ((select viewer_role()) = 'system');
grant select on figure_state to tuntas_app, tuntas_public;
grant insert, update on figure_state to tuntas_app;

-- What no unit has yet is held by nobody.
create or replace function held_by_nobody() returns int language sql immutable parallel safe as $$ select 0 $$;
-- The government itself holds everything it received.
create or replace function held_by_all() returns int language sql immutable parallel safe as $$ select -1 $$;
create or replace function figure_holders(agency int) returns int[] language sql stable set search_path = public, pg_temp
  as $$ select array_agg(id) || held_by_nobody() from unit where agency_id = $1 $$;

-- Sums of kept figures over days: whole months where there are any, single days before and after them.
create or replace function figures_of(agency int, holder int, since date, until date) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  with whole as (
    select date_trunc('month', $3 + interval '1 month' - interval '1 day')::date as first, date_trunc('month', $4)::date as after,
      (now() at time zone a.zone)::date::text as today
    from agency a where a.id = $1
  ),
  cell as (
    select f.day, f.counts from figure f, whole w
    where f.agency_id = $1 and f.holder_id = $2 and f.span = 'month' and f.day >= w.first and f.day < w.after
    union all
    select f.day, f.counts from figure f, whole w
    where f.agency_id = $1 and f.holder_id = $2 and f.span = 'day' and f.day >= $3 and f.day < least($4, greatest(w.first, $3))
    union all
    select f.day, f.counts from figure f, whole w
    where f.agency_id = $1 and f.holder_id = $2 and f.span = 'day' and f.day >= greatest(w.after, w.first) and f.day < $4
  )
  select coalesce(jsonb_object_agg(key, n), '{}') from (
    select case when e.key not like 'open:%' then e.key when substr(e.key, 6) <= w.today then 'running_late' else 'running' end as key, sum(e.value::int) as n
    from whole w, cell, jsonb_each_text(cell.counts) e group by 1
    union all
    select 'month:' || to_char(day, 'YYYY-MM'), sum((counts->>'received')::int) from cell where counts ? 'received' group by 1
  ) summed
  $$;

-- The same of every unit side by side; units of which nothing is known are left out.
create or replace function league_of(agency int, since date, until date) returns table (unit_id int, counts jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, f.counts from unit u cross join lateral (select figures_of($1, u.id, $2, $3) as counts) f
  where u.agency_id = $1 and f.counts ? 'received'
  $$;

-- From when steps are looked at that may not have been counted by `until`. One is dated a moment before its transaction
-- gets the number by which it is known to be under way. Those of people who must not be known are dated by the hour
-- (5-submit.sql): the first look after an hour goes back to where that hour began.
create or replace function uncounted_since(until timestamptz, at timestamptz) returns timestamptz language sql stable parallel safe
  as $$ select case when date_trunc('hour', $1 - interval '10 seconds') < date_trunc('hour', $2) then date_trunc('hour', $1 - interval '10 seconds')
    else $1 - interval '10 seconds' end $$;

-- Which cells steps that were not counted yet may have changed. A step moves a report from one holder to another, so
-- everybody who ever held it is counted again, for the day of receipt and for each day its term began. What came in this
-- hour is looked at by its receipt, too: it may be dated by the hour.
create or replace function figures_touched(agency int, until timestamptz, at timestamptz) returns table (day date, holders int[])
  language sql stable security definer set search_path = public, pg_temp as $$
  with touched as (
    select s.report_id as id from report_step s where s.agency_id = $1 and s.recorded_at >= uncounted_since($2, $3) and (select viewer_role()) = 'system'
    union
    select r.id from report r where r.agency_id = $1 and r.received_at >= date_trunc('hour', $2 - interval '10 seconds') and (select viewer_role()) = 'system'
  ),
  held as (
    select t.id, unnest(array[s.unit_id, s.target_unit_id]) as holder from touched t join report_step s on s.report_id = t.id
    union select t.id, unnest(array[r.unit_id, r.verifier_unit_id, held_by_nobody()]) from touched t join report r on r.id = t.id
    union select t.id, c.unit_id from touched t join report_clock c on c.report_id = t.id
  ),
  begun as (
    select r.id, r.received_at as at from touched t join report r on r.id = t.id
    union select c.report_id, c.started_at from touched t join report_clock c on c.report_id = t.id where c.clock = 'complete'
  )
  select (b.at at time zone a.zone)::date, array_agg(distinct h.holder)
  from begun b join held h on h.id = b.id join agency a on a.id = $1
  where h.holder = held_by_nobody() or h.holder in (select id from unit where agency_id = $1)
  group by 1
  $$;

-- How many such steps there are, and no further than `most`.
create or replace function uncounted_steps(agency int, until timestamptz, at timestamptz, most int) returns int
  language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from (
    select from report_step s where s.agency_id = $1 and s.recorded_at >= uncounted_since($2, $3) and (select viewer_role()) = 'system' limit $4) counted
  $$;

-- Kept figures of some holders on a stretch of days, added up; null when there are none.
create or replace function kept_sum(agency int, holders int[], since date, until date) returns jsonb
  language sql stable set search_path = public, pg_temp as $$
  select jsonb_object_agg(key, n) from (
    select e.key, sum(e.value::int) as n from figure f, jsonb_each_text(f.counts) e
    where f.agency_id = $1 and f.holder_id = any ($2) and f.span = 'day' and f.day >= $3 and f.day < $4 group by e.key) summed
  $$;

-- Keeps one cell, or takes it away when nothing is in it.
create or replace function keep_figure(agency int, holder int, span text, day date, counts jsonb) returns void
  language sql set search_path = public, pg_temp as $$
  delete from figure f where $5 is null and f.agency_id = $1 and f.holder_id = $2 and f.span = $3 and f.day = $4;
  insert into figure as f (agency_id, holder_id, span, day, counts) select $1, $2, $3, $4, $5 where $5 is not null
  on conflict (agency_id, holder_id, span, day) do update set counts = excluded.counts where f.counts is distinct from excluded.counts
  $$;

-- What the reports and clocks of one day amount to, per holder. Answers are counted in working days of the government
-- from the first forwarding to the answer, as the reporter lived them: pauses included. A clock that is still open is
-- kept under the day from which it is late, so that nothing has to be counted when that comes.
create or replace function counted_day(agency int, day date, holders int[]) returns table (holder int, counts jsonb)
  language plpgsql stable set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  zone text := (select a.zone from agency a where a.id = $1);
  begins timestamptz := $2::timestamp at time zone zone;
  ends timestamptz := ($2 + 1)::timestamp at time zone zone;
begin
  return query
  with worked as (
    select d.day::date as day, count(*) filter (where extract(isodow from d.day) < 6 and o.date is null) over (order by d.day) as n
    from generate_series($2, (now() at time zone zone)::date, interval '1 day') as d(day)
    left join day_off o on o.agency_id = $1 and o.date = d.day::date
  ),
  came as (
    select r.id, r.unit_id as holder, r.district_code, r.outcome, r.rating from report r
    where r.unit_id = any ($3) and r.agency_id = $1 and r.received_at >= begins and r.received_at < ends
    union all
    select r.id, held_by_nobody(), r.district_code, r.outcome, r.rating from report r
    where held_by_nobody() = any ($3) and r.unit_id is null and r.agency_id = $1 and r.received_at >= begins and r.received_at < ends
  ),
  owed as (
    select coalesce(c.unit_id, held_by_nobody()) as holder, c.late_from, c.ended_at, b.n - a.n as days,
      ((c.late_from at time zone zone) - interval '1 microsecond')::date + 1 as late_on
    from report_clock c
    left join worked a on a.day = $2
    left join worked b on b.day = (c.ended_at at time zone zone)::date
    where c.clock = 'complete' and (c.unit_id = any ($3) or c.unit_id is null and held_by_nobody() = any ($3))
      and c.agency_id = $1 and c.started_at >= begins and c.started_at < ends and (c.ended_at is null or c.met)
  ),
  tally(holder, key, n) as (
    select holder, 'received', count(*) from came group by 1
    union all select holder, outcome, count(*) from came where outcome is not null group by 1, 2
    union all select holder, 'rating:' || rating, count(*) from came where rating is not null group by 1, 2
    union all select holder, 'district:' || district_code, count(*) from came where district_code is not null group by 1, 2
    union all select holder, 'disputed', count(*) from came
      where exists (select from report_step s where s.report_id = came.id and s.step in ('dispute', 'reopen', 'object_to_answer')) group by 1
    union all select holder, case when ended_at is null then 'open:' || late_on
      when ended_at < late_from then 'in_time' else 'late' end, count(*) from owed group by 1, 2
    union all select holder, 'after:' || days, count(*) from owed where days is not null group by 1, 2
  )
  select t.holder, jsonb_object_agg(t.key, t.n) from tally t group by t.holder;
end $$;

-- Counts one day anew for some holders, and the government's own; answers whose figures changed.
create or replace function count_figures(agency int, day date, holders int[]) returns int[]
  language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  changed int[] := '{}';
  cell record;
begin
  if viewer_role() is distinct from 'system' then
    raise insufficient_privilege using message = 'figures are counted by the system';
  end if;
  -- Whoever counts at the same time counts afterwards, and sees what has come meanwhile.
  perform from figure_state s where s.agency_id = $1 for update;
  for cell in
    select h.holder, c.counts from unnest($3) h(holder)
    left join counted_day($1, $2, $3) c on c.holder = h.holder
    left join figure f on f.agency_id = $1 and f.holder_id = h.holder and f.span = 'day' and f.day = $2
    where c.counts is distinct from f.counts
  loop
    perform keep_figure($1, cell.holder, 'day', $2, cell.counts);
    changed := changed || cell.holder;
  end loop;
  if changed = '{}' then return changed; end if;
  perform keep_figure($1, held_by_all(), 'day', $2, kept_sum($1, figure_holders($1), $2, $2 + 1));
  return changed || held_by_all();
end $$;

-- Brings the month that begins on this day up to date for some holders.
create or replace function sum_figures(agency int, month date, holders int[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if viewer_role() is distinct from 'system' then
    raise insufficient_privilege using message = 'figures are counted by the system';
  end if;
  perform from figure_state s where s.agency_id = $1 for update;
  perform keep_figure($1, h.holder, 'month', $2, kept_sum($1, array[h.holder], $2, ($2 + interval '1 month')::date))
  from unnest($3) h(holder);
end $$;

-- The next day of a count from scratch; a month is summed with its last day. False when there is none left, and the
-- figures are whole as of when the count began.
create or replace function count_next_day(agency int) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  next date;
  today date := (select (now() at time zone a.zone)::date from agency a where a.id = $1);
  holders int[] := figure_holders($1);
begin
  select s.anew_day into next from figure_state s where s.agency_id = $1 for update;
  if next is null then return false; end if;
  if next > today then
    update figure_state s set until = s.anew_since, anew_took_ms = least(extract(epoch from clock_timestamp() - s.anew_since) * 1000, 86400000)::int, anew_since = null, anew_first = null, anew_day = null
    where s.agency_id = $1;
    return false;
  end if;
  perform count_figures($1, next, holders);
  if next = today or extract(day from next + 1) = 1 then
    perform sum_figures($1, date_trunc('month', next)::date, holders || held_by_all());
  end if;
  update figure_state s set anew_day = next + 1 where s.agency_id = $1;
  return true;
end $$;

revoke all on function figures_of(int, int, date, date), league_of(int, date, date), figures_touched(int, timestamptz, timestamptz), uncounted_steps(int, timestamptz, timestamptz, int),
  kept_sum(int, int[], date, date), keep_figure(int, int, text, date, jsonb), counted_day(int, date, int[]), count_figures(int, date, int[]), sum_figures(int, date, int[]), count_next_day(int) from public;
grant execute on function figures_of(int, int, date, date), league_of(int, date, date) to tuntas_app, tuntas_public;
grant execute on function figures_touched(int, timestamptz, timestamptz), uncounted_steps(int, timestamptz, timestamptz, int), count_figures(int, date, int[]), sum_figures(int, date, int[]), count_next_day(int) to tuntas_app;
