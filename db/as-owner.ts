/** Work done as the owner of the tables, past every policy: loading governments, and nothing a page asks for. */
import pg from 'pg';

// Any constant: two processes that load at once take turns.
const LOCK = 7_205_310;

export async function asOwner<Value>(
	url: string,
	work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}

/** One transaction, one loader at a time. */
export async function inTransaction<Value>(client: pg.Client, work: () => Promise<Value>): Promise<Value> {
	await client.query('begin');
	try {
		await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
		const value = await work();
		await client.query('commit');
		return value;
	} catch (fault) {
		await client.query('rollback');
		throw fault;
	}
}
