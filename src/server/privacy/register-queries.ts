import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { AgencyId, PersonId } from '../access/policy.ts';
import type { LocalDate } from '../deadline/calendar.ts';
import type { Tx } from '../platform/db.ts';
import type { Hold } from './hold.ts';
import type { Counts } from './retention-queries.ts';
import type { Rule, Ruled } from './rules.ts';

export type HoldRow = Hold & {
	readonly id: string;
	/** False for what the system keeps by itself: an examination by the Ombudsman. */
	readonly byPerson: boolean;
	readonly placedAt: Date;
	readonly liftedAt: Date | null;
	readonly liftedWhy: string | null;
};

const MOST = 200;

/** Holds in force first, then those that were lifted, the newest before. */
export async function holds(tx: Tx, agencyId: AgencyId): Promise<readonly HoldRow[]> {
	const { rows } = await sql<HoldRow>`
		select id, code, why, asked_by as "askedBy", until, placed_by is not null as "byPerson", placed_at as "placedAt", lifted_at as "liftedAt", lifted_why as "liftedWhy"
		from legal_hold where agency_id = ${agencyId} order by lifted_at is not null, placed_at desc limit ${MOST}`.execute(
		tx,
	);
	return rows;
}

type Placing = Hold & { readonly agencyId: AgencyId; readonly by: PersonId; readonly at: Date };

export async function addHold(
	tx: Tx,
	{ agencyId, code, why, askedBy, until, by, at }: Placing,
): Promise<void> {
	await sql`
		insert into legal_hold (agency_id, code, why, asked_by, until, placed_by, placed_at)
		values (${agencyId}, ${code}, ${why}, ${askedBy}, ${until}, ${by}, ${at})`.execute(tx);
}

type Lifting = {
	readonly agencyId: AgencyId;
	readonly id: string;
	readonly why: string;
	readonly by: PersonId;
	readonly at: Date;
};

/** The code of the hold that was lifted; nothing when there is none in force. */
export async function liftHold(tx: Tx, { agencyId, id, why, by, at }: Lifting): Promise<string | undefined> {
	const { rows } = await sql<{ code: string }>`
		update legal_hold set lifted_at = ${at}, lifted_by = ${by}, lifted_why = ${why}
		where agency_id = ${agencyId} and id::text = ${id} and lifted_at is null returning code`.execute(tx);
	return rows[0]?.code;
}

/** Sets a government's own span. */
export async function saveRule(
	tx: Tx,
	{ agencyId, what, rule }: { readonly agencyId: AgencyId; readonly what: Ruled; readonly rule: Rule },
): Promise<void> {
	await sql`
		insert into personal_data_rule (agency_id, what, span, counted, notices, source)
		values (${agencyId}, ${what}, ${rule.span}, ${rule.counted}, ${[...rule.notices]}::int[], ${rule.source})
		on conflict (agency_id, what) do update set span = excluded.span, source = excluded.source`.execute(tx);
}

/** Whom to ask about personal data. */
export type DataContact = {
	readonly name: string;
	readonly position: string;
	readonly email: string;
	readonly phone: string | null;
	readonly address: string;
};

/** The contact a government named; nothing while it named none. Anybody may read it. */
export async function dataContact(pool: Pool, agencyId: AgencyId): Promise<DataContact | undefined> {
	const { rows } = await pool.query<DataContact>(
		'select name, position, email, phone, address from data_contact where agency_id = $1',
		[agencyId],
	);
	return rows[0];
}

export async function saveContact(tx: Tx, agencyId: AgencyId, contact: DataContact): Promise<void> {
	await sql`
		insert into data_contact (agency_id, name, position, email, phone, address)
		values (${agencyId}, ${contact.name}, ${contact.position}, ${contact.email}, ${contact.phone}, ${contact.address})
		on conflict (agency_id) do update set name = excluded.name, position = excluded.position, email = excluded.email,
			phone = excluded.phone, address = excluded.address`.execute(tx);
}

export type RunRow = Counts & {
	readonly day: LocalDate;
	readonly startedAt: Date;
	readonly endedAt: Date | null;
};

const RUNS = 30;

/** What was done by rule lately, day by day. */
export async function recentRuns(tx: Tx, agencyId: AgencyId): Promise<readonly RunRow[]> {
	const { rows } = await sql<RunRow>`
		select day, started_at as "startedAt", ended_at as "endedAt", looked, kept, noticed, identity, contact, content
		from retention_run where agency_id = ${agencyId} order by id desc limit ${RUNS}`.execute(tx);
	return rows;
}
