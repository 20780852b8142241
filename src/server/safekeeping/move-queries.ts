import type { OwnerLine } from './cluster-queries.ts';

/** A table of ours or of the queue, its names quoted; columns the database fills by itself are left out. */
export type Table = { readonly name: string; readonly columns: string };

export async function tablesOf(line: OwnerLine): Promise<readonly Table[]> {
	const { rows } = await line.query<Table>(
		`select format('%I.%I', n.nspname, c.relname) as name, string_agg(format('%I', a.attname), ', ' order by a.attnum) as columns
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
			join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
		where c.relkind = 'r' and (n.nspname = 'public' or n.nspname = 'graphile_worker' and c.relname <> 'migrations')
		group by n.nspname, c.relname order by 1`,
	);
	return rows;
}

/** Whether anything was ever kept here. */
export async function isInUse(line: OwnerLine): Promise<boolean> {
	const { rows } = await line.query<{ used: boolean }>(
		'select exists (select from agency) or exists (select from report) as used',
	);
	return rows[0]?.used ?? true;
}

/** One moment of the whole database, and the same spelling of every value on both sides. */
export async function beginReading(line: OwnerLine): Promise<void> {
	await line.query('begin isolation level repeatable read read only');
	await spellAlike(line);
}

export async function beginWriting(line: OwnerLine): Promise<void> {
	await line.query('begin');
	await spellAlike(line);
}

async function spellAlike(line: OwnerLine): Promise<void> {
	for (const setting of ["timezone = 'UTC'", "datestyle = 'ISO, YMD'", "intervalstyle = 'postgres'"])
		await line.query(`set local ${setting}`);
}

export type ForeignKey = { readonly table: string; readonly name: string; readonly definition: string };

/** Empties the tables and takes away what would judge rows before all of them are there; answers what to put back. */
export async function openTables(line: OwnerLine, tables: readonly Table[]): Promise<readonly ForeignKey[]> {
	const { rows: keys } = await line.query<ForeignKey>(
		`select format('%I.%I', n.nspname, c.relname) as table, format('%I', k.conname) as name, pg_get_constraintdef(k.oid) as definition
		from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
		where k.contype = 'f' and n.nspname in ('public', 'graphile_worker')`,
	);
	for (const { table, name } of keys) await line.query(`alter table ${table} drop constraint ${name}`);
	for (const { name } of tables) await line.query(`alter table ${name} disable trigger user`);
	await line.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
	return keys;
}

/** Puts everything back; a row that points to none is found here. */
export async function closeTables(
	line: OwnerLine,
	tables: readonly Table[],
	keys: readonly ForeignKey[],
): Promise<void> {
	for (const { name } of tables) await line.query(`alter table ${name} enable trigger user`);
	for (const { table, name, definition } of keys)
		await line.query(`alter table ${table} add constraint ${name} ${definition}`);
}

const BATCH = 500;

/** All rows of a table as JSON, some at a time. */
export async function* rowsOf(line: OwnerLine, { name, columns }: Table): AsyncGenerator<readonly string[]> {
	await line.query(
		`declare moved no scroll cursor for select row_to_json(x)::text as row from (select ${columns} from ${name}) x`,
	);
	for (;;) {
		const { rows } = await line.query<{ row: string }>(`fetch ${BATCH} from moved`);
		if (rows.length === 0) break;
		yield rows.map(({ row }) => row);
	}
	await line.query('close moved');
}

export async function addRows(
	line: OwnerLine,
	{ name, columns }: Table,
	rows: readonly string[],
): Promise<void> {
	await line.query(
		`insert into ${name} (${columns}) overriding system value
		select ${columns} from json_populate_recordset(null::${name}, $1::json)`,
		[`[${rows.join(',')}]`],
	);
}

/** How many rows a table has, and a sum over every value of every row, whatever their order. */
export async function sumOf(line: OwnerLine, { name }: Table): Promise<{ rows: number; sum: string }> {
	const { rows } = await line.query<{ rows: number; sum: string }>(
		`select count(*)::int as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as sum from ${name} t`,
	);
	return rows[0] ?? { rows: 0, sum: '' };
}

type Counter = { readonly name: string; readonly last: string };

/** Every number that is counted up goes on where it stood. */
export async function copyCounters(from: OwnerLine, to: OwnerLine): Promise<void> {
	const { rows } = await from.query<Counter>(
		`select format('%I.%I', schemaname, sequencename) as name, last_value::text as last
		from pg_sequences where schemaname in ('public', 'graphile_worker') and last_value is not null`,
	);
	for (const { name, last } of rows) await to.query('select setval($1::regclass, $2::bigint)', [name, last]);
}
