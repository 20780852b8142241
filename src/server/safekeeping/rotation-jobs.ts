import { setTimeout as pause } from 'node:timers/promises';
import type { PersonId } from '../access/policy.ts';
import { authenticatorPlace } from '../access/second-factor-commands.ts';
import { type Database, seenBy, type Tx } from '../platform/db.ts';
import {
	KEYS_READ_EVERY_MS,
	type KeyPurpose,
	type KeyRing,
	loadKeyFile,
	saveKeyFile,
	withCurrent,
} from '../platform/keys.ts';
import { log } from '../platform/log.ts';
import { openOrNull, seal } from '../platform/sealing.ts';
import { placeOf as requestPlace } from '../privacy/request-commands.ts';
import { SYSTEM } from '../report/jobs.ts';
import { identityPlace } from '../report/sealed-identity.ts';
import { endRotation, noteResealed, type Rotation, rotations } from './key-queries.ts';
import { type After, outdatedRows, type SealedTable, saveSealed } from './reseal-queries.ts';
import { isKnownEverywhere } from './rotation.ts';

export type RotationGround = {
	readonly db: Database;
	readonly keyFile: string;
	readonly now: () => Date;
	readonly stopping: AbortSignal;
};

const BATCH = 200;

/** Carries every rotation on from where it stands. May be killed at any moment and run again. */
export async function rotateKeys(ground: RotationGround): Promise<void> {
	const open = (await seenBy(SYSTEM, ground.db, (tx) => rotations(tx, 100))).filter(
		({ endedAt }) => !endedAt,
	);
	for (const rotation of open) await carryOn(ground, rotation);
}

async function carryOn(ground: RotationGround, rotation: Rotation): Promise<void> {
	const { db, keyFile, now, stopping } = ground;
	while (!isKnownEverywhere(rotation.startedAt, now()))
		await pause(KEYS_READ_EVERY_MS, null, { signal: stopping });
	const purpose = rotation.purpose as KeyPurpose;
	const ring = withCurrent(await loadKeyFile(keyFile), purpose, rotation.keyId);
	await saveKeyFile(keyFile, ring);
	// What other processes still seal with the old key in these seconds is sealed anew below, too.
	await pause(4 * KEYS_READ_EVERY_MS, null, { signal: stopping });
	for (const sealed of SEALED[purpose] ?? []) await resealTable(ground, sealed, { ring, rotation });
	if (stopping.aborted) return;
	await seenBy(SYSTEM, db, (tx) => endRotation(tx, rotation.id, now()));
	log.info({ purpose }, 'a key was replaced');
}

type Sealed = SealedTable & { readonly placeOf: (key: readonly string[]) => string };

/** What is kept for long and sealed. Drafts are gone after a day; files keep the key they were sealed with. */
const SEALED: { readonly [purpose in KeyPurpose]?: readonly Sealed[] } = {
	identity: [
		{
			table: 'reporter_identity',
			key: ['report_id', 'part'],
			placeOf: ([reportId = '', part]) =>
				identityPlace({ reportId, part: part === 'name' ? 'name' : 'contact' }),
		},
		{ table: 'data_request_detail', key: ['request_id'], placeOf: ([id = '']) => requestPlace(id) },
	],
	totp: [
		{
			table: 'one_time_password',
			key: ['person_id'],
			placeOf: ([id = '']) => authenticatorPlace(id as PersonId),
		},
	],
};

type Resealing = { readonly ring: KeyRing; readonly rotation: Rotation };

async function resealTable(
	{ db, stopping }: RotationGround,
	sealed: Sealed,
	{ ring, rotation }: Resealing,
): Promise<void> {
	let after: After | undefined = null;
	while (after !== undefined && !stopping.aborted) {
		const from: After = after;
		after = await seenBy(SYSTEM, db, (tx) => resealBatch(tx, sealed, { ring, rotation, after: from }));
	}
}

/** Seals the next rows anew; answers the last of them, undefined once none is left. */
async function resealBatch(
	tx: Tx,
	sealed: Sealed,
	{ ring, rotation, after }: Resealing & { readonly after: After },
): Promise<After | undefined> {
	const rows = await outdatedRows(tx, sealed, { keyId: rotation.keyId, after, most: BATCH });
	let count = 0;
	for (const row of rows) {
		const anew = resealed(ring, rotation.purpose as KeyPurpose, row.sealed, sealed.placeOf(row.key));
		// What does not open stays as it is: it must not keep the others under the old key.
		if (anew) await saveSealed(tx, sealed, { ...row, sealed: anew });
		count += anew ? 1 : 0;
	}
	if (count < rows.length)
		log.error(
			{ event: 'unreadable', table: sealed.table, count: rows.length - count },
			'sealed values do not open',
		);
	await noteResealed(tx, rotation.id, count);
	return rows.at(-1)?.key;
}

function resealed(ring: KeyRing, purpose: KeyPurpose, sealed: Buffer, place: string): Buffer | null {
	const opened = openOrNull(ring, purpose, sealed, place);
	return opened && seal(ring, purpose, opened, place);
}
