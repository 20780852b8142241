import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';

/** Keys of forms are kept so long: a phone without signal sends again days later, not weeks. */
const KEEP_DAYS = 7;

/** Forgets which submissions were answered how, some at a time; answers how many. */
export async function forgetAnswers(tx: Tx, at: Date, most: number): Promise<number> {
	const { numAffectedRows } = await sql`
		delete from idempotency where (agency_id, key_hash, what) in (
			select agency_id, key_hash, what from idempotency where at < ${at}::timestamptz - make_interval(days => ${KEEP_DAYS})
			order by at limit ${most})`.execute(tx);
	return Number(numAffectedRows ?? 0);
}

/** Counts the codes of the year of `at`, by which new ones grow longer in time; never back to shorter ones. */
export async function countCodes(tx: Tx, at: Date): Promise<void> {
	const year = at.getUTCFullYear();
	await sql`
		insert into code_use (agency_id, year, used)
		select agency_id, ${year}, count(*) from report
		where received_at >= make_timestamptz(${year}, 1, 1, 0, 0, 0, 'UTC') and received_at < make_timestamptz(${year + 1}, 1, 1, 0, 0, 0, 'UTC')
		group by agency_id
		on conflict (agency_id, year) do update set used = greatest(code_use.used, excluded.used)`.execute(tx);
}
