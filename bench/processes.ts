/** The processes of a measurement: started, asked, ended; their memory read from the system. */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { NODE_FLAGS } from '../scripts/serve-parts.ts';
import type { Prepare, Ran, Run, Warm } from './load.ts';

export type Server = { readonly port: number; readonly process: ChildProcess };

const START_MS = 60_000;
const WARM_MS = 300_000;
const here = (path: string) => new URL(path, import.meta.url);

type Said = {
	readonly ready?: boolean;
	readonly fault?: string;
	readonly address?: { readonly port: number };
};

/** A process that says `ready` with its address; its own output goes to standard error. */
export async function startServer(
	script: string,
	words: readonly string[],
	env: NodeJS.ProcessEnv,
): Promise<Server> {
	const started = fork(here(script), words, {
		env,
		execArgv: [...NODE_FLAGS],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	const said = await message<Said>(started, START_MS);
	if (!said.ready || !said.address) throw new Error(`${script} did not start: ${said.fault ?? 'no address'}`);
	return { port: said.address.port, process: started };
}

export type Load = {
	prepare(order: Prepare): Promise<void>;
	warm(order: Warm): Promise<void>;
	run(order: Run): Promise<Ran>;
	end(): Promise<void>;
};

export function startLoad(env: NodeJS.ProcessEnv): Load {
	const child = fork(here('./load.ts'), [], {
		env,
		serialization: 'advanced',
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	const ask = <Answer>(order: Prepare | Warm | Run, within: number): Promise<Answer> => {
		child.send(order);
		return message<Answer>(child, within);
	};
	return {
		prepare: async (order) => {
			await ask(order, START_MS);
		},
		warm: async (order) => {
			const ran = await ask<Ran>(order, WARM_MS);
			if (ran.error) throw new Error(`${order.warm}: ${ran.error}`);
		},
		run: async (order) => {
			const ran = await ask<Ran>(order, START_MS + order.seconds * 1000);
			if (ran.error) throw new Error(`${order.run}: ${ran.error}`);
			return ran;
		},
		end: () => ended(child),
	};
}

function message<Message>(child: ChildProcess, within: number): Promise<Message> {
	return new Promise((done, failed) => {
		const late = setTimeout(() => failed(new Error('a process of the measurement does not answer')), within);
		const gone = (code: number | null) =>
			failed(new Error(`a process of the measurement ended with ${code}`));
		child.once('exit', gone);
		child.once('message', (said) => {
			clearTimeout(late);
			child.off('exit', gone);
			done(said as Message); // our own processes say what their types say
		});
	});
}

/** The background beside the web, as `npm start` runs it. */
export function startWorker(env: NodeJS.ProcessEnv): ChildProcess {
	return fork(here('../src/worker.ts'), [], {
		env,
		execArgv: [...NODE_FLAGS],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
}

/** Milliseconds from starting the whole system, its database included, to its first page. */
export async function coldStart(env: NodeJS.ProcessEnv): Promise<number> {
	const start = performance.now();
	const system = fork(here('../scripts/serve.ts'), [], { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
	try {
		const address = await addressFrom(system);
		const home = await fetch(address);
		await home.text();
		if (!home.ok) throw new Error(`The home page answered ${home.status}`);
		return performance.now() - start;
	} finally {
		await ended(system);
	}
}

function addressFrom({ stdout }: ChildProcess): Promise<string> {
	return new Promise((done, failed) => {
		let said = '';
		stdout?.setEncoding('utf8');
		stdout?.on('data', (text: string) => {
			said += text;
			const address = /http:\/\/[\d.]+:(\d+)/.exec(said)?.[1];
			if (address) done(`http://localhost:${address}/`);
		});
		stdout?.once('end', () => failed(new Error('The system ended before it said its address')));
	});
}

/** Ends a process we started, and waits until it has. */
export async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode) return;
	const exit = new Promise((done) => child.once('exit', done));
	child.kill('SIGTERM');
	await exit;
}

/** The most memory a process has held so far, in MB; 0 where the system does not tell. */
export function peakMegabytes({ pid }: ChildProcess): number {
	try {
		const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
		return Math.round(Number(peak) / 1024);
	} catch {
		return 0;
	}
}
