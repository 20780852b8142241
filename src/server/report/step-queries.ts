import { sql } from 'kysely';
import type { AgencyId, PersonId, ReportId, UnitId } from '../access/policy.ts';
import type { Role } from '../access/roles.ts';
import type { Tx } from '../platform/db.ts';
import type { ClockRow } from './clock-effects.ts';
import { clockColumns } from './clock-json.ts';
import type { Loaded, Standing } from './queries.ts';
import type { StepWords } from './step-content.ts';
import type { StepName } from './steps.ts';
import type { StepFacts } from './trail.ts';

/** A step about to become evidence. */
export type NewStep = {
	readonly seq: number;
	readonly step: StepName;
	readonly to: string;
	readonly role: Role;
	readonly actorId: PersonId | null;
	readonly unitId: UnitId | null;
	readonly targetUnitId: UnitId | null;
	readonly facts: StepFacts;
	readonly readers: 'public' | 'reporter' | 'staff';
	readonly at: Date;
	readonly link: {
		readonly hash: string;
		readonly commitments: readonly string[];
	};
	/** Null when nothing was written with it. */
	readonly words: StepWords | null;
};

/** Adds the step and its words. */
export async function addStep(tx: Tx, { id, agencyId }: Standing, step: NewStep): Promise<void> {
	await sql`
		insert into report_step (agency_id, report_id, seq, step, to_status, actor_role, actor_id, unit_id, target_unit_id, facts, readers, at, commitments, hash)
		values (${agencyId}, ${id}, ${step.seq}, ${step.step}, ${step.to}, ${step.role}, ${step.actorId}, ${step.unitId}, ${step.targetUnitId},
			${JSON.stringify(step.facts)}::jsonb, ${step.readers}, ${step.at}, ${Buffer.from(step.link.commitments.join(''), 'hex')}, ${Buffer.from(step.link.hash, 'hex')})`.execute(
		tx,
	);
	if (step.words)
		await sql`
			insert into step_text (report_id, seq, agency_id, readers, salt, texts)
			values (${id}, ${step.seq}, ${agencyId}, ${step.readers}, ${step.words.salt}, ${JSON.stringify(step.words.text)}::jsonb)`.execute(
			tx,
		);
}

/** Writes the report's new standing; only columns that a step may change. */
export async function saveStanding(tx: Tx, after: Standing): Promise<void> {
	await tx
		.updateTable('report')
		.set({
			status: after.status,
			kind: after.kind,
			kind_before: after.kindBefore,
			confidentiality: after.confidentiality,
			verifier_unit_id: after.verifierUnitId,
			unit_id: after.unitId,
			category_id: after.categoryId,
			ended_at: after.endedAt,
			outcome: after.outcome,
			archived_for: after.archivedFor,
			resume_to: after.resumeTo,
			referred_to: after.referredTo ? JSON.stringify(after.referredTo) : null,
			referred_agency_id: after.referredTo ? agencyNamed(after.referredTo.name) : null,
			merged_into: after.mergedInto,
			hops: after.hops,
			asks: after.asks,
			level: after.level,
			climbed: after.climbed,
			due_at: after.dueAt,
			promise_until: after.promiseUntil,
			ombudsman_consent: after.ombudsmanConsent,
			escalated_at: after.escalatedAt,
			rating: after.rating,
			may_call: after.mayCall,
			has_email: after.hasEmail,
			has_phone: after.hasPhone,
			version: sql`version + 1`,
		})
		.where('id', '=', after.id)
		.execute();
}

/** The body a report was referred to, when it works with this installation: then it sees the report itself. */
function agencyNamed(name: string) {
	return sql<AgencyId | null>`(select id from agency where lower(${name}) in (lower(name), lower(short_name)) limit 1)`;
}

/** Writes clocks that changed and adds those that began. */
export async function saveClocks(tx: Tx, report: Loaded, clocks: readonly ClockRow[]): Promise<void> {
	const changed = clocks.filter((row) => !report.clocks.includes(row)).map(clockColumns);
	if (changed.length === 0) return;
	await sql`
		with given as (
			select x.id, clock, unit_id, started_at, coalesce(t.id, new_clock_term(${report.agencyId}, x.days, x.counted, x.source)) as term_id,
				late_from, nullif(pauses, '[]') as pauses, ended_at, met, rung
			from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as x(id int, clock text, unit_id int, started_at timestamptz, days int, counted text,
				source text, late_from timestamptz, pauses jsonb, ended_at timestamptz, met boolean, rung int)
			left join clock_term t on t.agency_id = ${report.agencyId} and (t.days, t.counted, t.source) = (x.days, x.counted, x.source)
		), known as (
			update report_clock c set term_id = g.term_id, late_from = g.late_from, pauses = g.pauses,
				ended_at = g.ended_at, settled_until = case when g.ended_at is null then c.settled_until end, met = g.met, rung = g.rung
			from given g where c.report_id = ${report.id} and c.id = g.id
		)
		insert into report_clock (agency_id, report_id, clock, unit_id, started_at, term_id, late_from, pauses)
		select ${report.agencyId}::int, ${report.id}::uuid, clock, unit_id, started_at, term_id, late_from, pauses from given where id is null`.execute(
		tx,
	);
}

/** The answer that waits for a superior; one at most. */
export async function savePendingAnswer(
	tx: Tx,
	report: Standing,
	by: PersonId,
	answer: { at: Date; input: unknown },
): Promise<void> {
	await tx
		.insertInto('pending_answer')
		.values({
			report_id: report.id,
			agency_id: report.agencyId,
			proposed_by: by,
			proposed_at: answer.at,
			input: JSON.stringify(answer.input),
		})
		.execute();
}

export async function takePendingAnswer(tx: Tx, id: ReportId): Promise<unknown> {
	const row = await tx
		.deleteFrom('pending_answer')
		.where('report_id', '=', id)
		.returning('input')
		.executeTakeFirst();
	return row?.input;
}

export async function findPendingAnswer(tx: Tx, id: ReportId): Promise<unknown> {
	const row = await tx
		.selectFrom('pending_answer')
		.select('input')
		.where('report_id', '=', id)
		.executeTakeFirst();
	return row?.input;
}

/** What the handling unit reads of an anonymous or confidential report: the verifier's release. */
export async function releaseHandlingCopy(
	tx: Tx,
	report: Standing,
	copy: { title: string; body: string; place: string; by: PersonId | null; at: Date },
): Promise<void> {
	await sql`
		insert into handling_copy (report_id, agency_id, title, body, place, released_by, released_at)
		values (${report.id}, ${report.agencyId}, ${copy.title}, ${copy.body}, ${copy.place}, ${copy.by}, ${copy.at})
		on conflict (report_id) do update set title = excluded.title, body = excluded.body, place = excluded.place,
			released_by = excluded.released_by, released_at = excluded.released_at`.execute(tx);
}

/** Identity is gone, the first name of the public copy with it; the chain of evidence stays whole. */
export async function dropIdentity(tx: Tx, id: ReportId): Promise<void> {
	await tx.deleteFrom('reporter_identity').where('report_id', '=', id).execute();
	await tx.updateTable('publication').set({ first_name: null }).where('report_id', '=', id).execute();
}

/** The first look of a verifier turns "new" into "being checked". */
export async function markOpened(tx: Tx, id: ReportId, at: Date): Promise<void> {
	await tx
		.updateTable('report')
		.set({ opened_at: at })
		.where('id', '=', id)
		.where('opened_at', 'is', null)
		.execute();
	await tx.updateTable('publication').set({ checked: true }).where('report_id', '=', id).execute();
}
