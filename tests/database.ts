/** One real PostgreSQL for all tests, a database of its own per test file, the application's own roles and policies. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { forgetDirectories } from '#server/agency/queries.ts';
import { connect, type Database } from '#server/platform/db.ts';

declare module 'vitest' {
	interface ProvidedContext {
		readonly template: { readonly ownerUrl: string; readonly database: string };
	}
}

export type TestDatabase = {
	/** As the application: under the policies. */
	readonly db: Database;
	/** As the public reader: published copies only. */
	readonly reader: Database;
	/** As the owner: to see what was really stored. */
	readonly owner: pg.Pool;
	readonly ownerUrl: string;
	close(): Promise<void>;
};

/** A fresh copy of the migrated template, with the demonstration's governments in it and no reports. */
export async function aDatabase(): Promise<TestDatabase> {
	const { ownerUrl, database } = inject('template');
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	await inServer(ownerUrl, `create database ${name} template ${database}`);
	forgetDirectories(); // of the file before, which ran in this process

	const at = (user: string, password: string) => {
		const url = new URL(ownerUrl);
		url.pathname = name;
		url.username = user;
		url.password = password;
		return url.href;
	};
	const { username, password } = new URL(ownerUrl);
	const db = connect(at('tuntas_app', 'app'), 20);
	const reader = connect(at('tuntas_public', 'public'), 5);
	const owner = new pg.Pool({ connectionString: at(username, password), max: 4 });
	owner.on('error', () => undefined);
	return {
		db,
		reader,
		owner,
		ownerUrl: at(username, password),
		close: async () => {
			await Promise.all([db.destroy(), reader.destroy(), owner.end()]);
			// One that is still being read goes with the cluster.
			await inServer(ownerUrl, `drop database ${name}`).catch(() => undefined);
		},
	};
}

async function inServer(ownerUrl: string, statement: string): Promise<void> {
	const line = new pg.Client({ connectionString: ownerUrl });
	await line.connect();
	try {
		await line.query(statement);
	} finally {
		await line.end();
	}
}
