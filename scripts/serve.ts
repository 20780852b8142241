/** Runs the whole system: database, migrations, vocabulary, demonstration, web and worker; ends them in turn. */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { migrate, type RolePasswords } from '#db/migrate.ts';
import { type Config, readConfig } from '#server/platform/config.ts';
import { createKeyFile, loadKeyFile } from '#server/platform/keys.ts';
import { startPostgres } from '#server/platform/postgres.ts';
import { dataFolders } from '#server/services.ts';
import { prepare } from './serve-prepare.ts';

type Passwords = RolePasswords & { readonly owner: string };

try {
	await main(readConfig());
} catch (fault) {
	console.error(`Tuntas cannot start. ${fault instanceof Error ? fault.message : String(fault)}`);
	process.exit(1);
}

async function main(config: Config): Promise<void> {
	const data = resolve(config.TUNTAS_DATA);
	const folders = dataFolders(data);
	mkdirSync(data, { recursive: true, mode: 0o711 });
	if (await alreadyRuns(folders.lock)) return;

	mkdirSync(folders.keys, { recursive: true, mode: 0o700 });
	const passwords = secretsOf(folders.passwords);
	const ring = existsSync(folders.keyFile)
		? await loadKeyFile(folders.keyFile)
		: await createKeyFile(folders.keyFile);
	const embedded = config.DATABASE_URL ? undefined : await startPostgres(folders.postgres, passwords.owner);
	const ownerUrl = config.DATABASE_URL ?? embedded?.url ?? '';
	await migrate(ownerUrl, passwords);
	const urls = {
		owner: ownerUrl,
		app: roleUrl(ownerUrl, 'tuntas_app', passwords.app),
		public: roleUrl(ownerUrl, 'tuntas_public', passwords.public),
	};
	const hints = await prepare({ config, urls, ring });

	const environment = {
		...process.env,
		TUNTAS_OWNER_URL: urls.owner,
		TUNTAS_APP_URL: urls.app,
		TUNTAS_PUBLIC_URL: urls.public,
		TUNTAS_DATA: data,
	};
	const children: ChildProcess[] = [];
	const stop = onceStopped(children, async () => {
		rmSync(folders.lock, { force: true });
		await embedded?.stop();
	});
	if (config.TUNTAS_ROLE !== 'web') children.push(child('../src/worker.ts', environment, stop));
	if (config.TUNTAS_ROLE === 'worker') return;
	const web = child('./serve-web.ts', environment, stop);
	children.push(web);
	web.on('message', (said: { ready?: boolean; fault?: string; address?: { port: number } }) => {
		if (said.fault)
			return void stop(`Port ${config.PORT} cannot be used: ${said.fault}. Choose another with PORT.`);
		const address = `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${said.address?.port ?? config.PORT}`;
		writeFileSync(folders.lock, JSON.stringify({ pid: process.pid, address }), { mode: 0o600 });
		console.log(`Tuntas: ${address}${hints(address)}`);
	});
}

/** Two systems on the same data would be two databases: the second one says where the first is. */
async function alreadyRuns(lock: string): Promise<boolean> {
	if (!existsSync(lock)) return false;
	const { pid, address } = JSON.parse(readFileSync(lock, 'utf8')) as { pid: number; address: string };
	const answers = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(2000) }).then(
		(answer) => answer.ok,
		() => false,
	);
	if (answers)
		console.log(`Tuntas already runs on this data at ${address} (process ${pid}). Nothing was started.`);
	return answers;
}

/** Passwords of the database's roles, made once, readable by this user alone. */
function secretsOf(file: string): Passwords {
	if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
	const fresh = () => randomBytes(24).toString('hex');
	const made = { owner: fresh(), app: fresh(), public: fresh() };
	writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
	chmodSync(file, 0o600);
	return made;
}

function roleUrl(ownerUrl: string, user: string, password: string): string {
	const url = new URL(ownerUrl);
	url.username = user;
	url.password = password;
	return url.href;
}

type Stop = (why?: string) => void;

function child(script: string, environment: NodeJS.ProcessEnv, stop: Stop): ChildProcess {
	const started = fork(new URL(script, import.meta.url), {
		env: environment,
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	started.on('exit', (code) =>
		stop(code ? `A process of Tuntas ended with code ${code}; see the log above.` : undefined),
	);
	return started;
}

/** Ends the children, then the database; a second call waits for the first. */
function onceStopped(children: readonly ChildProcess[], last: () => Promise<void>): Stop {
	let stopping = false;
	const stop: Stop = (why) => {
		if (stopping) return;
		stopping = true;
		if (why) console.error(why);
		void endAll(children)
			.then(last)
			.then(() => process.exit(why ? 1 : 0));
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop());
	return stop;
}

function endAll(children: readonly ChildProcess[]): Promise<unknown> {
	return Promise.all(
		children.map((running) => {
			if (running.exitCode !== null || running.signalCode) return undefined;
			const ended = new Promise((done) => running.once('exit', done));
			running.kill('SIGTERM');
			return ended;
		}),
	);
}
