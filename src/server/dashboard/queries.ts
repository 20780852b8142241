import type pg from 'pg';
import type { AgencyId, UnitId } from '../access/policy.ts';
import { namedQuery } from '../platform/db.ts';
import type { Figures } from './figures.ts';
import type { Period } from './period.ts';

/** How long counted figures are shown before they are counted anew. */
const COUNTED_MS = 60_000;
type Counted<T> = { readonly value: Promise<T>; readonly until: number };
const counted = new Map<string, Counted<unknown>>();

type Wanted = { readonly agencyId: AgencyId; readonly unitId: UnitId | null; readonly period: Period };

/** Figures of a government, or of one office; counted at most once a minute, whoever asks. */
export function officeFigures(
	pool: pg.Pool,
	{ agencyId, unitId, period: { since, until } }: Wanted,
): Promise<Figures> {
	return once(`figures ${agencyId} ${unitId} ${since} ${until}`, async () => {
		const [row] = await namedQuery<{ figures: Figures }>(
			pool,
			{ name: 'office_figures', text: 'select office_figures($1, $2, $3, $4) as figures' },
			[agencyId, unitId, since, until],
		);
		if (!row) throw new Error('no figures were counted');
		return row.figures;
	});
}

/** One office in the comparison; medians in working days, null where nothing was answered. */
export type LeagueRow = {
	readonly unitId: UnitId;
	readonly received: number;
	readonly medianDays: number | null;
	readonly inTime: number;
	readonly late: number;
	readonly rating: number | null;
	readonly rated: number;
};

/** Every office that had reports in the period, those with the most first. */
export function league(pool: pg.Pool, agencyId: AgencyId, { since, until }: Period): Promise<LeagueRow[]> {
	return once(`league ${agencyId} ${since} ${until}`, () =>
		namedQuery<LeagueRow>(
			pool,
			{
				name: 'league_figures',
				text: `select unit_id as "unitId", received, median_days::float8 as "medianDays", in_time as "inTime", late, rating::float8 as rating, rated
					from league_figures($1, $2, $3) order by received desc limit 500`,
			},
			[agencyId, since, until],
		),
	);
}

/** The day the oldest public report was received; null when there is none. */
export function firstDay(pool: pg.Pool, agencyId: AgencyId): Promise<string | null> {
	return once(`first day ${agencyId}`, async () => {
		const [row] = await namedQuery<{ day: string | null }>(
			pool,
			{
				name: 'first_day',
				text: 'select min(received_on) as day from publication where agency_id = $1 and published_at is not null',
			},
			[agencyId],
		);
		return row?.day ?? null;
	});
}

function once<T>(key: string, count: () => Promise<T>): Promise<T> {
	const now = performance.now();
	const known = counted.get(key) as Counted<T> | undefined;
	if (known && known.until > now) return known.value;
	const value = count();
	value.catch(() => counted.delete(key));
	counted.set(key, { value, until: now + COUNTED_MS });
	return value;
}
