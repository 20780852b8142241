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
import { open, seal } from '../platform/sealing.ts';
import { placeOf as requestPlace } from '../privacy/request-commands.ts';
import { SYSTEM } from '../report/jobs.ts';
import { identityPlace } from '../report/submission-rows-commands.ts';
import { endRotation, noteResealed, type Rotation, rotations } from './key-queries.ts';
import { outdatedRows, type SealedTable, saveSealed } from './reseal-queries.ts';
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
	for (let count = 1; count > 0 && !stopping.aborted; )
		count = await seenBy(SYSTEM, db, (tx) => resealBatch(tx, ring, rotation));
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
			placeOf: ([id = '', part]) => identityPlace(id, part === 'name' ? 'name' : 'contact'),
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

/** Seals some rows anew; answers how many, and nought once nothing is left. */
async function resealBatch(tx: Tx, ring: KeyRing, { id, purpose, keyId }: Rotation): Promise<number> {
	let count = 0;
	for (const sealed of SEALED[purpose as KeyPurpose] ?? []) {
		const rows = await outdatedRows(tx, sealed, keyId, BATCH);
		for (const row of rows) {
			const place = sealed.placeOf(row.key);
			await saveSealed(tx, sealed, { ...row, sealed: anew(ring, purpose as KeyPurpose, row.sealed, place) });
		}
		count += rows.length;
	}
	await noteResealed(tx, id, count);
	return count;
}

function anew(ring: KeyRing, purpose: KeyPurpose, sealed: Buffer, place: string): Buffer {
	return seal(ring, purpose, open(ring, purpose, sealed, place), place);
}
