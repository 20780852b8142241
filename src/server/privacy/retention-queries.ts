import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { AgencyId, ReportId } from '../access/policy.ts';
import type { LocalDate } from '../deadline/calendar.ts';
import type { Tx } from '../platform/db.ts';
import type { Kept } from './retention.ts';
import type { RuleRow } from './rules.ts';

const RULES = `
	select what, span, counted, notices, source, agency_id is not null as own
	from personal_data_rule where agency_id is null or agency_id = $1`;

/** The nation's rules and the government's own; anybody may read them. */
export async function ruleRows(pool: Pool, agencyId: AgencyId): Promise<readonly RuleRow[]> {
	const { rows } = await pool.query<RuleRow>(RULES, [agencyId]);
	return rows;
}

/** A day's work on one government's reports. */
export type Run = { readonly id: number; readonly afterId: ReportId | null };

/** The work that is to be done: what was begun and not ended before anything new; nothing when the day's is done. */
export async function openRun(
	tx: Tx,
	agencyId: AgencyId,
	{ day, at }: { readonly day: LocalDate; readonly at: Date },
): Promise<Run | undefined> {
	await sql`
		insert into retention_run (agency_id, day, started_at)
		select ${agencyId}, ${day}, ${at} where not exists (select from retention_run where agency_id = ${agencyId} and ended_at is null)
		on conflict (agency_id, day) do nothing`.execute(tx);
	const { rows } = await sql<Run>`
		select id, after_id as "afterId" from retention_run where agency_id = ${agencyId} and ended_at is null order by id limit 1`.execute(
		tx,
	);
	return rows[0];
}

export type Counts = {
	readonly looked: number;
	readonly kept: number;
	readonly noticed: number;
	readonly identity: number;
	readonly contact: number;
	readonly content: number;
};

/** Adds what one batch did and where the next begins; without a last report the run has ended. */
export async function advanceRun(
	tx: Tx,
	{ id }: Run,
	{ counts, afterId, at }: { readonly counts: Counts; readonly afterId: ReportId | null; readonly at: Date },
): Promise<void> {
	await sql`
		update retention_run set looked = looked + ${counts.looked}, kept = kept + ${counts.kept}, noticed = noticed + ${counts.noticed},
			identity = identity + ${counts.identity}, contact = contact + ${counts.contact}, content = content + ${counts.content},
			after_id = coalesce(${afterId}::uuid, after_id), ended_at = ${afterId === null ? at : null}
		where id = ${id}`.execute(tx);
}

/** Two workers do not look at the same batch: the second waits, and goes on behind the first. */
export async function lockRun(tx: Tx, id: number): Promise<Run | undefined> {
	const { rows } = await sql<Run>`
		select id, after_id as "afterId" from retention_run where id = ${id} and ended_at is null for update`.execute(
		tx,
	);
	return rows[0];
}

export type Candidate = Omit<Kept, 'endedOn' | 'heardOn'> & {
	readonly id: ReportId;
	readonly code: string;
	readonly endedAt: Date;
	readonly heardAt: Date;
	readonly hasEmail: boolean;
};

type Wanted = {
	readonly agencyId: AgencyId;
	readonly afterId: ReportId | null;
	/** Ended before this instant: nothing younger can be due. */
	readonly endedBefore: Date;
	readonly today: LocalDate;
	readonly most: number;
};

/**
 * The next reports whose way ended long enough ago and that still have content, kept from being moved meanwhile.
 * What went to the Ombudsman counts as examined until a hold on it was lifted: that is how somebody says it is over.
 */
export async function candidates(tx: Tx, wanted: Wanted): Promise<readonly Candidate[]> {
	const { agencyId, afterId, endedBefore, today, most } = wanted;
	const { rows } = await sql<Candidate>`
		select r.id, r.code, r.ended_at as "endedAt", r.has_email as "hasEmail",
			exists (select from report_clock c where c.report_id in (r.id, r.merged_into) and c.ended_at is null) as "clockOpen",
			(r.escalated_at is not null or r.climbed >= 3) and not exists (select from legal_hold h where h.agency_id = r.agency_id and h.code = r.code
				and h.lifted_at > coalesce(r.escalated_at, r.received_at)) as examined,
			exists (select from legal_hold h where h.agency_id = r.agency_id and h.code = r.code and h.lifted_at is null and (h.until is null or h.until >= ${today}::date)) as held,
			r.archived_for is distinct from 'withdrawn' and exists (select from report_step s where s.report_id = r.id and s.actor_role = 'reporter'
				and s.step not in ('submit', 'confirm', 'withdraw', 'raise_confidentiality', 'lower_confidentiality')
				and not exists (select from report_step o where o.report_id = r.id and o.seq > s.seq and o.actor_role not in ('reporter', 'system')))
				or exists (select from attachment a where a.report_id = r.id and a.from_whom = 'reporter' and a.at > r.ended_at) as unread,
			coalesce((select max(s.at) from report_step s where s.report_id = r.id and s.actor_role = 'reporter'), r.received_at) as "heardAt",
			exists (select from reporter_identity i where i.report_id = r.id and i.part = 'name') as "hasName",
			exists (select from reporter_identity i where i.report_id = r.id and i.part = 'contact') as "hasContact",
			(select json_build_object('eraseOn', p.erase_on, 'noticed', p.noticed) from retention_plan p where p.report_id = r.id) as plan
		from report r
		where r.agency_id = ${agencyId} and r.ended_at < ${endedBefore} and r.erased_at is null and (${afterId}::uuid is null or r.id > ${afterId}::uuid)
		order by r.id limit ${most} for update of r`.execute(tx);
	return rows;
}

/** Writes a report's plan, or takes it away. */
export async function savePlan(
	tx: Tx,
	{ id, agencyId }: { readonly id: ReportId; readonly agencyId: AgencyId },
	plan: Kept['plan'],
): Promise<void> {
	if (plan)
		await sql`
			insert into retention_plan (report_id, agency_id, erase_on, noticed) values (${id}, ${agencyId}, ${plan.eraseOn}, ${[...plan.noticed]}::int[])
			on conflict (report_id) do update set erase_on = excluded.erase_on, noticed = excluded.noticed`.execute(
			tx,
		);
	else await sql`delete from retention_plan where report_id = ${id}`.execute(tx);
}

type Notice = {
	readonly id: ReportId;
	readonly agencyId: AgencyId;
	readonly eraseOn: LocalDate;
	readonly days: number;
	readonly notBefore: Date;
};

/** A letter that says when; the report's page says it, too. */
export async function tellRetention(
	tx: Tx,
	{ id, agencyId, eraseOn, days, notBefore }: Notice,
): Promise<void> {
	await sql`
		insert into outbox (agency_id, report_id, recipient, channel, template, facts, not_before, once)
		values (${agencyId}, ${id}, '{"to":"reporter"}', 'email', 'retention', '{}', ${notBefore}, ${`retention ${id} ${eraseOn} ${days}`})
		on conflict (once) do nothing`.execute(tx);
}

/** Until somebody says that it is over, what went to the Ombudsman stands in the list of holds. */
export async function holdForExamination(
	tx: Tx,
	{ agencyId, code, at }: { readonly agencyId: AgencyId; readonly code: string; readonly at: Date },
): Promise<void> {
	await sql`
		insert into legal_hold (agency_id, code, why, asked_by, placed_at)
		select ${agencyId}, ${code}, 'examination', 'ombudsman', ${at}
		where not exists (select from legal_hold where agency_id = ${agencyId} and code = ${code} and lifted_at is null)`.execute(
		tx,
	);
}

/** Governments that receive reports. */
export async function agenciesWithReports(tx: Tx): Promise<readonly AgencyId[]> {
	const { rows } = await sql<{
		id: AgencyId;
	}>`select id from agency where prefix is not null order by id`.execute(tx);
	return rows.map(({ id }) => id);
}

/** Whether this database came back from a backup and nobody has said yet what becomes of what waits. */
export async function isRestoreUnanswered(tx: Tx): Promise<boolean> {
	const { rows } = await sql<{ waits: boolean }>`
		select exists (select from restoration where answered_at is null) as waits`.execute(tx);
	return rows[0]?.waits ?? false;
}

/** What was written with requests decided so long ago is forgotten; the register keeps its dates. */
export async function forgetDetails(tx: Tx, agencyId: AgencyId, decidedBefore: Date): Promise<number> {
	const { numAffectedRows } = await sql`
		delete from data_request_detail d using data_request r
		where r.id = d.request_id and r.agency_id = ${agencyId} and r.decided_at < ${decidedBefore}`.execute(tx);
	return Number(numAffectedRows ?? 0);
}
