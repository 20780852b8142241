import { seenBy } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { countCodes, forgetAnswers } from './housekeeping-queries.ts';
import { type JobGround, SYSTEM } from './jobs.ts';

const BATCH = 5000;

/** Every hour: forgets what is no longer needed and counts the codes in use. Safe to run twice, late, or in parallel. */
export async function keepHouse({ db, stopping }: JobGround, at: Date): Promise<void> {
	await seenBy(SYSTEM, db, (tx) => countCodes(tx, at));
	let forgotten = 0;
	while (!stopping?.aborted) {
		const some = await seenBy(SYSTEM, db, (tx) => forgetAnswers(tx, at, BATCH));
		forgotten += some;
		if (some < BATCH) break;
	}
	log.info({ forgotten }, 'house kept');
}
