import type { AgencyId } from '../access/policy.ts';
import type { OwnerLine } from './cluster-queries.ts';

/** More than are given out between a backup and the restore from it, by far: numbers of lost rows are not given out again. */
const GAP = 1_000_000;

/** Every number counted up by the database goes on far beyond what the lost rows had. */
export async function leapNumbers(line: OwnerLine): Promise<void> {
	await line.query(
		`select setval(format('%I.%I', schemaname, sequencename)::regclass, coalesce(last_value, 1) + $1)
		from pg_sequences where schemaname = 'public'`,
		[GAP],
	);
}

/** What waited to be sent may have been sent since. */
export async function holdWaiting(line: OwnerLine): Promise<number> {
	const { rowCount } = await line.query(
		`update outbox set state = 'held', held_for = 'restore' where state = 'waiting'`,
	);
	return rowCount ?? 0;
}

/** Who signed out, was suspended, or used a link since then is not let in by it again. */
export async function endSessions(line: OwnerLine, at: Date): Promise<void> {
	await line.query('update staff_session set ended_at = $1 where ended_at is null', [at]);
	await line.query('update one_time_link set used_at = $1 where used_at is null', [at]);
	await line.query('delete from challenge');
}

export type CodesUsed = { readonly agencyId: AgencyId; readonly year: number; readonly used: number };

/** How many codes each government has used, in the years from the backup to the restore. */
export async function codesUsed(line: OwnerLine, years: readonly number[]): Promise<readonly CodesUsed[]> {
	const { rows } = await line.query(
		`select a.id as "agencyId", y.year, greatest(coalesce(c.used, 0), (
			select count(*) from report r where r.agency_id = a.id
				and r.received_at >= make_timestamptz(y.year, 1, 1, 0, 0, 0, 'UTC') and r.received_at < make_timestamptz(y.year + 1, 1, 1, 0, 0, 0, 'UTC')))::float8 as used
		from agency a cross join unnest($1::int[]) as y(year) left join code_use c on c.agency_id = a.id and c.year = y.year
		where a.prefix is not null`,
		[years],
	);
	return rows;
}

export async function raiseCodesUsed(line: OwnerLine, { agencyId, year, used }: CodesUsed): Promise<void> {
	await line.query(
		`insert into code_use (agency_id, year, used) values ($1, $2, $3)
		on conflict (agency_id, year) do update set used = greatest(code_use.used, excluded.used)`,
		[agencyId, year, used],
	);
}

export async function noteRestoration(
	line: OwnerLine,
	{ backup, restoredTo, at }: { readonly backup: string; readonly restoredTo: Date; readonly at: Date },
): Promise<void> {
	await line.query('insert into restoration (backup, restored_to, restored_at) values ($1, $2, $3)', [
		backup,
		restoredTo,
		at,
	]);
}
