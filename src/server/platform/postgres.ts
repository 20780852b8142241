import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { archiving, ownCluster, postgresProgram, type SystemUser, USUAL } from './postgres-cluster.ts';

/** A PostgreSQL that this process started, or found running on the same data. */
export type EmbeddedPostgres = {
	readonly url: string;
	/** False when it ran already: then it is somebody else's to stop. */
	readonly startedHere: boolean;
	/** Starts it anew, at the same address, when it has ended by itself. */
	revive(): Promise<void>;
	stop(): Promise<void>;
};

const START_TIMEOUT_MS = 60_000;
const LAUNCHES = 5;

/** What differs from one server to another. */
export type Launching = {
	readonly port?: number;
	/** Where every finished piece of the write-ahead log is copied to, for backups; without it none is kept. */
	readonly archive?: string;
	/** More settings, which win over the usual ones. */
	readonly settings?: Readonly<Record<string, string>>;
	/** How long the server may take until it answers: recovery from a backup takes long. */
	readonly withinMs?: number;
	/** How often it is launched when it ends as it starts. */
	readonly launches?: number;
};

/** Starts the embedded PostgreSQL on `folder`, making the cluster first when there is none. */
export async function startPostgres(
	folder: string,
	password: string,
	launching: Launching = {},
): Promise<EmbeddedPostgres> {
	const data = resolve(folder);
	const owner = ownCluster(data, password);
	const running = await runningPort(data);
	const port = running ?? launching.port ?? (await freePort());
	const settings = {
		...USUAL,
		...(launching.archive ? archiving(resolve(launching.archive), owner) : {}),
		...launching.settings,
		port: String(port),
	};
	const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
	const { withinMs = START_TIMEOUT_MS, launches = LAUNCHES } = launching;
	const cluster = { data, owner, url, settings, withinMs, launches };
	if (running) await untilReady(cluster);
	else await launchUntilReady(cluster);
	let reviving: Promise<void> | undefined;
	const revive = async () => {
		if (!(await runningPort(data))) await launchUntilReady(cluster);
	};
	return {
		url: cluster.url,
		startedHere: running === undefined,
		revive: () => {
			reviving ??= revive().finally(() => {
				reviving = undefined;
			});
			return reviving;
		},
		stop: () => stopPostgres(data),
	};
}

type Cluster = {
	readonly data: string;
	readonly owner: SystemUser;
	readonly url: string;
	readonly settings: Readonly<Record<string, string>>;
	readonly withinMs: number;
	readonly launches: number;
};

/** What is left of a killed server may still hold its memory for a moment: then it is launched again. */
async function launchUntilReady(cluster: Cluster): Promise<void> {
	for (let left = cluster.launches; ; left -= 1) {
		const server = await launch(cluster);
		if (await untilReady(cluster, server)) return;
		if (left === 1) throw new Error('PostgreSQL ended as it started; see postgres.log in the data folder.');
		await pause(1000);
	}
}

/** The port of a server that already runs on this folder (left behind by a killed process), if any. */
async function runningPort(data: string): Promise<number | undefined> {
	const { pid, port } = pidFile(data);
	return pid && port && isAlive(pid) && (await isListening(port)) ? port : undefined;
}

function pidFile(data: string): { readonly pid: number; readonly port: number } {
	try {
		const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
		return { pid: Number(lines[0]), port: Number(lines[3]) };
	} catch {
		return { pid: 0, port: 0 };
	}
}

/** A number may have gone to another process since, even to one of another user. */
function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** Whether a server of this folder lives, as far as the system tells which program a number is. */
function isLaunching(data: string): boolean {
	const { pid } = pidFile(data);
	const asked = `/proc/${pid}/cmdline`;
	return pid > 0 && existsSync(asked) && readFileSync(asked, 'utf8').includes(data);
}

function isListening(port: number): Promise<boolean> {
	return new Promise((done) => {
		const probe = connect(port, '127.0.0.1', () => done(true)).once('error', () => done(false));
		probe.once('connect', () => probe.destroy());
	});
}

async function launch({ data, owner, settings }: Cluster): Promise<ChildProcess> {
	const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const logFile = openSync(join(dirname(data), 'postgres.log'), 'a', 0o600);
	const server = spawn(postgresProgram('postgres'), ['-D', data, ...flags], {
		...owner,
		cwd: data,
		detached: true,
		stdio: ['ignore', logFile, logFile],
	});
	server.unref();
	await new Promise<void>((done, failed) => {
		server.once('spawn', done);
		server.once('error', failed);
	}).finally(() => closeSync(logFile));
	return server;
}

/** Waits until the server answers; says no when `server` ended instead. */
async function untilReady({ url, withinMs }: Cluster, server?: ChildProcess): Promise<boolean> {
	const until = performance.now() + withinMs;
	while (performance.now() < until) {
		if (await answers(url)) return true;
		if (server && (server.exitCode !== null || server.signalCode !== null)) return false;
		await pause(50);
	}
	throw new Error('PostgreSQL did not become ready; see postgres.log in the data folder.');
}

async function answers(url: string): Promise<boolean> {
	const client = new pg.Client({ connectionString: url });
	try {
		await client.connect();
		await client.end();
		return true;
	} catch {
		return false;
	}
}

/** Asks the server on `folder`, if one runs, to finish what it does and end; waits until it did. */
export async function stopPostgres(folder: string): Promise<void> {
	const data = resolve(folder);
	const { pid } = pidFile(data);
	// One that has just begun does not listen yet; left alone it would run on by itself.
	while (isLaunching(data) && !(await runningPort(data))) await pause(30);
	if (!(await runningPort(data))) return;
	try {
		process.kill(pid, 'SIGINT');
		while (existsSync(join(data, 'postmaster.pid'))) {
			process.kill(pid, 0);
			await pause(30);
		}
	} catch {
		// it has ended
	}
}

function freePort(): Promise<number> {
	return new Promise((done, failed) => {
		const probe = createServer().once('error', failed);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
		});
	});
}
