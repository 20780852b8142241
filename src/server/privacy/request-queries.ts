import { sql } from 'kysely';
import type { AgencyId, PersonId, ReportId } from '../access/policy.ts';
import type { LocalDate } from '../deadline/calendar.ts';
import type { Tx } from '../platform/db.ts';
import type { Part } from './holdings.ts';
import type { RequestKind, RequestState } from './request.ts';

/** A request as the register has it: no word of what was written with it. */
export type RequestRow = {
	readonly id: string;
	readonly seq: number;
	readonly kind: RequestKind;
	readonly parts: readonly Part[];
	readonly road: 'receipt' | 'form';
	readonly state: RequestState;
	readonly receivedAt: Date;
	readonly dueAt: Date;
	readonly source: string;
	readonly decidedAt: Date | null;
	readonly doneAt: Date | null;
	readonly reasonCode: string | null;
	readonly reason: string | null;
	/** Null while nobody knows which report is meant, and for viewers who may not know of it. */
	readonly code: string | null;
};

const REQUEST = sql.raw(`
	q.id, q.seq, q.kind, q.parts, q.road, q.state, q.received_at as "receivedAt", q.due_at as "dueAt", q.source, q.decided_at as "decidedAt",
	q.done_at as "doneAt", q.reason_code as "reasonCode", q.reason, (select r.code from report r where r.id = q.report_id) as code`);

export type NewRequest = {
	readonly agencyId: AgencyId;
	readonly reportId: ReportId | null;
	readonly kind: RequestKind;
	readonly parts: readonly Part[];
	readonly road: 'receipt' | 'form';
	readonly state: 'received' | 'done';
	readonly at: Date;
	readonly dueAt: Date;
	readonly source: string;
};

/** Enters a request into the register under the next number of its government. */
export async function addRequest(
	tx: Tx,
	request: NewRequest,
): Promise<{ readonly id: string; readonly seq: number }> {
	const { agencyId, reportId, kind, parts, road, state, at, dueAt, source } = request;
	await sql`select pg_advisory_xact_lock(hashtextextended(${`data_request ${agencyId}`}, 0))`.execute(tx);
	const end = state === 'done' ? at : null;
	const { rows } = await sql<{ id: string; seq: number }>`
		insert into data_request (agency_id, seq, kind, parts, report_id, road, state, received_at, due_at, source, decided_at, done_at)
		select ${agencyId}, coalesce(max(seq), 0) + 1, ${kind}, ${[...parts]}::text[], ${reportId}::uuid, ${road}, ${state}, ${at}::timestamptz, ${dueAt}::timestamptz, ${source},
			${end}::timestamptz, ${end}::timestamptz
		from data_request where agency_id = ${agencyId} returning id, seq`.execute(tx);
	const [added] = rows;
	if (!added) throw new Error('a request was not entered');
	return added;
}

export async function addDetail(
	tx: Tx,
	{ id, agencyId, sealed }: { readonly id: string; readonly agencyId: AgencyId; readonly sealed: Buffer },
): Promise<void> {
	await sql`insert into data_request_detail (request_id, agency_id, sealed) values (${id}, ${agencyId}, ${sealed})`.execute(
		tx,
	);
}

/** An erasure somebody asked for on this report and nobody has finished. */
export async function openRequestOf(
	tx: Tx,
	reportId: ReportId,
): Promise<Pick<RequestRow, 'seq' | 'receivedAt'> | undefined> {
	await sql`select id from report where id = ${reportId} for update`.execute(tx);
	const { rows } = await sql<Pick<RequestRow, 'seq' | 'receivedAt'>>`
		select seq, received_at as "receivedAt" from data_request
		where report_id = ${reportId} and kind = 'erasure' and state in ('received', 'granted', 'held') order by seq limit 1`.execute(
		tx,
	);
	return rows[0];
}

/** Requests without a receipt that nobody decided yet. */
export async function countUndecided(tx: Tx, agencyId: AgencyId): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		select count(*) as count from data_request where agency_id = ${agencyId} and road = 'form' and state = 'received'`.execute(
		tx,
	);
	return rows[0]?.count ?? 0;
}

const REGISTER_MOST = 200;

/** The register: what is owed first, the soonest term before; then what is done, the newest before. */
export async function register(tx: Tx, agencyId: AgencyId): Promise<readonly RequestRow[]> {
	const { rows } = await sql<RequestRow>`
		select ${REQUEST} from data_request q where q.agency_id = ${agencyId}
		order by q.state in ('done', 'refused'), case when q.state in ('done', 'refused') then null else q.due_at end, q.seq desc limit ${REGISTER_MOST}`.execute(
		tx,
	);
	return rows;
}

export async function requestsOf(tx: Tx, reportId: ReportId): Promise<readonly RequestRow[]> {
	const { rows } = await sql<RequestRow>`
		select ${REQUEST} from data_request q where q.report_id = ${reportId} order by q.seq desc limit ${REGISTER_MOST}`.execute(
		tx,
	);
	return rows;
}

type Numbered = { readonly agencyId: AgencyId; readonly seq: number };

/** One request of the register, kept from being decided by anybody else until this transaction ends. */
export async function requestForDecision(
	tx: Tx,
	{ agencyId, seq }: Numbered,
): Promise<(RequestRow & { readonly reportId: ReportId | null }) | undefined> {
	const { rows } = await sql<RequestRow & { reportId: ReportId | null }>`
		select ${REQUEST}, q.report_id as "reportId" from data_request q where q.agency_id = ${agencyId} and q.seq = ${seq} for update of q`.execute(
		tx,
	);
	return rows[0];
}

/** What was written with it, sealed, and the entry that somebody read it: one does not go without the other. */
export async function takeDetail(
	tx: Tx,
	{ id, by, at }: { readonly id: string; readonly by: Reader; readonly at: Date },
): Promise<Buffer | undefined> {
	const { rows } = await sql<{ sealed: Buffer }>`
		with seen as (select agency_id, sealed from data_request_detail where request_id = ${id}),
		noted as (
			insert into audit (agency_id, person_id, role, action, subject, after, at)
			select agency_id, ${by.personId}::uuid, ${by.role}, 'identity.read', ${`data request ${id}`}, '{"part":"request"}'::jsonb, ${at}::timestamptz from seen
		)
		select sealed from seen`.execute(tx);
	return rows[0]?.sealed;
}
export type Reader = { readonly personId: PersonId; readonly role: string };

/** Whether there is a report of this code in the government: asked by the system, told to nobody. */
export async function reportOfCode(
	tx: Tx,
	{ agencyId, code }: { readonly agencyId: AgencyId; readonly code: string },
): Promise<ReportId | null> {
	const { rows } = await sql<{
		id: ReportId;
	}>`select id from report where agency_id = ${agencyId} and code = ${code}`.execute(tx);
	return rows[0]?.id ?? null;
}

export type Decided = {
	readonly id: string;
	readonly state: RequestState;
	readonly parts: readonly Part[];
	readonly reportId: ReportId | null;
	readonly reasonCode: string | null;
	readonly reason: string;
	readonly shownBy: string | null;
	readonly personId: PersonId;
	readonly at: Date;
};

export async function saveDecision(tx: Tx, decided: Decided): Promise<void> {
	const { id, state, parts, reportId, reasonCode, reason, shownBy, personId, at } = decided;
	await sql`
		update data_request set state = ${state}, parts = ${[...parts]}::text[], report_id = ${reportId}::uuid, reason_code = ${reasonCode}, reason = ${reason},
			shown_by = ${shownBy}, decided_by = ${personId}, decided_at = ${at}, done_at = ${state === 'done' ? at : null}
		where id = ${id}`.execute(tx);
}

export type Granted = {
	readonly id: string;
	readonly agencyId: AgencyId;
	readonly reportId: ReportId;
	readonly parts: readonly Part[];
	readonly state: 'granted' | 'held';
	readonly held: boolean;
	readonly ended: boolean;
};

/** Erasures that were granted and not yet carried out, of whichever government. */
export async function grantedRequests(
	tx: Tx,
): Promise<readonly { readonly id: string; readonly agencyId: AgencyId }[]> {
	const { rows } = await sql<{ id: string; agencyId: AgencyId }>`
		select id, agency_id as "agencyId" from data_request
		where kind = 'erasure' and state in ('granted', 'held') and report_id is not null order by decided_at, id`.execute(
		tx,
	);
	return rows;
}

/** What was granted for a code nobody has: there is nothing to erase. */
export async function closeGroundless(tx: Tx, at: Date): Promise<void> {
	await sql`
		update data_request set state = 'done', done_at = ${at} where kind = 'erasure' and state = 'granted' and report_id is null`.execute(
		tx,
	);
}

/** One of them with what decides whether it may go now; the report is kept from being moved meanwhile. */
export async function lockGranted(tx: Tx, id: string, today: LocalDate): Promise<Granted | undefined> {
	const { rows } = await sql<Omit<Granted, 'held'> & { code: string }>`
		select q.id, q.agency_id as "agencyId", q.report_id as "reportId", q.parts, q.state, r.code,
			r.ended_at is not null and not exists (select from report_clock c where c.report_id = r.id and c.ended_at is null) as ended
		from data_request q join report r on r.id = q.report_id
		where q.id = ${id} and q.state in ('granted', 'held') for update of q, r`.execute(tx);
	const [found] = rows;
	if (!found) return undefined;
	const { code, ...granted } = found;
	const { rows: holds } = await sql`
		select from legal_hold where agency_id = ${granted.agencyId} and code = ${code} and lifted_at is null
			and (until is null or until >= ${today}::date) limit 1`.execute(tx);
	return { ...granted, held: holds.length > 0 };
}

export async function saveProgress(
	tx: Tx,
	{ id, state, at }: { readonly id: string; readonly state: 'done' | 'held'; readonly at: Date },
): Promise<void> {
	await sql`update data_request set state = ${state}, done_at = ${state === 'done' ? at : null} where id = ${id}`.execute(
		tx,
	);
}
