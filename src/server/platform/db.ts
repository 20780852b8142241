import { CompiledQuery, Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { Connection } from './connection.ts';
import type { Schema } from './schema.ts';

// Counts fit a JavaScript number here; sums of money do not occur.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A day is a LocalDate, never an instant.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export type Database = Kysely<Schema> & { readonly pool: pg.Pool };

/** A transaction in which PostgreSQL knows who is looking. */
export type Tx = Transaction<Schema>;

/** As much of an actor as the policies ask for; what is null sees nothing of that kind. */
export type Viewer = {
	readonly role: string;
	readonly personId: string | null;
	readonly agencyId: number | null;
	readonly reportId: string | null;
	readonly unitIds: readonly number[];
	readonly conflictUnitIds: readonly number[];
};

/** A request that waited this long for the database is told so instead of waiting on. */
const CONNECT_MS = 15_000;

export function connect(connectionString: string, max = 10): Database {
	const pool = new Pool({
		Client: Connection,
		connectionString,
		max,
		application_name: 'tuntas',
		connectionTimeoutMillis: CONNECT_MS,
	});
	pool.on('error', () => undefined); // a lost idle connection is replaced by the pool at the next use
	const pools = poolsHere();
	for (const other of pools) if (other.ended) pools.delete(other);
	pools.add(pool);
	// Kysely ends only a pool that it asked something itself; half of what we ask goes past it.
	const destroy = async () => {
		if (!pool.ending) await pool.end();
	};
	return Object.assign(new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }), { pool, destroy });
}

const POOLS = Symbol.for('tuntas.pools');
type Holder = { [POOLS]?: Set<pg.Pool> };

/** The built pages and the server in front of them are two bundles of one process. */
function poolsHere(): Set<pg.Pool> {
	const holder = globalThis as Holder;
	holder[POOLS] ??= new Set();
	return holder[POOLS];
}

/** How many requests of this process wait for a connection. */
export function waitingForConnections(): number {
	return [...poolsHere()].reduce((sum, { waitingCount }) => sum + waitingCount, 0);
}

/**
 * Runs `work` in one transaction that sees only what `viewer` may see (db/policies/).
 * Commits when `work` returns, a refusal included; rolls back when it throws.
 */
export function seenBy<T>(viewer: Viewer, db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
	return db.transaction().execute(async (tx) => {
		await sql.raw(looking(settingsOf(viewer))).execute(tx);
		return work(tx);
	});
}

/** Asks one statement, written as text and its values. */
export type Ask = <Row>(text: string, values: readonly unknown[]) => Promise<readonly Row[]>;

/** Asks in a transaction. */
export function askedIn(tx: Tx): Ask {
	return async <Row>(text: string, values: readonly unknown[]) =>
		(await tx.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
}

/**
 * As {@link seenBy}, for what is one statement: who is looking, the statement and its end go in one way to the database
 * (platform/connection.ts). It is prepared once, and its plan is kept whatever its values are.
 */
export function askedOnceBy(viewer: Viewer, { pool }: Database): Ask {
	const first = looking({ ...settingsOf(viewer), plan_cache_mode: 'force_generic_plan' });
	return async <Row>(text: string, values: readonly unknown[]) => {
		const connection = (await pool.connect()) as pg.PoolClient & Connection; // our pools make no others
		try {
			return (await connection.askOnce(first, text, values)) as readonly Row[];
		} finally {
			connection.release();
		}
	};
}

function settingsOf(viewer: Viewer): Readonly<Record<string, string>> {
	return {
		'app.role': viewer.role,
		'app.person_id': viewer.personId ?? '',
		'app.agency_id': String(viewer.agencyId ?? ''),
		'app.report_id': viewer.reportId ?? '',
		'app.unit_ids': listed(viewer.unitIds),
		'app.conflict_unit_ids': listed(viewer.conflictUnitIds),
	};
}

/** Written out, so that it goes with the beginning of the transaction; answers no row, for nobody reads them back. */
function looking(settings: Readonly<Record<string, string>>): string {
	const set = Object.entries(settings).map(
		([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`,
	);
	return `select where concat(${set.join()}) is null`;
}

/** A list as policies look through it: a comma on both sides of each id. */
const listed = (ids: readonly number[]) => `,${ids.join(',')},`;

/**
 * Runs `work` as the system inside the transaction of a viewer of `role`, who decided it while they could see the row:
 * a unit that returns a report no longer sees it, and still must be able to say so. Afterwards the viewer is back.
 */
export async function asSystem<T>(tx: Tx, role: string, work: () => Promise<T>): Promise<T> {
	await sql`select set_config('app.role', 'system', true)`.execute(tx);
	const done = await work();
	await sql`select set_config('app.role', ${role}, true)`.execute(tx);
	return done;
}

const lanes = new WeakMap<pg.Pool, pg.Pool>();

/** Ends with its lane: a connection left behind would keep a database from being dropped or shut down. */
class Pool extends pg.Pool {
	override async end(): Promise<void> {
		await Promise.all([super.end(), lanes.get(this)?.end()]);
	}
}

/**
 * One connection beside `pool`, to the same database, for a large statement that comes all the time: its plans are made
 * once and stay warm, where a dozen connections would each make and keep them. Closes itself when nothing comes.
 */
export function laneBeside(pool: pg.Pool): pg.Pool {
	const known = lanes.get(pool);
	if (known) return known;
	const lane = new pg.Pool({ ...pool.options, max: 1, allowExitOnIdle: true });
	lane.on('error', () => undefined); // replaced at the next use, as above
	lanes.set(pool, lane);
	return lane;
}

/** A statement PostgreSQL prepares once per connection: for the few hottest queries, about twice as fast. */
export async function namedQuery<Row>(
	pool: pg.Pool | pg.PoolClient,
	statement: { readonly name: string; readonly text: string },
	values: readonly unknown[],
): Promise<Row[]> {
	const answer = await pool.query({ ...statement, values: [...values] });
	return answer.rows as Row[];
}
