/** A command of an administrator, run as they run it: as a process of its own, told by settings and words. */
import { spawn } from 'node:child_process';

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

type Told = { readonly settings?: Readonly<Record<string, string>>; readonly typed?: string };

export async function command(script: string, words: readonly string[], told: Told = {}): Promise<Ran> {
	const { DATABASE_URL: _, ...environment } = process.env;
	const env = { ...environment, ...told.settings };
	const ran = spawn(process.execPath, [`scripts/${script}`, ...words], { env, stdio: 'pipe' });
	const said = { out: '', err: '' };
	ran.stdout.on('data', (part) => {
		said.out += part;
	});
	ran.stderr.on('data', (part) => {
		said.err += part;
	});
	ran.stdin.end(told.typed ?? '');
	await new Promise((done) => ran.once('close', done));
	return { code: ran.exitCode, ...said };
}
