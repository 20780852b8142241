import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveKeyFile } from '#server/platform/keys.ts';
import { type EmbeddedPostgres, startPostgres } from '#server/platform/postgres.ts';
import { dataFolders } from '#server/services.ts';
import { aCluster, type OwnCluster, PASSWORDS } from '../cluster.ts';
import { command } from '../command.ts';
import { aFolder, databaseOf, endSystems, removeFolders, start, statusOf } from './own-system.ts';

let cluster: OwnCluster;
let theirs: EmbeddedPostgres;
const data = () => join(cluster.root, 'data');

/** An installation with reports, and a server of somebody else's with an empty database whose owner is no superuser. */
beforeAll(async () => {
	[cluster, theirs] = await Promise.all([
		aCluster(),
		startPostgres(join(aFolder(), 'theirs', 'postgres'), 'mereka'),
	]);
	writeFileSync(dataFolders(data()).passwords, JSON.stringify(PASSWORDS), { mode: 0o600 });
	await saveKeyFile(dataFolders(data()).keyFile, cluster.ring);
	await asked(theirs.url, `create role tuntas_owner login createrole password 'pemilik'`);
	await asked(theirs.url, 'create database tuntas owner tuntas_owner');
}, 60_000);
afterAll(async () => {
	await endSystems();
	await theirs.stop();
	await cluster.close();
	removeFolders();
});

const target = () =>
	Object.assign(new URL(theirs.url), { username: 'tuntas_owner', password: 'pemilik', pathname: '/tuntas' })
		.href;

async function asked(url: string, query: string): Promise<pg.QueryResultRow[]> {
	const line = new pg.Client({ connectionString: url });
	await line.connect();
	return (await line.query(query).finally(() => line.end())).rows;
}

const HELD = `select code, status, received_at::text, (select string_agg(encode(s.hash, 'hex'), ' ' order by s.seq) from report_step s
	where s.report_id = r.id) as chain, (select encode(i.sealed, 'hex') from reporter_identity i where i.report_id = r.id and i.part = 'name') as name
	from report r order by code`;

test('an installation moves to a PostgreSQL of its own with every report, chain and code, and runs there', async () => {
	const sent = [await cluster.report(), await cluster.report(), await cluster.report()];
	const before = await asked(cluster.ground.ownerUrl, HELD);
	const settings = { TUNTAS_DATA: data(), DATABASE_URL: target(), TUNTAS_BACKUP: 'off' };

	const moved = await command('move-database.ts', [], { settings });
	expect(moved, moved.err).toMatchObject({ code: 0 });
	expect(JSON.parse(moved.out)).toMatchObject({ reports: 3, steps: 3 });
	expect(await asked(target(), HELD)).toEqual(before);

	const again = await command('move-database.ts', [], { settings });
	expect(again).toMatchObject({ code: 1, err: expect.stringContaining('holds a government already') });
	expect(await asked(target(), HELD)).toEqual(before);

	await cluster.stop();
	const system = start({ data: data(), settings: { DATABASE_URL: target() } });
	const address = await system.address();
	for (const { code } of sent) expect(await statusOf(address, `/l/${code}`)).toBe(200);
	expect(await statusOf(address, '/readyz')).toBe(200);
	expect(databaseOf(data())).toBeUndefined();
	const running = await command('move-database.ts', [], { settings });
	expect(running).toMatchObject({ code: 1, err: expect.stringContaining('Stop it first') });
	const check = await command('verify-chain.ts', [], { settings });
	expect(JSON.parse(check.out)).toMatchObject({ reports: 3, broken: [] });
	await system.stop();
}, 90_000);
