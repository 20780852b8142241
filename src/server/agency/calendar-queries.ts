import { sql } from 'kysely';
import type { DayOff, LocalDate } from '#server/deadline/calendar.ts';
import type { Tx } from '#server/platform/db.ts';
import type { AgencyId, UnitId } from '../access/policy.ts';
import type { ListedDay } from './day-off-lines.ts';

/** The government's days off as they are now; whoever else changes them waits for this transaction. */
export async function lockedDays(tx: Tx, agencyId: AgencyId): Promise<ReadonlyMap<LocalDate, DayOff>> {
	await sql`select pg_advisory_xact_lock(hashtext(${`day_off ${agencyId}`}))`.execute(tx);
	const { rows } = await sql<ListedDay>`
		select date, kind, name, source from day_off where agency_id = ${agencyId} order by date`.execute(tx);
	return new Map(rows.map(({ date, ...day }) => [date, day]));
}

export async function putDays(tx: Tx, agencyId: AgencyId, days: readonly ListedDay[]): Promise<void> {
	await sql`
		insert into day_off (agency_id, date, kind, name, source)
		select ${agencyId}, date, kind, name, source
		from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as x(date date, kind text, name text, source text)
		on conflict (agency_id, date) do update set kind = excluded.kind, name = excluded.name, source = excluded.source`.execute(
		tx,
	);
}

export async function takeDays(tx: Tx, agencyId: AgencyId, dates: readonly LocalDate[]): Promise<void> {
	await sql`delete from day_off where agency_id = ${agencyId} and date = any (${[...dates]}::date[])`.execute(
		tx,
	);
}

export type Worked = {
	readonly id: UnitId;
	readonly key: string;
	readonly name: string;
	readonly workweek: readonly number[];
	readonly from: string;
	readonly until: string;
};

/** The week and hours of these units as they are now, kept for this transaction. */
export async function lockedWeeks(tx: Tx, agencyId: AgencyId, ids: readonly UnitId[]): Promise<Worked[]> {
	const { rows } = await sql<Worked>`
		select id, key, name, workweek, settings->'officeHours'->>'from' as "from", settings->'officeHours'->>'until' as until
		from unit where agency_id = ${agencyId} and id = any (${[...ids]}::int[]) order by key for update`.execute(
		tx,
	);
	return rows;
}

export async function putWeek(
	tx: Tx,
	{
		agencyId,
		ids,
		workweek,
		from,
		until,
	}: Omit<Worked, 'id' | 'key' | 'name'> & {
		readonly agencyId: AgencyId;
		readonly ids: readonly UnitId[];
	},
): Promise<void> {
	await sql`
		update unit set workweek = ${[...workweek]}::int[],
			settings = jsonb_set(settings, '{officeHours}', ${JSON.stringify({ from, until })}::jsonb)
		where agency_id = ${agencyId} and id = any (${[...ids]}::int[])`.execute(tx);
}
