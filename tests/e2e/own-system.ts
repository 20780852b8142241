/** A system of a test's own: started, spoken to and ended as an administrator would. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { quickFolder } from '../quick-folder.ts';

const LONGEST_MS = 60_000;

export type Started = {
	readonly process: ChildProcess;
	/** Where it serves, once it does; fails with what it said when it ends instead. */
	address(): Promise<string>;
	/** Everything it said until now. */
	said(): string;
	/** Its exit code and everything it said. */
	ended(): Promise<{ readonly code: number | null; readonly said: string }>;
	/** Asks it to end and waits. */
	stop(): Promise<{ readonly code: number | null; readonly said: string }>;
};

type Start = {
	readonly data: string;
	readonly settings?: Readonly<Record<string, string>>;
	/** The user it runs as; whoever runs the tests unless said otherwise. */
	readonly as?: { readonly uid: number; readonly gid: number };
};

const running = new Set<ChildProcess>();
const folders: string[] = [];

/** An empty folder the database's own user may enter. */
export function aFolder(): string {
	const folder = quickFolder('tuntas-own-');
	folders.push(folder);
	return folder;
}

export function start({ data, settings, as }: Start): Started {
	const { DATABASE_URL: _, ...environment } = process.env;
	const system = spawn(process.execPath, ['scripts/serve.ts'], {
		...as,
		env: {
			...environment,
			TUNTAS_DATA: data,
			PORT: '0',
			TUNTAS_DEMO: 'off',
			TUNTAS_LOG: 'error',
			...settings,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	running.add(system);
	let said = '';
	for (const stream of [system.stdout, system.stderr])
		stream?.on('data', (chunk: Buffer) => {
			said += chunk.toString();
		});
	const exit = new Promise<void>((done) => system.once('exit', () => done()));
	const ended = async () => {
		await exit;
		running.delete(system);
		return { code: system.exitCode, said };
	};
	return {
		process: system,
		address: async () => {
			await until(() => /^Tuntas: (\S+)/m.test(said) || system.exitCode !== null);
			const [, address] = /^Tuntas: (\S+)/m.exec(said) ?? [];
			if (!address) throw new Error(`the system did not start: ${said}`);
			return address;
		},
		said: () => said,
		ended,
		stop: () => {
			system.kill('SIGTERM');
			return ended();
		},
	};
}

/** Ends whatever a failed test left running, so that the next one finds the folder free. */
export async function endSystems(): Promise<void> {
	await Promise.all(
		[...running].map((system) => {
			const exit = new Promise((done) => system.once('exit', done));
			return system.exitCode !== null || system.signalCode || !system.kill('SIGTERM') ? undefined : exit;
		}),
	);
}

export function removeFolders(): void {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
	const latest = performance.now() + LONGEST_MS;
	while (!(await holds())) {
		if (performance.now() > latest) throw new Error('it did not come to that in time');
		await pause(50);
	}
}

/** The number of the PostgreSQL that runs on a data folder; undefined when none does. */
export function databaseOf(data: string): number | undefined {
	const file = join(data, 'postgres', 'postmaster.pid');
	if (!existsSync(file)) return undefined;
	const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
	return isAlive(pid) ? pid : undefined;
}

/** The processes a system started. */
export function childrenOf({ process: system }: Started): readonly { pid: number; command: string }[] {
	const lines = psOf('pid=,args=', '--ppid', String(system.pid)).split('\n');
	return lines.flatMap((line) => {
		const [, pid, command] = /^\s*(\d+) (.*)/.exec(line) ?? [];
		return pid && command ? [{ pid: Number(pid), command }] : [];
	});
}

/** A process that ended and that nobody asked after is none. */
export function isAlive(pid: number): boolean {
	return /^\s*[^Z\s]/.test(psOf('stat=', '-p', String(pid)));
}

function psOf(...words: readonly string[]): string {
	return spawnSync('ps', ['-o', ...words], { encoding: 'utf8' }).stdout;
}

export const statusOf = (address: string, path: string) =>
	fetch(address + path, { redirect: 'manual', headers: { accept: 'text/html' } }).then(
		({ status }) => status,
		() => 0,
	);
