import { type Database, seenBy } from '#server/platform/db.ts';
import { GATE } from './session-commands.ts';
import { forgetOld } from './sign-in-queries.ts';

/** Once an hour: forgets old tries, unfinished sign-ins and long-ended sessions. Safe to run twice or late. */
export async function forgetOldSignIns(db: Database, now: Date): Promise<void> {
	await seenBy(GATE, db, (tx) => forgetOld(tx, now));
}
