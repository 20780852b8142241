import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveKeyFile } from '#server/platform/keys.ts';
import { aMailServer, type MailServer } from './mail-server.ts';
import { aWorld, type World } from './world.ts';

let world: World;
let mail: MailServer;
let folder: string;

beforeAll(async () => {
	world = await aWorld();
	mail = await aMailServer();
	folder = mkdtempSync(join(tmpdir(), 'tuntas-worker-'));
	await mkdir(join(folder, 'keys'));
	await saveKeyFile(join(folder, 'keys', 'keys.json'), world.vault.ring);
	await world.owner.query('update agency set demo = false');
});
afterAll(async () => {
	await mail.close();
	await world.close();
	rmSync(folder, { recursive: true, force: true });
});

function roleUrl(user: string, password: string): string {
	const url = new URL(world.ownerUrl);
	url.username = user;
	url.password = password;
	return url.href;
}

/** The worker as the start script runs it. */
function aWorker(): ChildProcess {
	return spawn(process.execPath, [new URL('../src/worker.ts', import.meta.url).pathname], {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: {
			...process.env,
			TUNTAS_OWNER_URL: world.ownerUrl,
			TUNTAS_APP_URL: roleUrl('tuntas_app', 'app'),
			TUNTAS_PUBLIC_URL: roleUrl('tuntas_public', 'public'),
			TUNTAS_DATA: folder,
			TUNTAS_SMTP: mail.url,
			TUNTAS_MAIL_FROM: 'tuntas@pemkab.test',
			TUNTAS_LOG: 'warn',
			TUNTAS_BACKUP: 'off',
		},
	});
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
	const end = performance.now() + 15_000;
	while (!(await isTrue())) {
		if (performance.now() > end) throw new Error('it did not happen');
		await pause(50);
	}
}

test('the worker does what is due at once, sends what comes in, and ends when asked to', async () => {
	const long = new Date(Date.now() - 40 * 24 * 60 * 60 * 1000);
	const late = await world.submit({ at: long, submission: { email: null } });
	const worker = aWorker();
	const ended = new Promise<number | null>((done) => worker.once('exit', done));
	try {
		const climbed = async () =>
			(await world.owner.query('select climbed from report where id = $1', [late.id])).rows[0].climbed === 3;
		await until(climbed);

		await world.submit({ at: new Date(), submission: { email: 'siti@pelapor.test' } });
		await until(() => mail.arrived.some(({ to }) => to.includes('siti@pelapor.test')));

		worker.kill('SIGTERM');
		expect(await ended).toBe(0);
	} finally {
		worker.kill('SIGKILL');
	}
}, 60_000);

const found = async (sql: string) => (await world.owner.query(sql)).rows.length > 0;
const TURNS = "from pg_locks where locktype = 'advisory' and objid = 7205312";

test('what a killed worker was at is taken up at once by the one that waited for its turn', async () => {
	await world.owner.query('update figure_state set until = null');
	const blocked = await world.owner.connect();
	const workers: ChildProcess[] = [];
	try {
		await blocked.query('begin; lock table figure_state in access exclusive mode');
		const first = aWorker();
		workers.push(first);
		await until(() =>
			found(
				"select from graphile_worker.jobs where task_identifier = 'figures.keep' and locked_at is not null",
			),
		);
		workers.push(aWorker());
		await until(() => found(`select ${TURNS} and not granted`));

		first.kill('SIGKILL');
		await blocked.query('rollback');

		await until(async () => !(await found('select from figure_state where until is null')));
		await world.submit({ at: new Date(), submission: { email: 'amir@pelapor.test' } });
		await until(() => mail.arrived.some(({ to }) => to.includes('amir@pelapor.test')));
	} finally {
		blocked.release(true);
		for (const worker of workers) worker.kill('SIGKILL');
	}
}, 60_000);

test('a worker that was cut off, and finds another one in its turn, ends', async () => {
	await until(async () => !(await found(`select ${TURNS}`))); // of the workers before
	const first = aWorker();
	const ended = new Promise<number | null>((done) => first.once('exit', done));
	const workers = [first];
	try {
		await until(() => found(`select ${TURNS} and granted`));
		workers.push(aWorker());
		await until(() => found(`select ${TURNS} and not granted`));

		await world.owner.query(`select pg_terminate_backend(pid) ${TURNS} and granted`);

		expect(await ended).toBe(0);
		expect(await found(`select ${TURNS} and granted`)).toBe(true);
	} finally {
		for (const worker of workers) worker.kill('SIGKILL');
	}
}, 60_000);
