import type { Tx } from '../platform/db.ts';
import type { KeyRing } from '../platform/keys.ts';
import type { FileStore } from '../platform/storage.ts';
import { forgetFiles, opened } from './draft-commands.ts';
import { takeExpiredDrafts } from './draft-queries.ts';
import { takeForgottenStaged } from './staged-photo-queries.ts';

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

const STAGED_MS = 24 * 60 * 60 * 1000;

/** As often, as the system: forgets photographs officers uploaded for steps they did not take within a day. */
export async function sweepStaged(
	tx: Tx,
	{ store }: { readonly store: FileStore },
	now: Date,
): Promise<void> {
	const photos = await takeForgottenStaged(tx, new Date(now.getTime() - STAGED_MS), BATCH);
	await forgetFiles(store, { photos: photos.map((photo) => ({ ...photo, alt: '' })) });
}
