/** Figures counted straight from reports and clocks, as a reader of the method would: what the kept ones must agree with. */

import type pg from 'pg';
import type { AgencyId, UnitId } from '#server/access/policy.ts';
import type { Figures } from '#server/dashboard/figures.ts';
import type { Period } from '#server/dashboard/period.ts';

type Asked = { readonly agencyId: AgencyId; readonly unitId: UnitId | null; readonly period: Period };

export async function figuresFromScratch(
	owner: pg.Pool,
	{ agencyId, unitId, period }: Asked,
): Promise<Figures> {
	const { rows } = await owner.query<{ figures: Figures }>(FROM_SCRATCH, [
		agencyId,
		unitId,
		period.since,
		period.until,
	]);
	if (!rows[0]) throw new Error('nothing was counted');
	return rows[0].figures;
}

const FROM_SCRATCH = `
	with zone as (
		select zone, $3::date::timestamp at time zone zone as begins, $4::date::timestamp at time zone zone as ends from agency where id = $1
	),
	day as (
		select d.day::date as day, count(*) filter (where extract(isodow from d.day) < 6 and o.date is null) over (order by d.day) as n
		from generate_series($3::date - 400, (now() at time zone (select zone from zone))::date, interval '1 day') as d(day)
		left join day_off o on o.agency_id = $1 and o.date = d.day::date
	),
	owed as (
		select c.late_from, c.ended_at, b.n - a.n as days
		from zone z, report_clock c
		left join day a on a.day = (c.started_at at time zone (select zone from zone))::date
		left join day b on b.day = (c.ended_at at time zone (select zone from zone))::date
		where c.agency_id = $1 and c.clock = 'complete' and c.started_at >= z.begins and c.started_at < z.ends
			and ($2::int is null or c.unit_id = $2) and (c.ended_at is null or c.met)
	),
	came as (
		select r.id, r.received_at, r.district_code, r.outcome, r.rating
		from zone z, report r where r.agency_id = $1 and r.received_at >= z.begins and r.received_at < z.ends and ($2::int is null or r.unit_id = $2)
	)
	select jsonb_build_object(
		'received', (select count(*) from came),
		'inTime', (select count(*) from owed where ended_at < late_from),
		'answeredLate', (select count(*) from owed where ended_at >= late_from),
		'running', (select count(*) from owed where ended_at is null and late_from > now()),
		'runningLate', (select count(*) from owed where ended_at is null and late_from <= now()),
		'medianDays', (select percentile_cont(0.5) within group (order by days) from owed where ended_at is not null),
		'daysToAnswer', (select jsonb_agg(coalesce(n, 0) order by i) from generate_series(0, 20) i
			left join (select least(days, 20) as d, count(*) as n from owed where ended_at is not null group by 1) h on h.d = i),
		'ratings', (select jsonb_agg(coalesce(n, 0) order by i) from generate_series(1, 5) i
			left join (select rating, count(*) as n from came where rating is not null group by 1) h on h.rating = i),
		'disputed', (select count(distinct s.report_id) from report_step s join came on came.id = s.report_id where s.step in ('dispute', 'reopen', 'object_to_answer')),
		'confirmed', (select count(*) from came where outcome = 'confirmed'),
		'silent', (select count(*) from came where outcome = 'silent'),
		'perMonth', (select coalesce(jsonb_agg(jsonb_build_object('month', month, 'count', n) order by month), '[]') from (
			select to_char(received_at at time zone (select zone from zone), 'YYYY-MM') as month, count(*) as n from came group by 1) m),
		'perDistrict', (select coalesce(jsonb_agg(jsonb_build_object('district', district_code, 'count', n) order by n desc, district_code), '[]') from (
			select district_code, count(*) as n from came where district_code is not null group by 1) m)
	) as figures`;
