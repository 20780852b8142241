/** Starts the whole system once, on a folder of its own and a free port, with the demonstration. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { quickFolder } from '../quick-folder.ts';

declare module 'vitest' {
	interface ProvidedContext {
		readonly address: string;
		readonly data: string;
	}
}

const START_MS = 120_000;

export async function setup(project: TestProject): Promise<() => Promise<void>> {
	const folder = quickFolder('tuntas-e2e-');
	const data = join(folder, 'data');
	const system = spawn(process.execPath, ['scripts/serve.ts'], {
		env: { ...process.env, TUNTAS_DATA: data, PORT: '0', TUNTAS_LOG: 'error', TUNTAS_DEMO: 'on' },
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	project.provide('address', await addressOf(join(data, 'running.json'), system));
	project.provide('data', data);
	return async () => {
		const ended = new Promise((done) => system.once('exit', done));
		system.kill('SIGTERM');
		await ended;
		rmSync(folder, { recursive: true, force: true });
	};
}

async function addressOf(file: string, system: ChildProcess): Promise<string> {
	const until = performance.now() + START_MS;
	while (!existsSync(file)) {
		if (system.exitCode !== null || performance.now() > until) throw new Error('the system did not start');
		await pause(100);
	}
	return (JSON.parse(readFileSync(file, 'utf8')) as { address: string }).address;
}
