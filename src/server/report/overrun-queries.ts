import { sql } from 'kysely';
import type { AgencyId, ReportId, TermBookId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import type { ClockRow } from './clock-effects.ts';
import { CLOCK_OF_ROW, CLOCKS_WITH_TERMS, type JsonClock, parsedClock } from './clock-json.ts';

/** A report to which something happens by itself now. */
export type Due = { readonly id: ReportId; readonly agencyId: AgencyId };

/** Reports with a clock to look at or a promise broken by `at`, the longest waiting first; those to pass over left out. */
export async function dueReports(
	tx: Tx,
	at: Date,
	passOver: readonly ReportId[],
	most: number,
): Promise<Due[]> {
	const skipped = [...passOver];
	const { rows } = await sql<Due>`
		(select report_id as id, agency_id as "agencyId" from report_clock
		 where next_at <= ${at} and report_id <> all (${skipped}::uuid[]) order by next_at, report_clock.id limit ${most})
		union
		(select id, agency_id from report
		 where promise_until <= ${at} and id <> all (${skipped}::uuid[]) order by promise_until limit ${most})`.execute(
		tx,
	);
	return rows;
}

/** Keeps the report for this transaction; false when somebody else is moving it just now. */
export async function lockIfFree(tx: Tx, id: ReportId): Promise<boolean> {
	const { rows } = await sql`select r.id from report r where r.id = ${id} for update skip locked`.execute(tx);
	return rows.length === 1;
}

export type Settled = { readonly id: number | null; readonly until: Date | null };

/** Notes until when nothing more follows from these clocks; null: never again. */
export async function settleClocks(tx: Tx, report: ReportId, settled: readonly Settled[]): Promise<void> {
	if (settled.length === 0) return;
	await sql`
		update report_clock c set settled_until = coalesce(x.until, 'infinity')
		from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as x(id int, until timestamptz)
		where c.report_id = ${report} and c.id = x.id`.execute(tx);
}

/** What counting open clocks anew needs of a report. */
export type Counted = {
	readonly id: ReportId;
	readonly code: string;
	/** Its code is not for lists: whoever reads one may not know that it is there. */
	readonly isSecret: boolean;
	readonly termBookId: TermBookId;
	readonly clocks: readonly ClockRow[];
};

/** The open clocks of the agency's reports behind `after` in the order of their ids. */
export async function openClocks(
	tx: Tx,
	agencyId: AgencyId,
	after: ReportId | null,
	most: number,
): Promise<Counted[]> {
	const { rows } = await sql<Omit<Counted, 'clocks'> & { clocks: JsonClock[] }>`
		select r.id, r.code, r.kind = 'supervisory_complaint' or r.confidentiality = 'confidential' as "isSecret", r.term_book_id as "termBookId",
			json_agg(${sql.raw(CLOCK_OF_ROW)}) as clocks
		from report r join (${sql.raw(CLOCKS_WITH_TERMS)}) on c.report_id = r.id and c.ended_at is null
		where r.agency_id = ${agencyId} and (${after}::uuid is null or r.id > ${after}::uuid)
		group by r.id order by r.id limit ${most}`.execute(tx);
	return rows.map((row) => ({ ...row, clocks: row.clocks.map(parsedClock) }));
}

/** The report is looked at again from its new deadlines on. */
export async function saveRecount(tx: Tx, id: ReportId, dueAt: Date | null): Promise<void> {
	await sql`update report set due_at = ${dueAt} where id = ${id}`.execute(tx);
	await sql`update report_clock set settled_until = null where report_id = ${id} and ended_at is null`.execute(
		tx,
	);
}
