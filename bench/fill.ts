import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { Directory } from '#server/agency/directory.ts';
import { formatCode, lengthFor } from '#server/report/tracking-code.ts';

/** Tables a report has rows in. */
const FILLED = [
	'report',
	'report_content',
	'reporter_identity',
	'report_clock',
	'report_step',
	'step_text',
	'publication',
];

const FLOOR_TABLES = `
	create table floor_report (id uuid primary key, code text not null unique, status text not null, received_at timestamptz not null);
	create table floor_content (report_id uuid primary key references floor_report, title text not null, body text not null, place text not null);
	create table floor_step (id bigint generated always as identity primary key, report_id uuid not null references floor_report, step text not null, at timestamptz not null);
	insert into floor_report select id, code, status, received_at from report;
	insert into floor_content select report_id, title, body, place from report_content;
	insert into floor_step (report_id, step, at) select report_id, step, at from report_step where seq = 1`;

/**
 * Fills the government with so many reports (fill.sql) and gives the floor's tables as many rows. Indexes are built
 * afterwards and references not looked up one by one: what is filled here is right by construction.
 */
export async function fill(owner: pg.Pool, directory: Directory, reports: number): Promise<void> {
	const client = await owner.connect();
	try {
		await client.query(
			"set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'; set maintenance_work_mem = '512MB'; set temp_buffers = '512MB'",
		);
		await client.query('begin');
		await client.query('create temp table wanted as select $1::int as agency', [directory.agency.id]);
		await client.query(
			'create temp table drawn as select n::int, code from unnest($1::text[]) with ordinality as given(code, n)',
			[codes(directory, reports)],
		);
		const indexes = await dropIndexes(client);
		await client.query(readFileSync(new URL('./fill.sql', import.meta.url), 'utf8'));
		for (const definition of indexes) await client.query(definition);
		await client.query(FLOOR_TABLES);
		await client.query('commit');
		// Days off were loaded before there were reports: nothing is to be counted anew.
		await client.query('delete from graphile_worker._private_jobs');
		await client.query('vacuum analyze');
		await client.query('checkpoint');
	} finally {
		client.release(true); // its settings must not reach anybody else
	}
}

async function dropIndexes(client: pg.PoolClient): Promise<readonly string[]> {
	const { rows } = await client.query<{ name: string; definition: string }>(
		`select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
		from pg_index i where i.indrelid = any ($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
		[FILLED],
	);
	for (const { name } of rows) await client.query(`drop index ${name}`);
	return rows.map(({ definition }) => definition);
}

function codes({ agency }: Directory, reports: number): string[] {
	const length = lengthFor(reports);
	const year = new Date(performance.timeOrigin).getUTCFullYear();
	const drawn = new Set<string>();
	while (drawn.size < reports)
		drawn.add(formatCode({ prefix: agency.prefix, year, random: randomBytes(length - 1) }));
	return [...drawn];
}

/** Bytes of our own tables and their indexes on disk; the floor's do not count. */
export async function databaseBytes(owner: pg.Pool): Promise<number> {
	const { rows } = await owner.query(
		`select sum(pg_total_relation_size(oid))::float8 as bytes from pg_class
		where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'floor%'`,
	);
	return rows[0].bytes;
}
