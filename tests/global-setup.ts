/** Starts the embedded PostgreSQL once for the whole run and prepares the template every test file copies. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '#server/platform/postgres.ts';
import { loadDemoGovernments } from '../db/load-pack.ts';
import { migrate } from '../db/migrate.ts';

const TEMPLATE = 'tuntas_template';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
	const folder = mkdtempSync(join(tmpdir(), 'tuntas-test-'));
	chmodSync(folder, 0o711); // the database's own user must be able to enter
	const server = await startPostgres(join(folder, 'postgres'), 'test');
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
