import { sql } from 'kysely';
import type { Tx } from './db.ts';

/** Every background job, and what it carries: ids only, never personal data. */
export type Jobs = {
	'outbox.send': { agencyId: number };
	/** The days off of a government changed. */
	'clocks.recount': { agencyId: number };
	/** An office was merged into another one: what it had in hand goes there. */
	'units.hand_over': { agencyId: number };
	/** Somebody's erasure was granted. */
	'personal_data.erase': { agencyId: number };
	/** A new key is to take over from an older one. */
	'keys.rotate': Record<string, never>;
	/** The administrator wants to see the newest backup restored now. */
	'backup.certify': Record<string, never>;
};

/** Adds a job inside the caller's transaction: no commit, no job. Same key, same job. */
export async function enqueue<Name extends keyof Jobs>(
	tx: Tx,
	name: Name,
	payload: Jobs[Name],
	key: string | null = null,
): Promise<void> {
	await sql`select enqueue_job(${name}, ${JSON.stringify(payload)}::json, ${key})`.execute(tx);
}
