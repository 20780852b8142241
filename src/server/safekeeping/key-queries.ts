import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';

/** Whether somebody has confirmed that they hold a copy of exactly these keys. */
export async function isCopyConfirmed(tx: Tx, fingerprint: string): Promise<boolean> {
	const { rows } = await sql<{ known: boolean }>`
		select exists (select from key_copy where fingerprint = ${fingerprint} and confirmed_at is not null) as known`.execute(
		tx,
	);
	return rows[0]?.known ?? false;
}

type Copy = { readonly fingerprint: string; readonly checkHash: Buffer };

export async function addCopy(
	tx: Tx,
	{ fingerprint, checkHash }: Copy,
	by: { personId: string; at: Date },
): Promise<void> {
	await sql`insert into key_copy (fingerprint, check_hash, made_at, person_id)
		values (${fingerprint}, ${checkHash}, ${by.at}, ${by.personId}) on conflict do nothing`.execute(tx);
}

/** Confirms the copy whose check words these are; false when there is none of these keys. */
export async function confirmCopy(tx: Tx, { fingerprint, checkHash }: Copy, at: Date): Promise<boolean> {
	const { numAffectedRows } = await sql`
		update key_copy set confirmed_at = coalesce(confirmed_at, ${at})
		where fingerprint = ${fingerprint} and check_hash = ${checkHash}`.execute(tx);
	return Number(numAffectedRows ?? 0) > 0;
}

export type Rotation = {
	readonly id: string;
	readonly purpose: string;
	readonly keyId: string;
	readonly startedAt: Date;
	readonly resealed: number;
	readonly endedAt: Date | null;
};

/** The newest rotations, those under way first. */
export async function rotations(tx: Tx, most: number): Promise<readonly Rotation[]> {
	const { rows } = await sql<Rotation>`
		select id, purpose, key_id as "keyId", started_at as "startedAt", resealed, ended_at as "endedAt"
		from key_rotation order by ended_at desc nulls first, started_at desc limit ${most}`.execute(tx);
	return rows;
}

/** Notes that a new key is to take over; false while an earlier one of this purpose still does. */
export async function addRotation(
	tx: Tx,
	{ purpose, keyId }: { purpose: string; keyId: string },
	at: Date,
): Promise<boolean> {
	const { numAffectedRows } = await sql`
		insert into key_rotation (purpose, key_id, started_at) values (${purpose}, ${keyId}, ${at})
		on conflict (purpose) where ended_at is null do nothing`.execute(tx);
	return Number(numAffectedRows ?? 0) > 0;
}

export async function noteResealed(tx: Tx, id: string, count: number): Promise<void> {
	await sql`update key_rotation set resealed = resealed + ${count} where id = ${id}`.execute(tx);
}

export async function endRotation(tx: Tx, id: string, at: Date): Promise<void> {
	await sql`update key_rotation set ended_at = ${at} where id = ${id}`.execute(tx);
}
