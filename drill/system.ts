/** A whole system as `npm start` runs it, whose processes can be found and killed. */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statfsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ended } from '../bench/processes.ts';
import { isReady } from './wire.ts';

export const VICTIMS = ['web', 'worker', 'database', 'everything'] as const;
export type Victim = (typeof VICTIMS)[number];

const READY_MS = 90_000;
const COMMANDS = { web: 'serve-web', worker: 'worker.ts' } as const;

export type Running = { readonly data: string; readonly port: number; readonly env: NodeJS.ProcessEnv };

export class System {
	readonly #running: Running;
	#process: ChildProcess | undefined;

	constructor(running: Running) {
		this.#running = running;
	}

	/** Starts what does not run, as a service manager would, and waits until it is ready. */
	async up(): Promise<void> {
		const { port, data, env } = this.#running;
		const until = performance.now() + READY_MS;
		while (performance.now() < until) {
			if (!this.#process || this.#process.exitCode !== null || this.#process.signalCode) {
				const settings = {
					...env,
					TUNTAS_DATA: data,
					PORT: String(port),
					TUNTAS_DEMO: 'off',
					TUNTAS_LOG: 'silent',
				};
				const script = new URL('../scripts/serve.ts', import.meta.url);
				this.#process = fork(script, [], { env: settings, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
			}
			if (await isReady(port)) return;
			await pause(100);
		}
		throw new Error('The system did not become ready again.');
	}

	/** Kills at once, without a chance to finish anything. */
	kill(victim: Victim): void {
		const found = this.#pids();
		const pids = victim === 'everything' ? Object.values(found) : [found[victim]];
		for (const pid of pids) if (pid) killNow(pid);
		if (victim === 'everything') this.#process?.kill('SIGKILL');
	}

	async down(): Promise<void> {
		if (this.#process) await ended(this.#process);
	}

	#pids(): Partial<Record<Exclude<Victim, 'everything'>, number>> {
		const children = childrenOf(this.#process?.pid ?? 0);
		const found = (part: keyof typeof COMMANDS) =>
			children.find(({ command }) => command.includes(COMMANDS[part]))?.pid;
		const [web, worker, database] = [found('web'), found('worker'), databasePid(this.#running.data)];
		return { ...(web && { web }), ...(worker && { worker }), ...(database && { database }) };
	}
}

function killNow(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// it was gone already
	}
}

function databasePid(data: string): number | undefined {
	const file = join(data, 'postgres', 'postmaster.pid');
	return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) || undefined : undefined;
}

/** Linux tells who started whom; elsewhere only the database can be killed by itself. */
function childrenOf(parent: number): readonly { pid: number; command: string }[] {
	if (!existsSync('/proc')) return [];
	return readdirSync('/proc').flatMap((name) => {
		const pid = Number(name);
		const stat = pid > 0 ? textOf(`/proc/${pid}/stat`) : '';
		const isChild = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
		return isChild ? [{ pid, command: textOf(`/proc/${pid}/cmdline`) }] : [];
	});
}

function textOf(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return ''; // it ended while we looked
	}
}

/** Leaves not a byte free on the disk of `folder` while `meanwhile` runs. */
export async function withFullDisk(folder: string, meanwhile: () => Promise<unknown>): Promise<void> {
	const filler = join(folder, 'filler');
	try {
		for (const unit of [1024 * 1024, 4096]) await fill(filler, folder, unit);
		await meanwhile();
	} finally {
		await rm(filler, { force: true });
	}
}

async function fill(filler: string, folder: string, unit: number): Promise<void> {
	for (let room = freeBytes(folder); room >= unit; room = freeBytes(folder)) {
		const piece = Buffer.alloc(Math.min(room - (room % unit), 32 * 1024 * 1024));
		const isFull = await writeFile(filler, piece, { flag: 'a' }).then(
			() => false,
			() => true,
		);
		if (isFull) return;
	}
}

function freeBytes(folder: string): number {
	const { bavail, bsize } = statfsSync(folder);
	return bavail * bsize;
}
