import { sql } from 'kysely';
import type pg from 'pg';
import { namedQuery, type Tx } from '#server/platform/db.ts';
import type { PersonId } from './policy.ts';
import type { Role } from './roles.ts';
import { SESSION, type StaffSession, sessionEnd } from './session.ts';

const SESSION_OF = {
	name: 'session_of',
	text: `select encode($1, 'hex') as "sessionId", person_id as "personId", agency_id as "agencyId", demo, receives_reports as "receivesReports", operates,
		assignment_id as "assignmentId", assignments, role, unit_id as "unitId", region_code as "regionCode",
		name, initials, email, unit_name as "unitName", proved_at as "provedAt", created_at as "createdAt", expires_at as "expiresAt"
		from session_of($1, $2, make_interval(mins => $3))`,
} as const;

/** One round trip, no transaction: every page of a signed-in person asks this first. */
export async function findSession(
	pool: pg.Pool,
	idHash: Buffer,
	now: Date,
): Promise<StaffSession | undefined> {
	const [session] = await namedQuery<StaffSession>(pool, SESSION_OF, [idHash, now, SESSION.idleMinutes]);
	return session;
}

export type Assignment = {
	readonly id: string;
	readonly role: Role;
	readonly unitName: string | null;
	readonly regionName: string | null;
};

/** The roles a person holds today, the one of their latest session first. */
export async function assignmentsOf(tx: Tx, personId: PersonId, now: Date): Promise<readonly Assignment[]> {
	const held = await sql<Assignment>`
		select g.id, g.role, u.name as "unitName", r.name as "regionName"
		from valid_assignments(${personId}, ${now}) g
			left join unit u on u.id = g.unit_id
			left join region r on r.agency_id = g.agency_id and r.code = g.region_code
		order by g.id = (select assignment_id from staff_session where person_id = ${personId}
			order by created_at desc limit 1) desc nulls last, g.id`.execute(tx);
	return held.rows;
}

type Begun = {
	readonly idHash: Buffer;
	readonly personId: PersonId;
	readonly assignmentId: string;
	readonly device: string;
	readonly now: Date;
};

export async function addSession(
	tx: Tx,
	{ idHash, personId, assignmentId, device, now }: Begun,
): Promise<void> {
	await sql`
		insert into staff_session (id_hash, agency_id, person_id, assignment_id, created_at, seen_at, expires_at, proved_at, device)
		select ${idHash}, agency_id, id, ${assignmentId}, ${now}, ${now}, ${sessionEnd(now)}, ${now}, ${device}
		from person where id = ${personId}`.execute(tx);
}

/** The same session under a new secret, perhaps in another role: the old secret opens nothing from now on. */
export async function moveSession(
	tx: Tx,
	from: Buffer,
	to: { readonly idHash: Buffer; readonly assignmentId: string },
): Promise<void> {
	await tx
		.updateTable('staff_session')
		.set({ id_hash: to.idHash, assignment_id: to.assignmentId })
		.where('id_hash', '=', from)
		.where('ended_at', 'is', null)
		.execute();
}

/** Ends one session of a person; says whether there was one. */
export async function endSession(tx: Tx, personId: PersonId, idHash: Buffer, now: Date): Promise<boolean> {
	const ended = await tx
		.updateTable('staff_session')
		.set({ ended_at: now })
		.where('person_id', '=', personId)
		.where('id_hash', '=', idHash)
		.where('ended_at', 'is', null)
		.executeTakeFirst();
	return ended.numUpdatedRows > 0n;
}

/** Ends every session of a person but one; says how many. */
export async function endOtherSessions(tx: Tx, personId: PersonId, kept: Buffer, now: Date): Promise<number> {
	const ended = await tx
		.updateTable('staff_session')
		.set({ ended_at: now })
		.where('person_id', '=', personId)
		.where('id_hash', '<>', kept)
		.where('ended_at', 'is', null)
		.executeTakeFirst();
	return Number(ended.numUpdatedRows);
}

/** Ends the session a browser still holds, whosever it is. */
export async function endSessionOfCookie(tx: Tx, idHash: Buffer, now: Date): Promise<void> {
	await tx
		.updateTable('staff_session')
		.set({ ended_at: now })
		.where('id_hash', '=', idHash)
		.where('ended_at', 'is', null)
		.execute();
}

export type OpenSession = {
	readonly id: string;
	readonly device: string;
	readonly role: Role;
	readonly createdAt: Date;
	readonly seenAt: Date;
};

/** The sessions that still open something, the one seen last first. */
export async function openSessions(tx: Tx, personId: PersonId, now: Date): Promise<readonly OpenSession[]> {
	const open = await sql<OpenSession>`
		select encode(s.id_hash, 'hex') as id, s.device, g.role, s.created_at as "createdAt", s.seen_at as "seenAt"
		from staff_session s join assignment g on g.id = s.assignment_id
		where s.person_id = ${personId} and s.ended_at is null and s.expires_at > ${now}
			and s.seen_at > ${now}::timestamptz - make_interval(mins => ${SESSION.idleMinutes})
		order by s.seen_at desc`.execute(tx);
	return open.rows;
}
