import { sql } from 'kysely';
import type pg from 'pg';
import type { AgencyId } from '#server/access/policy.ts';
import type { Tx } from '#server/platform/db.ts';
import type { Balance } from './balance.ts';
import type { Rows } from './rows.ts';

export async function agencyNamed(pool: pg.Pool, key: string): Promise<AgencyId | undefined> {
	const { rows } = await pool.query<{ id: AgencyId }>(
		'select id from agency where key = $1 and prefix is not null',
		[key],
	);
	return rows[0]?.id;
}

export async function beginRun(
	tx: Tx,
	agencyId: AgencyId,
	run: { source: string; at: Date },
): Promise<string> {
	const { id } = await tx
		.insertInto('import_run')
		.values({ agency_id: agencyId, source: run.source, started_at: run.at })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** Adds what became of a batch; with the last word the run has ended. */
export async function noteRun(tx: Tx, run: string, done: Balance, state: 'running' | 'ended'): Promise<void> {
	await sql`
		update import_run set received = received + ${done.received}, imported = imported + ${done.imported}, already = already + ${done.already},
			refused = refused + ${done.refused}, ended_at = case when ${state === 'ended'} then clock_timestamp() end
		where id = ${run}`.execute(tx);
}

/** What a report is known by: its id where it came from, and its national number. */
export type Known = {
	readonly channel: string;
	readonly sourceId: string;
	readonly sp4nId: string | null;
};

/** The source ids of those that are here already, brought before or known by the same national number. */
export async function importedBefore(
	tx: Tx,
	agencyId: AgencyId,
	reports: readonly Known[],
): Promise<ReadonlySet<string>> {
	const given = reports.map(({ channel, sourceId, sp4nId }) => ({
		channel,
		source_id: sourceId,
		sp4n_id: sp4nId,
	}));
	const { rows } = await sql<{ source_id: string }>`
		select g.source_id from json_to_recordset(${JSON.stringify(given)}::json) as g(channel text, source_id text, sp4n_id text)
		where exists (select from report r where r.agency_id = ${agencyId} and r.channel = g.channel and r.source_id = g.source_id)
			or (g.sp4n_id is not null and exists (select from report r where r.agency_id = ${agencyId} and r.sp4n_id = g.sp4n_id))`.execute(
		tx,
	);
	return new Set(rows.map(({ source_id }) => source_id));
}

/** How many codes of each year the government has given out. */
export async function codesPerYear(tx: Tx, agencyId: AgencyId): Promise<ReadonlyMap<number, number>> {
	const { rows } = await sql<{ year: number; used: number }>`
		select extract(year from received_at at time zone 'UTC')::int as year, count(*)::int as used
		from report where agency_id = ${agencyId} group by 1`.execute(tx);
	return new Map(rows.map(({ year, used }) => [year, used]));
}

export type Coded = Rows & { readonly code: string };

/**
 * Stores where the reports stand, and answers the source ids of those it stored: what was imported before stays as it is, and
 * so does a report whose code is taken. In the order of the source ids, so that two imports wait for each other, not in a ring.
 */
export async function addStandings(
	tx: Tx,
	agencyId: AgencyId,
	reports: readonly Coded[],
): Promise<ReadonlySet<string>> {
	const given = JSON.stringify(reports.map(({ report, code }) => ({ ...report, code })));
	const { rows } = await sql<{ source_id: string }>`
		insert into report (agency_id, channel, id, code, kind, status, confidentiality, verifier_unit_id, unit_id, category_id, district_code,
			village_code, term_book_id, received_at, opened_at, ended_at, outcome, archived_for, due_at, sp4n_id, source_id)
		select ${agencyId}::int, channel, id, code, kind, status, confidentiality, verifier_unit_id, unit_id, category_id, district_code,
			village_code, term_book_id, received_at, opened_at, ended_at, outcome, archived_for, due_at, sp4n_id, source_id
		from json_to_recordset(${given}::json) as x(channel text, id uuid, code text, kind text, status text, confidentiality text,
			verifier_unit_id int, unit_id int, category_id int, district_code text, village_code text, term_book_id int, received_at timestamptz,
			opened_at timestamptz, ended_at timestamptz, outcome text, archived_for text, due_at timestamptz, sp4n_id text, source_id text)
		order by source_id collate "C"
		on conflict do nothing
		returning source_id`.execute(tx);
	return new Set(rows.map(({ source_id }) => source_id));
}

/** Stores everything else of reports that stand already; a statement per table, in the order in which the rows need each other. */
export async function addLives(tx: Tx, agencyId: AgencyId, reports: readonly Coded[]): Promise<void> {
	await addContents(tx, agencyId, reports);
	await addClocks(tx, agencyId, reports);
	await addSteps(tx, agencyId, reports);
	await addPublications(tx, agencyId, reports);
}

async function addContents(tx: Tx, agencyId: AgencyId, reports: readonly Coded[]): Promise<void> {
	await sql`
		insert into report_content (agency_id, report_id, title, body, place, salt)
		select ${agencyId}::int, report_id, title, body, place, salt
		from json_to_recordset(${JSON.stringify(reports.map(({ content }) => content))}::json) as x(report_id uuid, title text, body text, place text, salt text)`.execute(
		tx,
	);
	const released = reports.flatMap(({ handlingCopy }) => handlingCopy ?? []);
	if (released.length === 0) return;
	await sql`
		insert into handling_copy (agency_id, report_id, title, body, place, released_at)
		select ${agencyId}::int, report_id, title, body, place, released_at
		from json_to_recordset(${JSON.stringify(released)}::json) as x(report_id uuid, title text, body text, place text, released_at timestamptz)`.execute(
		tx,
	);
}

async function addClocks(tx: Tx, agencyId: AgencyId, reports: readonly Coded[]): Promise<void> {
	await sql`
		insert into report_clock (agency_id, report_id, clock, unit_id, started_at, term_id, late_from, ended_at, met, rung, settled_until)
		select ${agencyId}::int, report_id, clock, unit_id, started_at, coalesce(t.id, new_clock_term(${agencyId}, x.days, x.counted, x.source)), late_from, ended_at, met, rung, settled_until
		from json_to_recordset(${JSON.stringify(reports.flatMap(({ clocks }) => clocks))}::json) as x(report_id uuid, clock text, unit_id int,
			started_at timestamptz, days int, counted text, source text, late_from timestamptz, ended_at timestamptz, met boolean, rung int, settled_until timestamptz)
			left join clock_term t on t.agency_id = ${agencyId} and (t.days, t.counted, t.source) = (x.days, x.counted, x.source)`.execute(
		tx,
	);
}

async function addSteps(tx: Tx, agencyId: AgencyId, reports: readonly Coded[]): Promise<void> {
	const steps = JSON.stringify(reports.flatMap(({ steps }) => steps));
	const texts = JSON.stringify(reports.flatMap(({ texts }) => texts));
	await sql`
		insert into report_step (agency_id, report_id, seq, step, to_status, actor_role, unit_id, target_unit_id, facts, readers, at,
			commitments, hash)
		select ${agencyId}::int, report_id, seq, step, to_status, actor_role, unit_id, target_unit_id, facts, readers, at,
			decode(commitments, 'hex'), decode(hash, 'hex')
		from json_to_recordset(${steps}::json) as x(report_id uuid, seq int, step text, to_status text, actor_role text,
			unit_id int, target_unit_id int, facts jsonb, readers text, at timestamptz, commitments text, hash text)`.execute(
		tx,
	);
	await sql`
		insert into step_text (report_id, seq, agency_id, readers, salt, texts)
		select report_id, seq, ${agencyId}::int, readers, salt, texts
		from json_to_recordset(${texts}::json) as x(report_id uuid, seq int, readers text, salt text, texts jsonb)`.execute(
		tx,
	);
}

async function addPublications(tx: Tx, agencyId: AgencyId, reports: readonly Coded[]): Promise<void> {
	const rows = reports.flatMap(({ publication, code }) => (publication ? [{ ...publication, code }] : []));
	if (rows.length === 0) return;
	await sql`
		insert into publication (agency_id, report_id, code, kind, status, outcome, confidentiality, holder, unit_id, verifier_unit_id, category_id,
			district_code, village_code, received_on, checked, published_at, title, body, place, due_at, climbed, answered_at, ended_at,
			rating, support_count, referred_to, merged_into, sp4n_id, version)
		select ${agencyId}::int, report_id, code, kind, status, outcome, confidentiality, holder, unit_id, verifier_unit_id, category_id,
			district_code, village_code, received_on, checked, published_at, title, body, place, due_at, climbed, answered_at, ended_at,
			rating, support_count, referred_to, merged_into, sp4n_id, 1
		from json_to_recordset(${JSON.stringify(rows)}::json) as x(report_id uuid, code text, kind text, status text, outcome text, confidentiality text,
			holder text, unit_id int, verifier_unit_id int, category_id int, district_code text, village_code text, received_on date, checked boolean,
			published_at timestamptz, title text, body text, place text, due_at timestamptz, climbed int, answered_at timestamptz,
			ended_at timestamptz, rating int, support_count int, referred_to jsonb, merged_into uuid, sp4n_id text)`.execute(
		tx,
	);
	// Kept lists and figures are of before.
	await sql`select pg_notify('page', ${rows[0]?.code ?? ''})`.execute(tx);
}

/** Key of the government whose tracking codes begin so. */
export async function prefixHolder(pool: pg.Pool, prefix: string): Promise<string | undefined> {
	const { rows } = await pool.query<{ key: string }>('select key from agency where prefix = $1', [prefix]);
	return rows[0]?.key;
}
