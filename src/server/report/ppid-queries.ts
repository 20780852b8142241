import { sql } from 'kysely';
import type { AgencyId, ReportId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import type { StepInput } from './guards.ts';
import type { Applicant, Delivery, PpidOutcome, PpidReason } from './ppid.ts';
import type { Standing } from './queries.ts';
import type { StepName } from './steps.ts';

type Kept = {
	readonly step: StepName;
	readonly input: StepInput;
	readonly at: Date;
	/** The year of the register, by the office's own date. */
	readonly year: number;
};
type Keep = (tx: Tx, report: Standing, kept: Kept) => Promise<void>;

/** What each step writes into the register of requests for public information. */
const KEEPS: { readonly [step in StepName]?: Keep } = {
	convert_to_ppid: register,
	extend_ppid: (tx, { id }, { at }) => note(tx, id, { extended_at: at }),
	decide_ppid: (tx, { id }, { at, input: { decision } }) =>
		note(tx, id, {
			decided_at: at,
			outcome: decision?.outcome ?? null,
			reason: decision?.reason ?? null,
			cost: decision?.cost ?? 0,
		}),
	object_ppid: (tx, { id }, { at }) => note(tx, id, { objected_at: at }),
	decide_ppid_objection: (tx, { id }, { at, input: { decision } }) =>
		note(tx, id, {
			reviewed_at: at,
			review_outcome: decision?.outcome ?? null,
			review_reason: decision?.reason ?? null,
			cost: decision?.cost ?? 0,
		}),
};

/** Keeps the register in step with the report, in the step's own transaction. */
export async function keepPpid(tx: Tx, report: Standing, kept: Kept): Promise<void> {
	await KEEPS[kept.step]?.(tx, report, kept);
}

/** The next number of the year; two conversions at once wait for each other, so that none is left out or given twice. */
async function register(tx: Tx, report: Standing, { input: { request }, at, year }: Kept): Promise<void> {
	if (!request) throw new Error('a conversion without a request');
	await sql`select pg_advisory_xact_lock(hashtextextended(${`ppid ${report.agencyId} ${year}`}, 0))`.execute(
		tx,
	);
	await sql`
		insert into ppid_request (report_id, agency_id, year, number, registered_at, applicant, asked, purpose, delivery)
		select ${report.id}, ${report.agencyId}, ${year}, coalesce(max(number), 0) + 1, ${at}, ${request.applicant}, ${request.asked},
			${request.purpose}, ${request.delivery}
		from ppid_request where agency_id = ${report.agencyId} and year = ${year}`.execute(tx);
}

type Columns = Partial<{
	extended_at: Date;
	decided_at: Date;
	outcome: PpidOutcome | null;
	reason: PpidReason | null;
	cost: number;
	objected_at: Date;
	reviewed_at: Date;
	review_outcome: PpidOutcome | null;
	review_reason: PpidReason | null;
}>;

async function note(tx: Tx, id: ReportId, columns: Columns): Promise<void> {
	await tx.updateTable('ppid_request').set(columns).where('report_id', '=', id).execute();
}

/** A request as the register keeps it; instants in ISO. */
export type PpidEntry = {
	readonly code: string;
	readonly year: number;
	readonly number: number;
	readonly applicant: Applicant;
	readonly asked: string;
	readonly purpose: string;
	readonly delivery: Delivery;
	readonly receivedAt: string;
	readonly registeredAt: string;
	readonly extendedAt: string | null;
	readonly decidedAt: string | null;
	readonly outcome: PpidOutcome | null;
	readonly reason: PpidReason | null;
	readonly cost: number;
	readonly objectedAt: string | null;
	readonly reviewedAt: string | null;
	readonly reviewOutcome: PpidOutcome | null;
	readonly reviewReason: PpidReason | null;
};

const ENTRY =
	sql.raw(`json_build_object('code', r.code, 'year', p.year, 'number', p.number, 'applicant', p.applicant, 'asked', p.asked,
	'purpose', p.purpose, 'delivery', p.delivery, 'receivedAt', r.received_at, 'registeredAt', p.registered_at, 'extendedAt', p.extended_at,
	'decidedAt', p.decided_at, 'outcome', p.outcome, 'reason', p.reason, 'cost', p.cost, 'objectedAt', p.objected_at, 'reviewedAt', p.reviewed_at,
	'reviewOutcome', p.review_outcome, 'reviewReason', p.review_reason) as entry`);

/** What the register says of one report, as far as the viewer may read it; null for a report that is no such request. */
export async function ppidEntry(tx: Tx, id: ReportId): Promise<PpidEntry | null> {
	const { rows } = await sql<{ entry: PpidEntry }>`
		select ${ENTRY} from ppid_request p join report r on r.id = p.report_id where p.report_id = ${id}`.execute(
		tx,
	);
	return rows[0]?.entry ?? null;
}

/** More than a government of this size gets in years; a longer register is read year by year as files. */
export const MOST_REGISTERED = 2000;

/** The register of a year, as far as the viewer may read it, in the order of its numbers. */
export async function ppidRegister(tx: Tx, agencyId: AgencyId, year: number): Promise<readonly PpidEntry[]> {
	const { rows } = await sql<{ entry: PpidEntry }>`
		select ${ENTRY} from ppid_request p join report r on r.id = p.report_id
		where p.agency_id = ${agencyId} and p.year = ${year} order by p.number limit ${MOST_REGISTERED}`.execute(
		tx,
	);
	return rows.map(({ entry }) => entry);
}
