import pg from 'pg';
import { SafekeepingFault } from './fault.ts';

/** One connection as the owner; a backup begins and ends on the same one. */
export type OwnerLine = pg.Client;

/**
 * Any constants: backups, the shipping of the log and what throws old ones away take turns; so do those who write to the
 * second place, which may be slow and keeps none of the others waiting.
 */
const LOCKS = { backups: 7_205_310, second_place: 7_205_311 } as const;

/** Runs `work` while no other process keeps or moves backups of this cluster. */
export function alone<Done>(
	ownerUrl: string,
	work: (line: OwnerLine) => Promise<Done>,
	what: keyof typeof LOCKS = 'backups',
): Promise<Done> {
	return withOwner(ownerUrl, async (line) => {
		const { rows } = await line.query('select pg_try_advisory_lock($1) as free', [LOCKS[what]]);
		if (!rows[0].free)
			throw new SafekeepingFault('busy', 'Another backup of this database runs at this moment.');
		return work(line);
	});
}

export type Cluster = {
	readonly systemId: string;
	readonly postgres: string;
	readonly bytes: number;
	readonly archives: boolean;
};

export async function clusterOf(line: OwnerLine): Promise<Cluster> {
	const { rows } = await line.query(
		`select system_identifier::text as "systemId", current_setting('server_version') as postgres,
			(select sum(pg_database_size(oid)) from pg_database)::float8 as bytes,
			current_setting('archive_mode') <> 'off' as archives
		from pg_control_system()`,
	);
	return rows[0];
}

export async function beginBackup(line: OwnerLine, label: string): Promise<void> {
	await line.query('select pg_backup_start($1, fast := true)', [label]);
}

/** The label that goes into the copy, and the last piece of the log it needs; returns once that piece is archived. */
export async function endBackup(
	line: OwnerLine,
): Promise<{ readonly label: string; readonly startWal: string; readonly stopWal: string }> {
	const { rows } = await line.query(
		`select labelfile as label, spcmapfile as tablespaces, pg_walfile_name(lsn) as "stopWal" from pg_backup_stop(wait_for_archive := true)`,
	);
	const { label, stopWal } = rows[0];
	const [, startWal] = /\(file ([0-9A-F]{24})\)/.exec(label) ?? [];
	if (!startWal) throw new Error('the label of the backup names no piece of the log');
	return { label, startWal, stopWal };
}

/**
 * Has what was written until now archived soon: an unfinished piece of the log is finished. It ends with something that
 * happened after every moment before, for a restore reaches a moment only by that.
 */
export async function finishLog(line: OwnerLine): Promise<string> {
	await line.query(`select pg_logical_emit_message(true, 'tuntas', 'finished')`);
	const { rows } = await line.query(`select pg_walfile_name(pg_switch_wal()) as name`);
	return rows[0].name;
}

/** Tables that only grow, with their rows. */
export async function countRows(line: OwnerLine): Promise<Readonly<Record<string, number>>> {
	const { rows } = await line.query(
		`select (select count(*) from report)::int as report, (select count(*) from report_step)::int as report_step,
			(select count(*) from chain_root)::int as chain_root, (select count(*) from audit)::int as audit`,
	);
	return rows[0];
}

/** Rows that name a report or a clock's term which is not there, by table: no foreign key watches them. */
export async function orphanedRows(line: OwnerLine): Promise<Readonly<Record<string, number>>> {
	const { rows: tables } = await line.query<{ name: string }>(
		`select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'report_id' and not a.attisdropped
		where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not exists (
			select from pg_constraint f where f.conrelid = c.oid and f.confrelid = 'report'::regclass and f.conkey = array[a.attnum])`,
	);
	const found: Record<string, number> = {};
	const look = async (name: string, isOrphan: string) => {
		const { rows } = await line.query<{ n: number }>(
			`select count(*)::int as n from ${line.escapeIdentifier(name)} o where ${isOrphan}`,
		);
		if (rows[0]?.n) found[name] = (found[name] ?? 0) + rows[0].n;
	};
	for (const { name } of tables)
		await look(name, 'report_id is not null and not exists (select from report r where r.id = o.report_id)');
	await look('report_clock', 'not exists (select from clock_term t where t.id = o.term_id)');
	return found;
}

export async function newestMigration(line: OwnerLine): Promise<string> {
	const { rows } = await line.query('select max(name) as name from migration');
	return rows[0].name ?? '';
}

/** The last instant this copy knows of; null when it was not brought back from a log. */
export async function recoveredTo(line: OwnerLine): Promise<Date | null> {
	const { rows } = await line.query('select pg_last_xact_replay_timestamp() as at');
	return rows[0].at;
}

/** Every stored file a row names, in whatever table; those that are to be erased are not missed. */
export async function filesNamed(line: OwnerLine): Promise<readonly string[]> {
	const { rows: columns } = await line.query<{ reads: string }>(
		`select format('select %I as key from %I where %I is not null', column_name, table_name, column_name) as reads
		from information_schema.columns join information_schema.tables using (table_schema, table_name)
		where table_schema = 'public' and table_type = 'BASE TABLE' and data_type = 'text' and table_name !~ '^erased'
			and column_name in ('storage_key', 'thumb_key', 'public_key', 'public_thumb_key')`,
	);
	const { rows } = await line.query<{ key: string }>(columns.map(({ reads }) => reads).join(' union '));
	return rows.map(({ key }) => key);
}

/** One connection as the owner, for whoever works on a copy of their own. */
export async function withOwner<Done>(
	ownerUrl: string,
	work: (line: OwnerLine) => Promise<Done>,
): Promise<Done> {
	const line = new pg.Client({ connectionString: ownerUrl, keepAlive: true });
	line.on('error', () => undefined); // the next query on it says so
	await line.connect();
	try {
		return await work(line);
	} finally {
		await line.end().catch(() => undefined);
	}
}
