import type pg from 'pg';
import type { AgencyId, UnitId } from '../access/policy.ts';
import { namedQuery } from '../platform/db.ts';
import { type Counts, type Figures, figuresOf, type LeagueRow, leagueRow } from './figures.ts';
import type { Period } from './period.ts';

/** How long figures that were read are shown before they are read again. */
const READ_MS = 10_000;
type Read<T> = { readonly value: Promise<T>; readonly until: number };
const read = new Map<string, Read<unknown>>();

type Wanted = { readonly agencyId: AgencyId; readonly unitId: UnitId | null; readonly period: Period };

/** Figures as of an instant; before everything was counted for the first time there are none, but how far that is. */
export type Kept<T> =
	| { readonly at: Date; readonly figures: T }
	| { readonly at: null; readonly countedShare: number };

const STATE = `s.until as at,
	coalesce((s.anew_day - s.anew_first)::float8 / ((now() at time zone a.zone)::date - s.anew_first + 1), 0) as "countedShare"`;
type State = { readonly at: Date | null; readonly countedShare: number };

/** Figures of a government, or of one office, as the worker keeps them. */
export function officeFigures(
	pool: pg.Pool,
	{ agencyId, unitId, period: { since, until } }: Wanted,
): Promise<Kept<Figures>> {
	return once(`figures ${agencyId} ${unitId} ${since} ${until}`, async () => {
		const [row] = await namedQuery<State & { counts: Counts | null }>(
			pool,
			{
				name: 'figures_of',
				text: `select ${STATE}, case when s.until is not null then figures_of(a.id, coalesce($2, held_by_all()), $3, $4) end as counts
					from agency a left join figure_state s on s.agency_id = a.id where a.id = $1`,
			},
			[agencyId, unitId, since, until],
		);
		return kept(row, () => figuresOf(row?.counts ?? {}));
	});
}

/** Every office that had reports in the period, those with the most first. */
export function league(
	pool: pg.Pool,
	agencyId: AgencyId,
	{ since, until }: Period,
): Promise<Kept<LeagueRow[]>> {
	return once(`league ${agencyId} ${since} ${until}`, async () => {
		const rows = await namedQuery<State & { unitId: UnitId | null; counts: Counts | null }>(
			pool,
			{
				name: 'league_of',
				text: `select ${STATE}, l.unit_id as "unitId", l.counts
					from agency a left join figure_state s on s.agency_id = a.id
					left join lateral league_of(a.id, $2, $3) l on s.until is not null
					where a.id = $1 order by (l.counts->>'received')::int desc limit 500`,
			},
			[agencyId, since, until],
		);
		return kept(rows[0], () =>
			rows.flatMap(({ unitId, counts }) => (unitId && counts ? [leagueRow(unitId, counts)] : [])),
		);
	});
}

function kept<T>(state: State | undefined, figures: () => T): Kept<T> {
	if (!state) throw new Error('figures of a government that is not here');
	const { at, countedShare } = state;
	return at ? { at, figures: figures() } : { at: null, countedShare };
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

function once<T>(key: string, ask: () => Promise<T>): Promise<T> {
	const now = performance.now();
	const known = read.get(key) as Read<T> | undefined;
	if (known && known.until > now) return known.value;
	const value = ask();
	value.catch(() => read.delete(key));
	read.set(key, { value, until: now + READ_MS });
	return value;
}
