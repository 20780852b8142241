/** Runs the whole system: database, migrations, vocabulary, demonstration, web and worker; ends them in turn. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { migrate, type RolePasswords } from '#db/migrate.ts';
import { type Config, readConfig } from '#server/platform/config.ts';
import { createFile } from '#server/platform/durable-file.ts';
import { createKeyFile, loadKeyFile } from '#server/platform/keys.ts';
import { startPostgres, stopPostgres } from '#server/platform/postgres.ts';
import { dataFolders } from '#server/services.ts';
import { anEnd } from './serve-end.ts';
import { isHeld, takeHold } from './serve-hold.ts';
import { keepRunning, PARTS, type Part, type Said } from './serve-parts.ts';
import { prepare } from './serve-prepare.ts';

type Passwords = RolePasswords & { readonly owner: string };
const REVIVE_MS = 1000;

const end = anEnd();
try {
	await main(readConfig());
} catch (fault) {
	end.now(`Tuntas cannot start. ${reasonOf(fault)}`);
}

async function main(config: Config): Promise<void> {
	const data = resolve(config.TUNTAS_DATA);
	const folders = dataFolders(data);
	openFolder(data);
	const parts = PARTS.filter((part) => config.TUNTAS_ROLE === 'all' || config.TUNTAS_ROLE === part);
	if (!(await hold(data, parts))) return;

	openFolder(folders.keys, 0o700);
	const isNew = !existsSync(folders.keyFile) && !existsSync(join(folders.postgres, 'PG_VERSION'));
	// Where a database stands, new keys would open nothing of it: then the start stops here and says so.
	const ring = isNew ? await createKeyFile(folders.keyFile) : await loadKeyFile(folders.keyFile);
	const passwords = await secretsOf(folders.passwords);
	const ownerUrl =
		config.DATABASE_URL ?? (await embedded({ data, parts, archive: config.TUNTAS_BACKUP }, passwords.owner));
	await migrate(ownerUrl, passwords).catch((fault: unknown) => {
		if (!config.DATABASE_URL) throw fault;
		throw new Error(`The database at DATABASE_URL cannot be used: ${reasonOf(fault)}`);
	});
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
	const heard = (said: Said) => {
		if (said.fault)
			return end.now(`Port ${config.PORT} cannot be used: ${said.fault}. Choose another with PORT.`);
		const address = `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${said.address?.port ?? config.PORT}`;
		if (!existsSync(folders.lock)) console.log(`Tuntas: ${address}${hints(address)}`);
		runsAt(data, parts, address);
	};
	const stops = parts.map((part) => keepRunning(part, { environment, end, heard }));
	end.after(() => Promise.all(stops.map((stop) => stop())));
	if (!parts.includes('web')) runsAt(data, parts, null);
}

function holdOf(data: string, part: Part) {
	return {
		file: join(data, `${part}.pid`),
		running: part === 'web' ? dataFolders(data).lock : join(data, 'worker.json'),
	};
}

/** Holds the folder for these parts; says who has it when somebody else does. */
async function hold(data: string, parts: readonly Part[]): Promise<boolean> {
	for (const part of parts) {
		const { file, running } = holdOf(data, part);
		const other = await takeHold({ file, running });
		if (other) {
			const where = other.address ? ` at ${other.address}` : '';
			console.log(`Tuntas already runs on this data${where} (process ${other.pid}). Nothing was started.`);
			end.now();
			return false;
		}
		end.after(() => {
			rmSync(running, { force: true });
			rmSync(file, { force: true });
		});
	}
	return true;
}

function runsAt(data: string, parts: readonly Part[], address: string | null): void {
	for (const { running } of parts.map((part) => holdOf(data, part))) {
		// In one move: whoever waits for it reads a whole one.
		writeFileSync(`${running}.part`, JSON.stringify({ pid: process.pid, address }), { mode: 0o600 });
		renameSync(`${running}.part`, running);
	}
}

/** The embedded database, kept running; ended with the last part that needs it. */
async function embedded(
	{ data, parts, archive }: { data: string; parts: readonly Part[]; archive: string | undefined },
	password: string,
): Promise<string> {
	const folder = dataFolders(data).postgres;
	end.after(async () => {
		const others = PARTS.filter((part) => !parts.includes(part));
		if (!others.some((part) => isHeld(holdOf(data, part).file))) await stopPostgres(folder);
	});
	const postgres = await startPostgres(
		folder,
		password,
		archive === 'off' ? {} : { archive: dataFolders(data).wal },
	);
	let told = false;
	const revive = () =>
		void postgres.revive().then(
			() => {
				told = false;
			},
			(fault: unknown) => {
				// Without room it cannot start; with room it goes on as if nothing had been.
				if (!isFull(folder)) return end.now(`The database ended. ${reasonOf(fault)}`);
				if (!told) console.error(fullSentence(folder));
				told = true;
			},
		);
	const timer = setInterval(revive, REVIVE_MS).unref();
	end.after(() => clearInterval(timer));
	return postgres.url;
}

/** PostgreSQL cannot go on without room for another piece of its log. */
const PIECE_BYTES = 16 * 1024 * 1024;

function isFull(folder: string): boolean {
	const { bavail, bsize } = statfsSync(folder);
	return bavail * bsize < PIECE_BYTES;
}

function fullSentence(folder: string): string {
	return `The disk of ${folder} is full, and the database cannot go on. What was acknowledged is safe. Make room as docs/running.md says under "When the disk is full"; Tuntas goes on by itself then.`;
}

function openFolder(path: string, mode = 0o711): void {
	try {
		mkdirSync(path, { recursive: true, mode });
	} catch (fault) {
		throw new Error(
			`The data folder ${path} cannot be made (${reasonOf(fault)}). Choose another with TUNTAS_DATA.`,
		);
	}
}

/** Passwords of the database's roles, made once, readable by this user alone. */
async function secretsOf(file: string): Promise<Passwords> {
	if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
	const fresh = () => randomBytes(24).toString('hex');
	const made = { owner: fresh(), app: fresh(), public: fresh() };
	await createFile(file, JSON.stringify(made));
	return made;
}

function roleUrl(ownerUrl: string, user: string, password: string): string {
	return Object.assign(new URL(ownerUrl), { username: user, password }).href;
}

/** Refused connections come as a bundle without a message of its own. */
function reasonOf(fault: unknown): string {
	if (!(fault instanceof Error)) return String(fault);
	return fault.message || ('code' in fault ? String(fault.code) : fault.name);
}
