/** Starts the embedded PostgreSQL once for the whole run and prepares the template every test file copies. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '#server/platform/postgres.ts';
import { loadDemoGovernments } from '../db/load-pack.ts';
import { migrate } from '../db/migrate.ts';
import { quickFolder } from './quick-folder.ts';

const TEMPLATE = 'tuntas_template';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
	const folder = quickFolder('tuntas-test-');
	// Databases come and go by the second; a test that needs statistics asks for them.
	const settings = { autovacuum: 'off', max_wal_size: '512MB' };
	const server = await startPostgres(join(folder, 'postgres'), 'test', { settings });
	const client = new pg.Client({ connectionString: server.url });
	await client.connect();
	await client.query(`create database ${TEMPLATE}`);
	await client.end();
	const template = new URL(server.url);
	template.pathname = TEMPLATE;
	await migrate(template.href, { app: 'app', public: 'public' });
	await loadDemoGovernments(template.href);
	project.provide('template', { ownerUrl: server.url, database: TEMPLATE });
	return async () => {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}
