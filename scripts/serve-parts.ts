/** The two processes of a running system; one that ends by itself is started again. */
import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { End } from './serve-end.ts';

export const PARTS = ['web', 'worker'] as const;
export type Part = (typeof PARTS)[number];

/** What the web process says of itself. */
export type Said = { readonly fault?: string; readonly address?: { readonly port: number } };

const SCRIPTS = { web: './serve-web.ts', worker: '../src/worker.ts' } as const satisfies Record<Part, string>;
/** On a large machine the pages' process would let its memory grow before it tidies up; a small one is its measure. */
export const NODE_FLAGS = [
	'--max-old-space-size=1024',
	'--initial-old-space-size=128',
	'--min-semi-space-size=32',
	'--max-semi-space-size=32',
] as const;
/** A part that ends more often than this within the window will not get well by itself. */
const MOST_ENDS = 5;
const WINDOW_MS = 60_000;
const AGAIN_MS = 500;
/** What was asked to end and has not by then is ended. */
const END_MS = 15_000;

type Kept = {
	readonly environment: NodeJS.ProcessEnv;
	readonly end: End;
	readonly heard: (said: Said) => void;
};

/** Runs `part` until what it returns is called; killed or fallen over, it comes back at the same address. */
export function keepRunning(part: Part, { environment, end, heard }: Kept): () => Promise<unknown> {
	let running: ChildProcess | undefined;
	let ending = false;
	let port = environment.PORT;
	let ends: number[] = [];
	const run = () => {
		running = fork(new URL(SCRIPTS[part], import.meta.url), {
			env: { ...environment, PORT: port },
			execArgv: [...NODE_FLAGS],
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		});
		running.on('message', (said: Said) => {
			port = said.address ? String(said.address.port) : port;
			heard(said);
		});
		running.once('exit', (code, signal) => void again(`${signal ?? code}`));
	};
	const again = async (how: string) => {
		if (ending) return;
		const now = performance.now();
		ends = [...ends.filter((at) => at > now - WINDOW_MS), now];
		if (ends.length > MOST_ENDS)
			return end.now(`The ${part} process keeps ending (${how}); see the log above.`);
		console.error(`The ${part} process ended (${how}) and is started again.`);
		await pause(AGAIN_MS);
		if (!ending) run();
	};
	run();
	return async () => {
		ending = true;
		if (running) await ended(running);
	};
}

function ended(running: ChildProcess): Promise<unknown> | undefined {
	if (running.exitCode !== null || running.signalCode) return undefined;
	const exit = new Promise((done) => running.once('exit', done));
	running.kill('SIGTERM');
	setTimeout(() => running.kill('SIGKILL'), END_MS).unref();
	return exit;
}
