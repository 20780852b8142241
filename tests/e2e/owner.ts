/** The database as its owner sees it: what no page tells, for counting that nothing was lost, doubled or changed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { dataFolders } from '#server/services.ts';

/** The first value of the first row. */
export async function asOwner<T>(question: string, ...values: unknown[]): Promise<T> {
	const { passwords, postgres } = dataFolders(inject('data'));
	const { owner } = JSON.parse(readFileSync(passwords, 'utf8')) as { owner: string };
	const [, , , port] = readFileSync(join(postgres, 'postmaster.pid'), 'utf8').split('\n');
	const client = new pg.Client({
		connectionString: `postgres://postgres:${owner}@127.0.0.1:${port}/postgres`,
	});
	await client.connect();
	try {
		const { rows } = await client.query({ text: question, values, rowMode: 'array' });
		return (rows as T[][])[0]?.[0] as T;
	} finally {
		await client.end();
	}
}
