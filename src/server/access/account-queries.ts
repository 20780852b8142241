import { sql } from 'kysely';
import type { Tx } from '#server/platform/db.ts';
import type { PersonId } from './policy.ts';

export async function savePassword(tx: Tx, personId: PersonId, hash: string, now: Date): Promise<void> {
	await tx
		.insertInto('password')
		.values({ person_id: personId, hash, changed_at: now })
		.onConflict((conflict) => conflict.column('person_id').doUpdateSet({ hash, changed_at: now }))
		.execute();
}

/** The sealed secret of the person's authenticator app. */
export async function findAuthenticator(tx: Tx, personId: PersonId): Promise<Buffer | undefined> {
	const found = await tx
		.selectFrom('one_time_password')
		.select('sealed')
		.where('person_id', '=', personId)
		.executeTakeFirst();
	return found?.sealed;
}

/** Stores an authenticator that has shown a code of `counter`; that code, and earlier ones, work no more. */
export async function saveAuthenticator(
	tx: Tx,
	personId: PersonId,
	{ sealed, counter, now }: { sealed: Buffer; counter: number; now: Date },
): Promise<void> {
	const row = { sealed, confirmed_at: now, last_counter: counter };
	await tx
		.insertInto('one_time_password')
		.values({ person_id: personId, ...row })
		.onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
		.execute();
}

/** Uses the counter up; false when it, or a later one, was used before. */
export async function useCounter(tx: Tx, personId: PersonId, counter: number): Promise<boolean> {
	const used = await tx
		.updateTable('one_time_password')
		.set({ last_counter: counter })
		.where('person_id', '=', personId)
		.where('last_counter', '<', counter)
		.executeTakeFirst();
	return used.numUpdatedRows === 1n;
}

/** New recovery codes; the old ones, used or not, are worth nothing. */
export async function replaceRecoveryCodes(
	tx: Tx,
	personId: PersonId,
	hashes: readonly Buffer[],
): Promise<void> {
	await tx.deleteFrom('recovery_code').where('person_id', '=', personId).execute();
	await tx
		.insertInto('recovery_code')
		.values(hashes.map((hash) => ({ person_id: personId, hash, used_at: null })))
		.execute();
}

/** Uses a recovery code up; false when it is none or was used before. */
export async function useRecoveryCode(
	tx: Tx,
	personId: PersonId,
	{ hashes, now }: { hashes: readonly Buffer[]; now: Date },
): Promise<boolean> {
	const used = await tx
		.updateTable('recovery_code')
		.set({ used_at: now })
		.where('person_id', '=', personId)
		.where('hash', 'in', [...hashes])
		.where('used_at', 'is', null)
		.executeTakeFirst();
	return used.numUpdatedRows === 1n;
}

export type WaysIn = {
	readonly passwordChangedAt: Date | null;
	readonly authenticatorSince: Date | null;
	readonly recoveryCodesLeft: number;
};

export async function waysIn(tx: Tx, personId: PersonId): Promise<WaysIn> {
	const found = await sql<WaysIn>`
		select (select changed_at from password where person_id = ${personId}) as "passwordChangedAt",
			(select confirmed_at from one_time_password where person_id = ${personId}) as "authenticatorSince",
			(select count(*)::int from recovery_code where person_id = ${personId} and used_at is null) as "recoveryCodesLeft"`.execute(
		tx,
	);
	return found.rows[0] ?? { passwordChangedAt: null, authenticatorSince: null, recoveryCodesLeft: 0 };
}

export type Passkey = {
	readonly id: string;
	readonly name: string;
	readonly createdAt: Date;
	readonly usedAt: Date | null;
};

export async function passkeysOf(tx: Tx, personId: PersonId): Promise<readonly Passkey[]> {
	return tx
		.selectFrom('passkey')
		.select(['credential_id as id', 'name', 'created_at as createdAt', 'used_at as usedAt'])
		.where('person_id', '=', personId)
		.orderBy('created_at')
		.execute();
}

export type StoredPasskey = {
	readonly personId: PersonId;
	readonly publicKey: Buffer;
	readonly counter: number;
	readonly email: string;
};

export async function findPasskey(tx: Tx, credentialId: string): Promise<StoredPasskey | undefined> {
	return tx
		.selectFrom('passkey')
		.innerJoin('person', 'person.id', 'passkey.person_id')
		.select([
			'passkey.person_id as personId',
			'public_key as publicKey',
			'counter',
			(select) => select.fn<string>('lower', ['person.email']).as('email'),
		])
		.where('credential_id', '=', credentialId)
		.executeTakeFirst();
}

/** Notes the use; false when a later count was seen before: the key was copied, or the answer replayed. */
export async function usePasskey(
	tx: Tx,
	credentialId: string,
	{ counter, now }: { counter: number; now: Date },
): Promise<boolean> {
	const used = await sql`
		update passkey set counter = ${counter}, used_at = ${now}
		where credential_id = ${credentialId} and (counter < ${counter} or (counter = 0 and ${counter} = 0))`.execute(
		tx,
	);
	return used.numAffectedRows === 1n;
}

export async function addPasskeyRow(
	tx: Tx,
	passkey: {
		readonly credentialId: string;
		readonly personId: PersonId;
		readonly publicKey: Buffer;
		readonly counter: number;
		readonly transports: readonly string[];
		readonly name: string;
		readonly now: Date;
	},
): Promise<boolean> {
	const added = await tx
		.insertInto('passkey')
		.values({
			credential_id: passkey.credentialId,
			person_id: passkey.personId,
			public_key: passkey.publicKey,
			counter: passkey.counter,
			transports: [...passkey.transports],
			name: passkey.name,
			created_at: passkey.now,
		})
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	return added.numInsertedOrUpdatedRows === 1n;
}

/** Removes one of the person's own passkeys; false when there is none of that id. */
export async function removePasskeyRow(tx: Tx, personId: PersonId, credentialId: string): Promise<boolean> {
	const removed = await tx
		.deleteFrom('passkey')
		.where('person_id', '=', personId)
		.where('credential_id', '=', credentialId)
		.executeTakeFirst();
	return removed.numDeletedRows === 1n;
}
