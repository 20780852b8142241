-- Figures count every report, the confidential ones too, and show none: that is why this function runs as its owner.
-- Only numbers leave it. Answers are counted in working days of the government from the first forwarding to the
-- answer, as the reporter lived them: pauses included.
drop function if exists office_figures(uuid, uuid, date), league_figures(uuid, date);
create or replace function office_figures(agency uuid, unit uuid, since date, until date) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  with zone as (select zone from agency a where a.id = $1),
  -- The n-th working day of the period for each of its days: two look-ups give the days between.
  day as (
    select d.day::date as day, count(*) filter (where extract(isodow from d.day) < 6 and o.date is null) over (order by d.day) as n
    from generate_series($3 - 400, (now() at time zone (select zone from zone))::date, interval '1 day') as d(day)
    left join day_off o on o.agency_id = $1 and o.date = d.day::date
  ),
  owed as (
    select c.late_from, c.ended_at, c.met, b.n - a.n as days
    from report_clock c
    left join day a on a.day = (c.started_at at time zone (select zone from zone))::date
    left join day b on b.day = (c.ended_at at time zone (select zone from zone))::date
    where c.agency_id = $1 and c.clock = 'complete' and c.started_at >= $3 and c.started_at < $4 and ($2 is null or c.unit_id = $2) and (c.ended_at is null or c.met)
  ),
  came as (
    select r.id, r.received_at, r.district_code, r.status, r.outcome, r.rating
    from report r where r.agency_id = $1 and r.received_at >= $3 and r.received_at < $4 and ($2 is null or r.unit_id = $2)
  )
  select jsonb_build_object(
    'received', (select count(*) from came),
    'inTime', (select count(*) from owed where ended_at < late_from),
    'answeredLate', (select count(*) from owed where ended_at >= late_from),
    'running', (select count(*) from owed where ended_at is null and late_from > now()),
    'runningLate', (select count(*) from owed where ended_at is null and late_from <= now()),
    'medianDays', (select percentile_cont(0.5) within group (order by days) from owed where ended_at is not null),
    'daysToAnswer', (select coalesce(jsonb_agg(coalesce(n, 0) order by i), '[]') from generate_series(0, 20) i
                     left join (select least(days, 20) as d, count(*) as n from owed where ended_at is not null group by 1) h on h.d = i),
    'ratings', (select jsonb_agg(coalesce(n, 0) order by i) from generate_series(1, 5) i
                left join (select rating, count(*) as n from came where rating is not null group by 1) h on h.rating = i),
    'disputed', (select count(distinct s.report_id) from report_step s join came on came.id = s.report_id where s.step in ('dispute', 'reopen', 'object_to_answer')),
    'confirmed', (select count(*) from came where outcome = 'confirmed'),
    'silent', (select count(*) from came where outcome = 'silent'),
    'perMonth', (select coalesce(jsonb_agg(jsonb_build_object('month', month, 'count', n) order by month), '[]') from (
                  select to_char(received_at at time zone (select zone from zone), 'YYYY-MM') as month, count(*) as n from came group by 1) m),
    'perDistrict', (select coalesce(jsonb_agg(jsonb_build_object('district', district_code, 'count', n) order by n desc), '[]') from (
                     select district_code, count(*) as n from came where district_code is not null group by 1) m)
  )
  $$;
revoke all on function office_figures(uuid, uuid, date, date) from public;
grant execute on function office_figures(uuid, uuid, date, date) to tuntas_app, tuntas_public;

-- The table that compares offices: one row each, all in one statement.
create or replace function league_figures(agency uuid, since date, until date) returns table (unit_id uuid, received int, median_days numeric, in_time int, late int, rating numeric, rated int)
  language sql stable security definer set search_path = public, pg_temp as $$
  with zone as (select zone from agency a where a.id = $1),
  day as (
    select d.day::date as day, count(*) filter (where extract(isodow from d.day) < 6 and o.date is null) over (order by d.day) as n
    from generate_series($2 - 400, (now() at time zone (select zone from zone))::date, interval '1 day') as d(day)
    left join day_off o on o.agency_id = $1 and o.date = d.day::date
  ),
  owed as (
    select c.unit_id, count(*) filter (where c.ended_at < c.late_from)::int as in_time,
           count(*) filter (where coalesce(c.ended_at, now()) >= c.late_from)::int as late,
           (percentile_cont(0.5) within group (order by b.n - a.n) filter (where c.ended_at is not null))::numeric as median_days
    from report_clock c
    left join day a on a.day = (c.started_at at time zone (select zone from zone))::date
    left join day b on b.day = (c.ended_at at time zone (select zone from zone))::date
    where c.agency_id = $1 and c.clock = 'complete' and c.started_at >= $2 and c.started_at < $3 and (c.ended_at is null or c.met)
    group by c.unit_id
  ),
  came as (
    select r.unit_id, count(*)::int as received, avg(r.rating)::numeric as rating, count(r.rating)::int as rated
    from report r where r.agency_id = $1 and r.received_at >= $2 and r.received_at < $3 and r.unit_id is not null group by r.unit_id
  )
  select came.unit_id, came.received, owed.median_days, coalesce(owed.in_time, 0), coalesce(owed.late, 0), came.rating, came.rated
  from came left join owed on owed.unit_id = came.unit_id
  $$;
revoke all on function league_figures(uuid, date, date) from public;
grant execute on function league_figures(uuid, date, date) to tuntas_app, tuntas_public;
