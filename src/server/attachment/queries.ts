import { sql } from 'kysely';
import type { Tx } from '#server/platform/db.ts';
import type { Scan } from './file.ts';

export type WaitingFile = { readonly id: string; readonly key: string };

/** Files that wait for the scanner, the longest waiting first; nobody else takes these until the transaction ends. */
export async function waitingFiles(tx: Tx, most: number): Promise<readonly WaitingFile[]> {
	const { rows } = await sql<WaitingFile>`
		select id, storage_key as key from attachment where scan = 'waiting_scan'
		order by at, id limit ${most} for update skip locked`.execute(tx);
	return rows;
}

export async function saveScan(tx: Tx, id: string, scan: Scan): Promise<void> {
	await sql`update attachment set scan = ${scan} where id = ${id}`.execute(tx);
}
