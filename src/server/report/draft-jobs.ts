import type { Tx } from '../platform/db.ts';
import type { KeyRing } from '../platform/keys.ts';
import type { FileStore } from '../platform/storage.ts';
import { forgetFiles, opened } from './draft-commands.ts';
import { takeExpiredDrafts } from './draft-queries.ts';

const BATCH = 100;
/** So that nothing is swept away under somebody who is just sending it. */
const GRACE_MS = 60 * 60 * 1000;

/** Every hour, as the system: forgets drafts nobody sent, with their photographs. Safe to run twice or in parallel. */
export async function sweepDrafts(
	tx: Tx,
	{ ring, store }: { readonly ring: KeyRing; readonly store: FileStore },
	now: Date,
): Promise<{ swept: number }> {
	const expired = await takeExpiredDrafts(tx, new Date(now.getTime() - GRACE_MS), BATCH);
	for (const row of expired) await forgetFiles(store, opened(ring, row, row.sealed));
	return { swept: expired.length };
}
