import { sql } from 'kysely';
import type { Tx } from './db.ts';
import type { Schema } from './schema.ts';

type FormRow = {
	readonly agencyId: Schema['idempotency']['agency_id'];
	readonly keyHash: Buffer;
	readonly what: string;
};

/** Remembers that this form was sent; false when it was before. The same form sent twice at once waits here. */
export async function isNewForm(tx: Tx, { agencyId, keyHash, what }: FormRow): Promise<boolean> {
	const added = await sql`
		insert into idempotency (agency_id, key_hash, what, answer) values (${agencyId}, ${keyHash}, ${what}, '{}')
		on conflict do nothing`.execute(tx);
	return added.numAffectedRows === 1n;
}

/** A form that was refused may be sent again, mended. */
export async function forgetForm(tx: Tx, { agencyId, keyHash, what }: FormRow): Promise<void> {
	await tx
		.deleteFrom('idempotency')
		.where('agency_id', '=', agencyId)
		.where('key_hash', '=', keyHash)
		.where('what', '=', what)
		.execute();
}
