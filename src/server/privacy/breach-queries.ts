import { sql } from 'kysely';
import type { AgencyId, PersonId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import type { Breach, Told } from './breach.ts';

/** An incident as the register has it. */
export type BreachRow = Breach & {
	readonly id: string;
	readonly seq: number;
	readonly dueAt: Date;
	readonly source: string;
	readonly subjectsAt: Date | null;
	readonly subjectsHow: string | null;
	readonly authorityAt: Date | null;
	readonly publicAt: Date | null;
	readonly closedAt: Date | null;
	readonly notedAt: Date;
	readonly version: number;
};

const BREACH = sql.raw(`
	b.id, b.seq, b.title, b.happened, b.data_kinds as "dataKinds", b.subjects, b.subject_count as "subjectCount", b.measures, b.known_at as "knownAt",
	b.due_at as "dueAt", b.source, b.subjects_at as "subjectsAt", b.subjects_how as "subjectsHow", b.authority_at as "authorityAt",
	b.public_at as "publicAt", b.closed_at as "closedAt", b.noted_at as "notedAt", b.version`);
const MOST = 200;

/** Open incidents first, the soonest term before. */
export async function breaches(tx: Tx, agencyId: AgencyId): Promise<readonly BreachRow[]> {
	const { rows } = await sql<BreachRow>`
		select ${BREACH} from breach b where b.agency_id = ${agencyId} order by b.closed_at is not null, b.due_at, b.seq limit ${MOST}`.execute(
		tx,
	);
	return rows;
}

export async function findBreach(
	tx: Tx,
	{ agencyId, seq }: { readonly agencyId: AgencyId; readonly seq: number },
): Promise<BreachRow | undefined> {
	const { rows } = await sql<BreachRow>`
		select ${BREACH} from breach b where b.agency_id = ${agencyId} and b.seq = ${seq} for update`.execute(tx);
	return rows[0];
}

export type NewBreach = Breach & {
	readonly agencyId: AgencyId;
	readonly dueAt: Date;
	readonly source: string;
	readonly by: PersonId;
	readonly at: Date;
};

/** Enters an incident under the next number of its government. */
export async function addBreach(tx: Tx, breach: NewBreach): Promise<number> {
	const { agencyId, dueAt, source, by, at } = breach;
	await sql`select pg_advisory_xact_lock(hashtextextended(${`breach ${agencyId}`}, 0))`.execute(tx);
	const { rows } = await sql<{ seq: number }>`
		insert into breach (agency_id, seq, title, happened, data_kinds, subjects, subject_count, measures, known_at, due_at, source, noted_by, noted_at)
		select ${agencyId}, coalesce(max(seq), 0) + 1, ${breach.title}, ${breach.happened}, ${breach.dataKinds}, ${breach.subjects}, ${breach.subjectCount}::int,
			${breach.measures}, ${breach.knownAt}::timestamptz, ${dueAt}::timestamptz, ${source}, ${by}::uuid, ${at}::timestamptz
		from breach where agency_id = ${agencyId} returning seq`.execute(tx);
	return rows[0]?.seq ?? 0;
}

/** Writes what is known by now; when it was first known, and with it the term, stays what it was. */
export async function saveBreach(tx: Tx, id: string, breach: Breach): Promise<void> {
	await sql`
		update breach set title = ${breach.title}, happened = ${breach.happened}, data_kinds = ${breach.dataKinds}, subjects = ${breach.subjects},
			subject_count = ${breach.subjectCount}, measures = ${breach.measures}, version = version + 1
		where id = ${id}`.execute(tx);
}

const COLUMN = {
	subjects: 'subjects_at',
	authority: 'authority_at',
	public: 'public_at',
} as const satisfies Record<Told, string>;

export async function saveTold(
	tx: Tx,
	id: string,
	{ whom, at, how }: { readonly whom: Told; readonly at: Date; readonly how: string },
): Promise<void> {
	const manner = whom === 'subjects' ? sql`, subjects_how = ${how}` : sql``;
	await sql`update breach set ${sql.ref(COLUMN[whom])} = ${at}${manner}, version = version + 1 where id = ${id}`.execute(
		tx,
	);
}

export async function saveClosed(tx: Tx, id: string, at: Date): Promise<void> {
	await sql`update breach set closed_at = ${at}, version = version + 1 where id = ${id}`.execute(tx);
}

/**
 * Writes the letters of open incidents whose term ends within a day or has ended, each once, while somebody who must be
 * told was not. An incident noted after its term gets the second letter only.
 */
export async function remindOfBreaches(tx: Tx, at: Date): Promise<number> {
	const { numAffectedRows } = await sql`
		insert into outbox (agency_id, recipient, channel, template, facts, not_before, once)
		select b.agency_id, '{"to":"data_contact"}', 'email', 'breach', jsonb_build_object('seq', b.seq, 'moment', m.moment), ${at}::timestamptz, 'breach ' || b.id || ' ' || m.moment
		from breach b cross join (values ('soon'), ('over')) m(moment)
		where b.closed_at is null and (b.subjects_at is null or b.authority_at is null)
			and case m.moment when 'soon' then b.due_at > ${at} and b.due_at <= ${at}::timestamptz + interval '24 hours' else b.due_at <= ${at} end
		on conflict (once) do nothing`.execute(tx);
	return Number(numAffectedRows ?? 0);
}
