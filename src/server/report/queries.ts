import { sql } from 'kysely';
import type { AgencyId, CategoryId, PersonId, ReportId, TermBookId, UnitId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import type { ClockRow } from './clock-effects.ts';
import { CLOCK_OF_ROW, CLOCKS_WITH_TERMS, type JsonClock, parsedClock } from './clock-json.ts';
import type { Confidentiality, Kind } from './clocks.ts';
import type { ArchiveReason, Outcome, Status } from './statuses.ts';
import type { StepRecord } from './trail.ts';

/** Where a report stands, as it is stored. */
export type Standing = {
	readonly id: ReportId;
	readonly agencyId: AgencyId;
	readonly code: string;
	readonly kind: Kind;
	readonly kindBefore: Kind | null;
	readonly status: Status;
	readonly confidentiality: Confidentiality;
	readonly channel: string;
	readonly verifierUnitId: UnitId;
	readonly unitId: UnitId | null;
	readonly aboutUnitId: UnitId | null;
	readonly categoryId: CategoryId | null;
	readonly districtCode: string | null;
	readonly villageCode: string | null;
	readonly termBookId: TermBookId;
	readonly receivedAt: Date;
	readonly openedAt: Date | null;
	readonly endedAt: Date | null;
	readonly outcome: Outcome | null;
	readonly archivedFor: ArchiveReason | null;
	readonly resumeTo: Status | null;
	readonly referredTo: { readonly name: string; readonly how: string } | null;
	readonly mergedInto: ReportId | null;
	readonly hops: number;
	readonly asks: number;
	readonly level: number;
	readonly climbed: number;
	readonly dueAt: Date | null;
	/** End of the day the last answer promised more by; null when nothing is promised. */
	readonly promiseUntil: Date | null;
	readonly mayCall: boolean;
	readonly hasEmail: boolean;
	readonly hasPhone: boolean;
	readonly ombudsmanConsent: boolean;
	readonly escalatedAt: Date | null;
	readonly rating: number | null;
	readonly supportCount: number;
	readonly sp4nId: string | null;
	readonly version: number;
};

export type Loaded = Standing & {
	readonly clocks: readonly ClockRow[];
	readonly answerProposedBy: PersonId | null;
	readonly lastSeq: number;
	readonly lastHash: string;
};

const STANDING = sql.raw(`
	r.id, r.agency_id as "agencyId", r.code, r.kind, r.kind_before as "kindBefore", r.status, r.confidentiality, r.channel,
	r.verifier_unit_id as "verifierUnitId", r.unit_id as "unitId", r.about_unit_id as "aboutUnitId", r.category_id as "categoryId",
	r.district_code as "districtCode", r.village_code as "villageCode", r.term_book_id as "termBookId", r.received_at as "receivedAt",
	r.opened_at as "openedAt", r.ended_at as "endedAt", r.outcome, r.archived_for as "archivedFor", r.resume_to as "resumeTo",
	r.referred_to as "referredTo", r.merged_into as "mergedInto", r.hops, r.asks, r.level, r.climbed, r.due_at as "dueAt", r.promise_until as "promiseUntil",
	r.may_call as "mayCall", r.has_email as "hasEmail", r.has_phone as "hasPhone", r.ombudsman_consent as "ombudsmanConsent", r.escalated_at as "escalatedAt", r.rating,
	r.support_count as "supportCount", r.sp4n_id as "sp4nId", r.version`);

const CLOCKS = sql.raw(`
	coalesce((select json_agg(${CLOCK_OF_ROW} order by c.id)
		from ${CLOCKS_WITH_TERMS} where c.report_id = r.id), '[]') as clocks`);

const LOADED = sql`${STANDING}, ${CLOCKS},
	(select proposed_by from pending_answer p where p.report_id = r.id) as "answerProposedBy",
	coalesce((select max(seq) from report_step s where s.report_id = r.id), 0) as "lastSeq",
	coalesce((select encode(hash, 'hex') from report_step s where s.report_id = r.id order by seq desc limit 1), '') as "lastHash"`;

/**
 * The report as far as the viewer sees it, kept from being moved by anybody else until this transaction ends. One whose
 * content was erased is a tombstone: nobody moves it any more.
 */
export async function findForStep(tx: Tx, id: ReportId): Promise<Loaded | undefined> {
	const locked =
		await sql`select r.id from report r where r.id = ${id} and r.erased_at is null for update`.execute(tx);
	if (locked.rows.length === 0) return undefined;
	const { rows } = await sql<RawLoaded>`select ${LOADED} from report r where r.id = ${id}`.execute(tx);
	return rows[0] && parsed(rows[0]);
}

export async function findByCode(tx: Tx, agencyId: AgencyId, code: string): Promise<Loaded | undefined> {
	const { rows } =
		await sql<RawLoaded>`select ${LOADED} from report r where r.agency_id = ${agencyId} and r.code = ${code}`.execute(
			tx,
		);
	return rows[0] && parsed(rows[0]);
}

/** Two reports locked in the order of their ids, so that opposite merges at once cannot wait for each other. */
export async function lockBoth(tx: Tx, one: ReportId, other: ReportId): Promise<void> {
	await sql`select id from report where id in (${one}, ${other}) order by id for update`.execute(tx);
}

/** The words of a step that belong to its viewer come with it; others are simply missing. */
export async function stepsOf(tx: Tx, id: ReportId): Promise<StepRecord[]> {
	const { rows } = await sql<StepRecord>`
		select s.seq, s.step, s.to_status as "to", s.actor_role as role, s.facts, s.readers, s.at,
		       coalesce((select t.texts from step_text t where t.report_id = s.report_id and t.seq = s.seq), '{}') as texts
		from report_step s where s.report_id = ${id} order by s.seq`.execute(tx);
	return rows;
}

type RawLoaded = Omit<Loaded, 'clocks'> & { clocks: JsonClock[] };

function parsed({ clocks, ...standing }: RawLoaded): Loaded {
	return { ...standing, clocks: clocks.map(parsedClock) };
}
