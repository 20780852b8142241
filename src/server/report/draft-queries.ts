import { sql } from 'kysely';
import type pg from 'pg';
import type { AgencyId } from '../access/policy.ts';
import { askedTogether } from '../platform/asked-together.ts';
import { namedQuery, type Tx } from '../platform/db.ts';
import type { KeptReceipt, Stored } from './receipt.ts';

/** A draft as it is stored: under the hash of a secret only its writer's browser holds. */
export type DraftKey = { readonly agencyId: AgencyId; readonly idHash: Buffer };

const readDraft = askedTogether<DraftKey & { readonly at: Date }, Buffer>({
	name: 'draft_of',
	text: `select draft_of(asked.agency, asked.hash, asked.at) as answer
		from unnest($1::int[], $2::bytea[], $3::timestamptz[]) with ordinality as asked(agency, hash, at, n) order by n`,
	values: (asked) => [
		asked.map(({ agencyId }) => agencyId),
		asked.map(({ idHash }) => idHash),
		asked.map(({ at }) => at),
	],
});

/** One round trip at most, no transaction: every page of the form asks this. */
export async function findDraft(pool: pg.Pool, key: DraftKey, at: Date): Promise<Buffer | undefined> {
	return (await readDraft(pool, { ...key, at })) ?? undefined;
}

/** The same, kept from being changed by the writer's other tab until this transaction ends. */
export async function findDraftToChange(tx: Tx, { idHash }: DraftKey, at: Date): Promise<Buffer | undefined> {
	const row = await tx
		.selectFrom('draft')
		.select('sealed')
		.where('id_hash', '=', idHash)
		.where('expires_at', '>', at)
		.forUpdate()
		.executeTakeFirst();
	return row?.sealed;
}

const SUBMITTED_OF = {
	name: 'submitted_of',
	text: 'select id, code, mac from submitted_of($1, $2)',
} as const;

/** What was stored under one of these receipts. */
export async function findSubmitted(
	pool: pg.Pool,
	agencyId: AgencyId,
	receipts: readonly KeptReceipt[],
): Promise<Stored | undefined> {
	const macs = receipts.map(({ mac }) => Buffer.from(mac, 'hex'));
	const [known] = await namedQuery<Stored>(pool, SUBMITTED_OF, [agencyId, macs]);
	return known;
}

export async function saveDraft(
	tx: Tx,
	{ agencyId, idHash }: DraftKey,
	{ sealed, expiresAt }: { readonly sealed: Buffer; readonly expiresAt: Date },
): Promise<void> {
	await tx
		.insertInto('draft')
		.values({ id_hash: idHash, agency_id: agencyId, sealed, expires_at: expiresAt })
		.onConflict((conflict) =>
			conflict
				.column('id_hash')
				.doUpdateSet({ sealed, expires_at: expiresAt, version: sql`draft.version + 1` }),
		)
		.execute();
}

export async function deleteDraft(tx: Tx, { idHash }: DraftKey): Promise<Buffer | undefined> {
	const row = await tx
		.deleteFrom('draft')
		.where('id_hash', '=', idHash)
		.returning('sealed')
		.executeTakeFirst();
	return row?.sealed;
}

/** Takes away drafts whose time was up before `before`, a few at a time. */
export async function takeExpiredDrafts(tx: Tx, before: Date, most: number) {
	const { rows } = await sql<{ idHash: Buffer; sealed: Buffer }>`
		delete from draft where id_hash in (
			select id_hash from draft where expires_at < ${before} order by expires_at limit ${most} for update skip locked
		) returning id_hash as "idHash", sealed`.execute(tx);
	return rows;
}
