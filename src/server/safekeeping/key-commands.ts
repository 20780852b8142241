import { dirname } from 'node:path';
import { noteChange } from '../access/change-log-commands.ts';
import { seenBy } from '../platform/db.ts';
import { sha256 } from '../platform/hash.ts';
import { enqueue } from '../platform/jobs.ts';
import { fingerprintOf, type KeyRing, loadKeyFile, saveKeyFile, withKey } from '../platform/keys.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { SYSTEM } from '../report/jobs.ts';
import { checkBytes, lockBundle, readKeyFolder } from './adapters/key-copy.ts';
import type { Care } from './care-commands.ts';
import { checkWords, readCheckWords } from './check-words.ts';
import {
	addCopy,
	addRotation,
	confirmCopy,
	isCopyConfirmed,
	type Rotation,
	rotations,
} from './key-queries.ts';
import type { RotatingPurpose } from './rotation.ts';

/** Shortest passphrase of a recovery copy: it will lie about for years where nobody counts the guesses. */
export const PASSPHRASE_LENGTH = 14;

export type KeyCare = {
	readonly isConfirmed: boolean;
	readonly rotations: readonly Rotation[];
};

export function findKeyCare({ db }: Care, ring: KeyRing): Promise<KeyCare> {
	return seenBy(SYSTEM, db, async (tx) => ({
		isConfirmed: await isCopyConfirmed(tx, fingerprintOf(ring)),
		rotations: await rotations(tx, 10),
	}));
}

/** The locked part of a recovery copy and its check words; shown in this one answer and nowhere else. */
export type KeyCopy = { readonly locked: string; readonly words: string };

export async function makeKeyCopy(
	care: Care,
	{ keyFile, passphrase }: { readonly keyFile: string; readonly passphrase: string },
): Promise<Result<KeyCopy, { readonly code: 'passphrase_short' }>> {
	if (passphrase.length < PASSPHRASE_LENGTH) return refuse({ code: 'passphrase_short' });
	const fingerprint = fingerprintOf(await loadKeyFile(keyFile));
	const locked = await lockBundle(await readKeyFolder(dirname(keyFile)), passphrase);
	const words = checkWords(checkBytes());
	await seenBy(SYSTEM, care.db, async (tx) => {
		await addCopy(tx, { fingerprint, checkHash: hashOf(words) }, { personId: care.by.personId, at: care.at });
		await noteChange(tx, {
			action: 'key_copy_made',
			subject: `keys ${fingerprint}`,
			before: null,
			after: null,
			by: care.by,
			at: care.at,
		});
	});
	return ok({ locked, words });
}

/** Takes the check words back from whoever opened the file: from now on a copy is known to be in good hands. */
export async function confirmKeyCopy(
	care: Care,
	ring: KeyRing,
	typed: string,
): Promise<Result<null, { readonly code: 'words_wrong' }>> {
	const words = readCheckWords(typed);
	const fingerprint = fingerprintOf(ring);
	return seenBy(SYSTEM, care.db, async (tx) => {
		const isKnown =
			words !== null && (await confirmCopy(tx, { fingerprint, checkHash: hashOf(words) }, care.at));
		if (!isKnown) return refuse({ code: 'words_wrong' });
		await noteChange(tx, {
			action: 'key_copy_confirmed',
			subject: `keys ${fingerprint}`,
			before: null,
			after: null,
			by: care.by,
			at: care.at,
		});
		return ok(null);
	});
}

/**
 * Begins to replace a key: a new one is added to the file, where every process learns of it; the worker makes it the
 * current one and seals anew what older keys sealed. Those stay, for backups need them.
 */
export async function beginRotation(care: Care, keyFile: string, purpose: RotatingPurpose): Promise<void> {
	const ring = await loadKeyFile(keyFile);
	const { next, keyId } = withKey(ring, purpose);
	const isNew = await seenBy(SYSTEM, care.db, async (tx) => {
		if (!(await addRotation(tx, { purpose, keyId }, care.at))) return false;
		await saveKeyFile(keyFile, next);
		await enqueue(tx, 'keys.rotate', {}, 'keys.rotate');
		await noteChange(tx, {
			action: 'key_rotated',
			subject: `key ${purpose}`,
			before: null,
			after: { key: keyId },
			by: care.by,
			at: care.at,
		});
		return true;
	});
	if (!isNew) await seenBy(SYSTEM, care.db, (tx) => enqueue(tx, 'keys.rotate', {}, 'keys.rotate'));
}

function hashOf(words: string): Buffer {
	return Buffer.from(sha256(`key copy ${words}`), 'hex');
}
