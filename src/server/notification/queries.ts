import { sql } from 'kysely';
import type { AgencyId, PersonId, ReportId, UnitId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import type { Clock, Confidentiality } from '../report/clocks.ts';
import type { Settlement } from './delivery.ts';
import type { ReportTold } from './letter.ts';
import type { Addressee } from './message.ts';
import { type Post, WRITTEN_TO } from './recipients.ts';

/** A message this worker has in hand until its lease runs out. */
export type Claimed = {
	readonly id: number;
	readonly agencyId: AgencyId;
	readonly reportId: ReportId | null;
	/** Of the step it tells about. */
	readonly seq: number | null;
	readonly recipient: {
		readonly to: Addressee | 'administrator' | 'data_contact' | 'person';
		readonly unitId?: UnitId | null;
		/** Whose account a letter is about. */
		readonly personId?: PersonId;
	};
	readonly template: string;
	readonly facts: unknown;
	readonly once: string | null;
	/** This try counted. */
	readonly attempts: number;
};

/** Demonstrations and training: what would go out stays, and is marked so that nobody waits for it. */
export async function holdDemonstrations(tx: Tx, at: Date): Promise<number> {
	const { numAffectedRows } = await sql`
		update outbox set state = 'held', facts = facts - 'sealed'
		where state = 'waiting' and coalesce(retry_at, not_before) <= ${at}
			and agency_id in (select id from agency where demo or training)`.execute(tx);
	return Number(numAffectedRows ?? 0);
}

/** Until a restore is answered, what the clocks wrote by themselves waits, too: it may repeat what left before. */
export async function holdAfterRestore(tx: Tx): Promise<number> {
	const { numAffectedRows } = await sql`
		update outbox o set state = 'held', held_for = 'restore' from report_step s
		where o.state = 'waiting' and s.report_id = o.report_id and s.seq = o.step_seq and s.actor_role = 'system'
			and exists (select from restoration where answered_at is null)`.execute(tx);
	return Number(numAffectedRows ?? 0);
}

/** Takes the messages that are due in hand, the longest waiting first; what another worker has in hand is passed over. */
export async function claimDue(
	tx: Tx,
	{ at, lease, most, only }: { at: Date; lease: Date; most: number; only: string | null },
): Promise<Claimed[]> {
	const { rows } = await sql<Claimed>`
		update outbox set attempts = attempts + 1, retry_at = ${lease}
		where id in (
			select id from outbox where state = 'waiting' and coalesce(retry_at, not_before) <= ${at} and template = coalesce(${only}, template)
			order by coalesce(retry_at, not_before), id limit ${most} for update skip locked)
		returning id, agency_id as "agencyId", report_id as "reportId", step_seq as seq, recipient, template, facts, once, attempts`.execute(
		tx,
	);
	return rows;
}

/** Writes what became of a message: a letter that left is sent, whoever has it in hand; anything else only while it is ours. */
export async function saveSettlement(
	tx: Tx,
	id: number,
	{ state, retryAt, attempts, error, providerId }: Settlement,
	{ at, lease }: { at: Date; lease: Date },
): Promise<void> {
	const sentAt = state === 'sent' ? at : null;
	await sql`
		update outbox set state = ${state}, retry_at = ${retryAt}, attempts = ${attempts}, error = ${error},
			provider_id = ${providerId}, sent_at = ${sentAt}, facts = case when ${state} = 'waiting' then facts else facts - 'sealed' end
		where id = ${id} and state = 'waiting' and (${state} = 'sent' or retry_at = ${lease})`.execute(tx);
}

/** What a message is about, with everything its words and its readers depend on. */
export type Subject = ReportTold & {
	readonly confidentiality: Confidentiality;
	readonly aboutUnitId: UnitId | null;
	readonly host: string | null;
};

export async function findSubject(tx: Tx, { reportId, seq }: Claimed): Promise<Subject | undefined> {
	const { rows } = await sql<Omit<Subject, 'lateFrom'> & { lateFrom: Partial<Record<Clock, string>> }>`
		select r.code, r.kind, r.confidentiality, r.unit_id as "unitId", r.verifier_unit_id as "verifierUnitId",
			r.about_unit_id as "aboutUnitId", r.due_at as "dueAt", r.ended_at as "endedAt", r.term_book_id as "termBookId",
			coalesce((select json_object_agg(c.clock, c.late_from) from report_clock c where c.report_id = r.id and c.ended_at is null), '{}') as "lateFrom",
			coalesce((select s.facts from report_step s where s.report_id = r.id and s.seq = ${seq}), '{}') as facts,
			(select p.erase_on from retention_plan p where p.report_id = r.id) as "eraseOn",
			(select min(h.host) from agency_host h where h.agency_id = r.agency_id and h.host ~ '\\.[a-z]+$') as host
		from report r where r.id = ${reportId}`.execute(tx);
	const [row] = rows;
	if (!row) return undefined;
	const lateFrom = Object.entries(row.lateFrom).map(([clock, instant]) => [clock, new Date(instant)]);
	return { ...row, lateFrom: Object.fromEntries(lateFrom) };
}

/** The sealed contact of a reporter, and the entry that it was opened to deliver a message: one does not go without the other. */
export async function takeContact(
	tx: Tx,
	{ id, agencyId, reportId }: Claimed,
	at: Date,
): Promise<Buffer | undefined> {
	const { rows } = await sql<{ sealed: Buffer }>`
		select sealed from reporter_identity where report_id = ${reportId} and part = 'contact' and restricted_at is null`.execute(
		tx,
	);
	if (!rows[0]) return undefined;
	await tx
		.insertInto('audit')
		.values({
			agency_id: agencyId,
			role: 'system',
			action: 'identity.read',
			subject: `report ${reportId}`,
			after: JSON.stringify({ part: 'contact', purpose: 'delivery', message: id }),
			at,
		})
		.execute();
	return rows[0].sealed;
}

/** Everybody of the government, and of the Ombudsman's office above it, who is written to in a role of staff today. */
export async function findPosts(
	tx: Tx,
	agencyId: AgencyId,
	ombudsmanId: AgencyId | null,
	today: string,
): Promise<Post[]> {
	const { rows } = await sql<Post>`
		select a.role, a.agency_id as "agencyId", a.unit_id as "unitId", p.email
		from assignment a join person p on p.id = a.person_id
		where a.role = any (${[...WRITTEN_TO]}::text[]) and p.suspended_at is null
			and (a.agency_id = ${agencyId}::int and a.role <> 'ombudsman' or a.agency_id = ${ombudsmanId}::int and a.role = 'ombudsman')
			and (a.valid_from is null or a.valid_from <= ${today}::date) and (a.valid_until is null or a.valid_until >= ${today}::date)
		order by p.email`.execute(tx);
	return rows;
}

/** How the outbox is doing: for the dashboard of a leader and for an alarm. */
export type OutboxHealth = {
	readonly waiting: number;
	/** Since when the longest waiting message could have gone; null when none waits. In the future it waits for office hours. */
	readonly oldest: Date | null;
	/** Given up after the last try; nobody was told. */
	readonly dead: number;
};

export async function countOutbox(tx: Tx): Promise<OutboxHealth> {
	const { rows } = await sql<OutboxHealth>`
		select count(*) filter (where state = 'waiting')::int as waiting, min(not_before) filter (where state = 'waiting') as oldest,
			count(*) filter (where state = 'dead')::int as dead
		from outbox where state = 'waiting' or state = 'dead'`.execute(tx);
	return rows[0] ?? { waiting: 0, oldest: null, dead: 0 };
}

/** A letter to the administrators of whoever runs the installation; one a day about the same thing. */
export async function addAlarm(
	tx: Tx,
	{ about, problem, at }: { readonly about: string; readonly problem: string; readonly at: Date },
): Promise<void> {
	const once = `alarm ${about} ${at.toISOString().slice(0, 10)}`;
	await sql`insert into outbox (agency_id, recipient, channel, template, facts, not_before, once)
		select installation_agency(), '{"to":"administrator"}', 'email', 'alarm', ${JSON.stringify({ about, problem })}::jsonb, ${at}, ${once}
		where installation_agency() is not null on conflict (once) do nothing`.execute(tx);
}

/** Where the administrators of a government are written to. */
export async function findAdministrators(tx: Tx, agencyId: AgencyId): Promise<readonly string[]> {
	const { rows } = await sql<{ email: string }>`
		select distinct p.email from assignment g join person p on p.id = g.person_id
		where g.agency_id = ${agencyId} and g.role = 'system_admin' and p.suspended_at is null
			and (g.valid_until is null or g.valid_until >= current_date) order by p.email`.execute(tx);
	return rows.map(({ email }) => email);
}

export type LinkReader = {
	readonly name: string;
	readonly email: string;
	readonly government: string;
	readonly expiresAt: Date;
	readonly host: string | null;
};

/** Whom a one-time link is for, while it opens something. */
export async function findLinkReader(
	tx: Tx,
	{ personId, tokenHash, at }: { personId: PersonId; tokenHash: Buffer; at: Date },
): Promise<LinkReader | undefined> {
	const { rows } = await sql<LinkReader>`
		select p.name, p.email, a.short_name as government, l.expires_at as "expiresAt",
			(select min(h.host) from agency_host h where h.agency_id = l.agency_id and h.host ~ '\\.[a-z]+$') as host
		from one_time_link l join person p on p.id = l.person_id join agency a on a.id = l.agency_id
		where l.token_hash = ${tokenHash} and l.person_id = ${personId} and l.used_at is null and l.expires_at > ${at}
			and p.suspended_at is null`.execute(tx);
	return rows[0];
}

/** An incident of which somebody who must be told was not told yet, and who sees to it. */
export type BreachTold = {
	readonly seq: number;
	readonly knownAt: Date;
	readonly dueAt: Date;
	readonly subjectsTold: boolean;
	readonly authorityTold: boolean;
	/** Of the data protection contact; null while nobody is named. */
	readonly contact: string | null;
	readonly host: string | null;
};

export async function findBreachTold(
	tx: Tx,
	{ agencyId, seq }: { agencyId: AgencyId; seq: number },
): Promise<BreachTold | undefined> {
	const { rows } = await sql<BreachTold>`
		select b.seq, b.known_at as "knownAt", b.due_at as "dueAt", b.subjects_at is not null as "subjectsTold", b.authority_at is not null as "authorityTold",
			(select c.email from data_contact c where c.agency_id = b.agency_id) as contact,
			(select min(h.host) from agency_host h where h.agency_id = b.agency_id and h.host ~ '\\.[a-z]+$') as host
		from breach b where b.agency_id = ${agencyId} and b.seq = ${seq} and b.closed_at is null and (b.subjects_at is null or b.authority_at is null)`.execute(
		tx,
	);
	return rows[0];
}
