import { sql } from 'kysely';
import type { AgencyId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import { ANY_REPORT } from '../platform/page-cache.ts';
import type { CountingState } from './counting.ts';

/** A government whose figures are kept. */
export type Counted = CountingState & { readonly agencyId: AgencyId };

/** Every government; one that is new is to be counted. */
export async function countingStates(tx: Tx): Promise<readonly Counted[]> {
	await sql`insert into figure_state (agency_id) select id from agency on conflict do nothing`.execute(tx);
	const { rows } = await sql<Counted>`
		select agency_id as "agencyId", until, wanted, anew_day as "anewDay", anew_took_ms as "anewTookMs"
		from figure_state order by agency_id`.execute(tx);
	return rows;
}

/** A moment, and how to know that every transaction that wrote something down before it has ended. */
export type Moment = { readonly at: Date; readonly newest: string };

/** The moment comes before the look at what is under way: what begins in between is younger than both. */
export async function momentNow(tx: Tx): Promise<Moment | undefined> {
	const { rows } = await sql<Moment>`
		select transaction_timestamp() as at, pg_snapshot_xmax(pg_current_snapshot())::text as newest`.execute(
		tx,
	);
	return rows[0];
}

export async function isPast(tx: Tx, { newest }: Moment): Promise<boolean> {
	const { rows } = await sql<{ past: boolean }>`
		select pg_snapshot_xmin(pg_current_snapshot()) >= ${newest}::xid8 as past`.execute(tx);
	return rows[0]?.past ?? false;
}

/** What is counted by `until`, and what is looked at now. */
export type Stretch = { readonly until: Date; readonly at: Date };

/** How many steps may not be counted yet, and no further than `most`. */
export async function uncountedSteps(
	tx: Tx,
	agencyId: AgencyId,
	{ until, at }: Stretch,
	most: number,
): Promise<number> {
	const { rows } = await sql<{ n: number }>`
		select uncounted_steps(${agencyId}, ${until}, ${at}, ${most}) as n`.execute(tx);
	return rows[0]?.n ?? 0;
}

/** Those who held reports of a day, whose figures may be other ones now. */
export type Touched = { readonly day: string; readonly holders: readonly number[] };

export async function touchedIn(
	tx: Tx,
	agencyId: AgencyId,
	{ until, at }: Stretch,
): Promise<readonly Touched[]> {
	const { rows } = await sql<Touched>`
		select day, holders from figures_touched(${agencyId}, ${until}, ${at}) order by day`.execute(tx);
	return rows;
}

/** Counts these anew, and the months they are in; answers how many figures changed. */
export async function countTouched(tx: Tx, agencyId: AgencyId, touched: readonly Touched[]): Promise<number> {
	const { rows } = await sql<{ month: string; holders: number[] }>`
		with counted as materialized (
			select t.day, count_figures(${agencyId}, t.day, t.holders) as changed
			from jsonb_to_recordset(${JSON.stringify(touched)}::jsonb) as t(day date, holders int[])
		)
		select date_trunc('month', day)::date as month, array_agg(distinct holder) as holders
		from counted cross join unnest(changed) as holder group by 1`.execute(tx);
	for (const { month, holders } of rows)
		await sql`select sum_figures(${agencyId}, ${month}::date, ${holders}::int[])`.execute(tx);
	return rows.reduce((sum, { holders }) => sum + holders.length, 0);
}

/** Everything written down before `at` is in the figures now. */
export async function countedUntil(tx: Tx, agencyId: AgencyId, at: Date): Promise<void> {
	await tx.updateTable('figure_state').set({ until: at }).where('agency_id', '=', agencyId).execute();
}

/** Begins a count from scratch with the day of the oldest report. */
export async function beginAnew(tx: Tx, agencyId: AgencyId, at: Date): Promise<void> {
	await sql`
		with first as (
			select least((select min(received_at) from report where agency_id = ${agencyId}), ${at}::timestamptz) as at
		)
		update figure_state s set wanted = false, anew_since = ${at}, anew_first = (first.at at time zone a.zone)::date, anew_day = (first.at at time zone a.zone)::date
		from first, agency a where a.id = ${agencyId} and s.agency_id = a.id`.execute(tx);
}

/** Counts the next day of a count from scratch; false when none was left. */
export async function countNextDay(tx: Tx, agencyId: AgencyId): Promise<boolean> {
	const { rows } = await sql<{ more: boolean }>`select count_next_day(${agencyId}) as more`.execute(tx);
	return rows[0]?.more ?? false;
}

/** The figures of one government, or of all, are to be counted from scratch. */
export async function wantAnew(tx: Tx, agencyId: AgencyId | null): Promise<void> {
	await sql`
		update figure_state set wanted = true where ${agencyId}::int is null or agency_id = ${agencyId}::int`.execute(
		tx,
	);
}

/** Pages with figures are made anew. */
export async function tellPages(tx: Tx): Promise<void> {
	await sql`select pg_notify('page', ${ANY_REPORT})`.execute(tx);
}
