import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';

/** A table with a column `sealed`, and what names a row of it. */
export type SealedTable = { readonly table: string; readonly key: readonly string[] };

export type SealedRow = { readonly sealed: Buffer; readonly key: readonly string[] };

/** Where the next rows are looked for: behind this one in the order of its table; null from the beginning. */
export type After = readonly string[] | null;

/** Rows sealed with any other key, in order; bytes 2 to 5 of a sealed value name its own (platform/sealing.ts). */
export async function outdatedRows(
	tx: Tx,
	{ table, key }: SealedTable,
	{ keyId, after, most }: { readonly keyId: string; readonly after: After; readonly most: number },
): Promise<readonly SealedRow[]> {
	const names = sql.join(key.map((name) => sql.ref(name)));
	const texts = sql.join(key.map((name) => sql`${sql.ref(name)}::text`));
	const behind = after ? sql`and (${names}) > (${sql.join(after)})` : sql``;
	const { rows } = await sql<SealedRow>`
		select sealed, array[${texts}] as key from ${sql.table(table)}
		where substring(sealed from 2 for 4) <> decode(${keyId}, 'hex') ${behind} order by ${names} limit ${most} for update`.execute(
		tx,
	);
	return rows;
}

export async function saveSealed(tx: Tx, { table, key }: SealedTable, row: SealedRow): Promise<void> {
	const isRow = key.map((name, nth) => sql`${sql.ref(name)}::text = ${row.key[nth]}`);
	await sql`update ${sql.table(table)} set sealed = ${row.sealed} where ${sql.join(isRow, sql` and `)}`.execute(
		tx,
	);
}
