/** Brings a database to the present shape: roles, migrations, policies, vocabulary, the queue's own tables. */
import { readdirSync, readFileSync } from 'node:fs';
import { makeWorkerUtils } from 'graphile-worker';
import pg from 'pg';
import { ROLES } from '#server/access/roles.ts';
import { CHANNELS, CLOCK_NAMES, CONFIDENTIALITIES, KINDS } from '#server/report/clocks.ts';
import { STATUS_NAMES } from '#server/report/statuses.ts';
import { STEP_NAMES } from '#server/report/steps.ts';
import { visibilityPolicies } from './visibility-policies.ts';

/** Passwords of the two roles the application connects with; kept in the data folder, never in the repository. */
export type RolePasswords = { readonly app: string; readonly public: string };

const VOCABULARY: Record<string, readonly string[]> = {
	status: STATUS_NAMES,
	kind: KINDS,
	confidentiality: CONFIDENTIALITIES,
	channel: CHANNELS,
	clock: CLOCK_NAMES,
	step: STEP_NAMES,
	role: Object.keys(ROLES),
};
// Any constant: two processes that migrate at once take turns.
const LOCK = 7_205_309;

/** May run at every start: does only what is missing. `url` is of a role that may create roles and tables. */
export async function migrate(url: string, passwords: RolePasswords): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query('select pg_advisory_lock($1)', [LOCK]);
		await assertDurable(client);
		await createRoles(client, passwords);
		await applyMigrations(client);
		await migrateQueue(url);
		await applyPolicies(client);
		await fillVocabulary(client);
	} finally {
		await client.end();
	}
}

/** A database that does not keep what it acknowledged is refused (rules of record §8). */
async function assertDurable(client: pg.Client): Promise<void> {
	for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
		const { rows } = await client.query(`show ${setting}`);
		if (rows[0][setting] === 'off')
			throw new Error(`The database has ${setting} off: acknowledged reports could be lost. Turn it on.`);
	}
}

async function createRoles(client: pg.Client, passwords: RolePasswords): Promise<void> {
	for (const [role, password] of [
		['tuntas_app', passwords.app],
		['tuntas_public', passwords.public],
	] as const) {
		const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
		if (!rowCount) await client.query(`create role ${role} login nosuperuser nobypassrls`);
		await client.query(`alter role ${role} password ${client.escapeLiteral(password)}`);
	}
}

const here = (path: string) => new URL(path, import.meta.url);
const sqlFiles = (folder: string) =>
	readdirSync(here(folder))
		.filter((name) => name.endsWith('.sql'))
		.sort();

async function applyMigrations(client: pg.Client): Promise<void> {
	await client.query(
		'create table if not exists migration (name text primary key, at timestamptz not null default now())',
	);
	const done = new Set((await client.query('select name from migration')).rows.map(({ name }) => name));
	for (const name of sqlFiles('./migrations/')) {
		if (done.has(name)) continue;
		await inTransaction(client, async () => {
			await client.query(readFileSync(here(`./migrations/${name}`), 'utf8'));
			await client.query('insert into migration (name) values ($1)', [name]);
		});
	}
}

async function migrateQueue(url: string): Promise<void> {
	const utils = await makeWorkerUtils({ connectionString: url });
	await utils.migrate();
	await utils.release();
}

async function applyPolicies(client: pg.Client): Promise<void> {
	await inTransaction(client, async () => {
		for (const name of sqlFiles('./policies/'))
			await client.query(readFileSync(here(`./policies/${name}`), 'utf8'));
		await client.query(visibilityPolicies());
	});
}

async function fillVocabulary(client: pg.Client): Promise<void> {
	for (const [table, codes] of Object.entries(VOCABULARY))
		await client.query(`insert into ${table} (code) select unnest($1::text[]) on conflict do nothing`, [
			codes,
		]);
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
	await client.query('begin');
	try {
		await work();
		await client.query('commit');
	} catch (fault) {
		await client.query('rollback');
		throw fault;
	}
}

/** Names of migrations this version has and the database lacks; readiness asks. */
export async function missingMigrations(pool: pg.Pool): Promise<readonly string[]> {
	const { rows } = await pool.query('select name from migration');
	const done = new Set(rows.map(({ name }) => name));
	return sqlFiles('./migrations/').filter((name) => !done.has(name));
}
