import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { startPostgres } from '#server/platform/postgres.ts';
import {
	aFolder,
	childrenOf,
	databaseOf,
	endSystems,
	isAlive,
	removeFolders,
	start,
	statusOf,
	until,
} from './own-system.ts';

afterEach(endSystems);
afterAll(removeFolders);

const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65_534, gid: 65_534 };

describe('one system on one folder', () => {
	const data = join(aFolder(), 'data');

	test('starts on an empty folder, is ready, and says where it is and how to begin', async () => {
		const system = start({ data });
		const address = await system.address();

		expect(await statusOf(address, '/healthz')).toBe(200);
		expect(await statusOf(address, '/readyz')).toBe(200);
		const second = await start({ data }).ended();
		expect(second).toMatchObject({ code: 0 });
		expect(second.said).toContain(`already runs on this data at ${address} (process ${system.process.pid})`);
		expect(await statusOf(address, '/readyz')).toBe(200);

		const { code, said } = await system.stop();
		expect(code).toBe(0);
		expect(said.trim()).toMatch(/^Tuntas: .*$/);
		// Nobody can come in before there is a government; the command that brings one in prints the link.
		expect(said).toContain('npm run new-agency');
		expect(databaseOf(data)).toBeUndefined();
	});

	test('starts again, and while it starts a second start waits for it', async () => {
		const [first, second] = [start({ data }), start({ data })];
		const [one, other] = await Promise.race(
			[first, second].map(async (each) => [each, await each.ended()] as const),
		);

		expect(other).toMatchObject({ code: 0 });
		expect(other.said).toContain('already runs');
		const left = one === first ? second : first;
		expect(await statusOf(await left.address(), '/readyz')).toBe(200);
		expect(await left.stop()).toMatchObject({ code: 0 });
	});

	test('killed at once, it leaves nothing that keeps the next start from the same data (attack 91)', async () => {
		const killed = start({ data });
		const before = await killed.address();
		const database = databaseOf(data) ?? 0;
		const children = childrenOf(killed).flatMap(({ pid }) => (pid === database ? [] : [pid]));
		expect(children).toHaveLength(2);
		killed.process.kill('SIGKILL');

		const next = start({ data });
		expect(await statusOf(await next.address(), '/readyz')).toBe(200);
		await until(async () => (await statusOf(before, '/healthz')) === 0);
		await until(() => !children.some(isAlive));
		expect(databaseOf(data)).toBe(database);
		expect(await next.stop()).toMatchObject({ code: 0 });
		expect(databaseOf(data)).toBeUndefined();
	});

	test('its database killed, it is not ready, makes it run again and goes on', async () => {
		const system = start({ data });
		const address = await system.address();
		process.kill(databaseOf(data) ?? 0, 'SIGKILL');

		await until(async () => (await statusOf(address, '/readyz')) === 503);
		await until(async () => (await statusOf(address, '/readyz')) === 200);
		expect(await statusOf(address, '/masuk')).not.toBe(500);
		expect(await system.stop()).toMatchObject({ code: 0 });
		expect(databaseOf(data)).toBeUndefined();
	});

	test('its web process killed, it serves again at the same address', async () => {
		const system = start({ data });
		const address = await system.address();
		const web = childrenOf(system).find(({ command }) => command.includes('serve-web'))?.pid ?? 0;
		process.kill(web, 'SIGKILL');

		await until(() => !isAlive(web));
		await until(async () => (await statusOf(address, '/readyz')) === 200);
		expect(await system.stop()).toMatchObject({ code: 0 });
	});

	test('stopped while it starts, it leaves no database behind', async () => {
		const system = start({ data });
		await until(() => databaseOf(data) !== undefined);
		expect(await system.stop()).toMatchObject({ code: 0 });
		expect(databaseOf(data)).toBeUndefined();
	});

	test('web and worker run apart, and the database ends with the last of them', async () => {
		const web = start({ data, settings: { TUNTAS_ROLE: 'web' } });
		const address = await web.address();
		const settings = { TUNTAS_ROLE: 'worker' };
		const [first, second] = [start({ data, settings }), start({ data, settings })];
		const [one, other] = await Promise.race(
			[first, second].map(async (each) => [each, await each.ended()] as const),
		);

		expect(other).toMatchObject({ code: 0 });
		expect(other.said).toContain('already runs');
		const left = one === first ? second : first;
		expect(await left.stop()).toMatchObject({ code: 0 });
		expect(await statusOf(address, '/readyz')).toBe(200);
		expect(await web.stop()).toMatchObject({ code: 0 });
		expect(databaseOf(data)).toBeUndefined();
	});
});

describe('what is wrong is named', () => {
	const wrong = [
		['a port that is no number', { PORT: 'tiga ribu' }, /^Tuntas cannot start\..*PORT: /],
		['a database address that is none', { DATABASE_URL: 'mysql://x' }, /DATABASE_URL: /],
		[
			'a database that is not there',
			{ DATABASE_URL: 'postgres://x:rahasia@127.0.0.1:9/x' },
			/DATABASE_URL cannot be used: .*ECONNREFUSED/,
		],
		['a role that does not exist', { TUNTAS_ROLE: 'semua' }, /TUNTAS_ROLE: /],
		['a demonstration neither on nor off', { TUNTAS_DEMO: 'ya' }, /TUNTAS_DEMO: /],
	] as const;
	test.each(wrong)('%s', async (_, settings, sentence) => {
		const { code, said } = await start({ data: join(aFolder(), 'data'), settings }).ended();
		expect(code).toBe(1);
		expect(said).toMatch(sentence);
		expect(said).not.toContain('rahasia');
		expect(said.trim().split('\n')).toHaveLength(1);
	});

	test.runIf(isRoot)('a folder the database’s own user cannot reach', async () => {
		const closed = aFolder();
		chmodSync(closed, 0o700);
		const { code, said } = await start({ data: join(closed, 'data') }).ended();
		expect(code).toBe(1);
		expect(said).toMatch(/runs as the user \w+, who cannot reach .*TUNTAS_DATA/);
	});

	test.runIf(isRoot)('a folder an ordinary user may not write', async () => {
		const { code, said } = await start({ data: join(aFolder(), 'data'), as: NOBODY }).ended();
		expect(code).toBe(1);
		expect(said).toMatch(/The data folder .* cannot be made .*TUNTAS_DATA/);
	});
});

test.runIf(isRoot)('an ordinary user runs it all in a folder of their own', async () => {
	const home = aFolder();
	chownSync(home, NOBODY.uid, NOBODY.gid);
	const data = join(home, 'data');
	const system = start({ data, as: NOBODY, settings: { HOME: home } });

	expect(await statusOf(await system.address(), '/readyz')).toBe(200);
	expect(await system.stop()).toMatchObject({ code: 0 });
	expect(databaseOf(data)).toBeUndefined();
});

describe('with a database of the administrator’s own', () => {
	const cluster = join(aFolder(), 'elsewhere', 'postgres');
	const data = join(aFolder(), 'data');
	mkdirSync(data);

	test('the same code runs, says when it is away, and goes on when it is back', async () => {
		let database = await startPostgres(cluster, 'sandi');
		const { port } = new URL(database.url);
		const settings = { DATABASE_URL: database.url, TUNTAS_DEMO: 'on' };
		const system = start({ data, settings });
		const address = await system.address();
		expect(databaseOf(data)).toBeUndefined();
		expect(await statusOf(address, '/laporan')).toBe(200);

		await database.stop();
		await until(async () => (await statusOf(address, '/readyz')) === 503);
		expect(await statusOf(address, '/healthz')).toBe(200);
		const answer = await fetch(`${address}/laporan?urut=due`, { headers: { accept: 'text/html' } });
		expect(answer.status).toBe(503);
		expect(await answer.text()).toMatch(/\b[0-9A-F]{8}\b/);

		database = await startPostgres(cluster, 'sandi', { port: Number(port) });
		await until(async () => (await statusOf(address, '/readyz')) === 200);
		await until(async () => (await statusOf(address, '/laporan?urut=due')) === 200);
		expect(await system.stop()).toMatchObject({ code: 0 });
		await database.stop();
	});
});
