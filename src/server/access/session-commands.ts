import type { Believed } from '#server/platform/believed.ts';
import { type Database, seenBy, type Tx, type Viewer } from '#server/platform/db.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { newSecret, secretHash } from '#server/platform/secret.ts';
import { actorFor } from './actor.ts';
import { noteAccess } from './audit-queries.ts';
import { type Caller, type Demo, isDemoOpen, isLoopback } from './caller.ts';
import { type ChangeRefusal, mayChangeAccess } from './change.ts';
import { cookieAt } from './cookies.ts';
import { isValidAt, type Staff, type StaffSession } from './session.ts';
import {
	addSession,
	assignmentsOf,
	endOtherSessions,
	endSession,
	endSessionOfCookie,
	findSession,
	moveSession,
} from './session-queries.ts';
import type { Account } from './sign-in-queries.ts';

/** Before anybody is known: sees accounts and ways to sign in, no report. */
export const GATE: Viewer = {
	role: 'gate',
	personId: null,
	agencyId: null,
	reportId: null,
	unitIds: [],
	conflictUnitIds: [],
};

/** Somebody looking after their own account: nobody else's ways to sign in, no report. */
export function ownViewer({ role, personId, agencyId }: StaffSession): Viewer {
	return { ...GATE, role, personId, agencyId };
}

/** Who holds the session of this cookie; nobody once it ended, was idle too long, or the person was suspended. */
export async function sessionOf(
	db: Database,
	cookie: string | undefined,
	now: Date,
): Promise<StaffSession | undefined> {
	const idHash = secretHash(cookie);
	return idHash ? findSession(db.pool, idHash, now) : undefined;
}

/** Sessions by their cookies, as they were a moment ago. */
export type Sessions = Believed<StaffSession | undefined>;

type Cookies = { get(name: string): string | undefined };
type Asking = {
	readonly cookies: Cookies;
	readonly url: URL;
	/** The government that answers at this address. */
	readonly directory: Parameters<typeof actorFor>[1];
	readonly client: string;
	readonly now: Date;
};
type Doors = {
	readonly db: Database;
	readonly config: { readonly TUNTAS_DEMO: Demo };
	readonly sessions: Sessions;
};

/** The signed-in member of staff who asks, in their present role; null for everybody else. */
export async function staffOf({ db, config, sessions }: Doors, asking: Asking): Promise<Staff | null> {
	const { cookies, url, directory, client, now } = asking;
	const cookie = cookies.get(cookieAt(url, 'session').name);
	const session = cookie && (await sessions.ask(cookie, () => sessionOf(db, cookie, now)));
	if (!session || !isValidAt(session, directory.agency.id)) return null;
	if (session.demo && !isDemoOpen(config.TUNTAS_DEMO, isLoopback(client))) return null;
	const { personId, role, agencyId, unitId, regionCode } = session;
	return { ...session, actor: actorFor({ personId, role, agencyId, unitId, regionCode }, directory) };
}

export type NewSession = {
	/** For the session cookie; stored nowhere. */
	readonly session: string;
	/** For the device cookie. */
	readonly device: string;
	/** With more than one, the person is asked which role to work in. */
	readonly assignments: number;
};

/**
 * Begins a session under a new secret, in the role used last. A session this browser still held ends, whosever it was:
 * what was set before a sign-in is worth nothing after it.
 */
export async function startSession(
	tx: Tx,
	{ personId, agencyId }: Pick<Account, 'personId' | 'agencyId'>,
	{ caller, previous, way, now }: { caller: Caller; previous: string | null; way: string; now: Date },
): Promise<Result<NewSession, { readonly code: 'no_assignment' }>> {
	const held = await assignmentsOf(tx, personId, now);
	const [assignment] = held;
	if (!assignment) return refuse({ code: 'no_assignment' });

	const earlier = secretHash(previous);
	if (earlier) await endSessionOfCookie(tx, earlier, now);
	const session = newSecret();
	await addSession(tx, {
		idHash: hashed(session),
		personId,
		assignmentId: assignment.id,
		device: caller.deviceName,
		now,
	});
	await noteAccess(tx, {
		action: 'signed_in',
		agencyId,
		personId,
		role: assignment.role,
		facts: { way },
		at: now,
	});
	return ok({ session, device: caller.device ?? newSecret(), assignments: held.length });
}

/** Signs out: the session is dead at once, everywhere its cookie may have been copied to. */
export async function signOut(db: Database, session: StaffSession, now: Date): Promise<void> {
	await seenBy(ownViewer(session), db, async (tx) => {
		await endSession(tx, session.personId, Buffer.from(session.sessionId, 'hex'), now);
		await noteAccess(tx, { ...session, action: 'signed_out', at: now });
	});
}

/** Ends another of one's own sessions; it is dead at its next request. */
export async function revokeSession(
	db: Database,
	session: StaffSession,
	{ id, ...change }: { id: string; demo: Demo; now: Date },
): Promise<Result<null, ChangeRefusal>> {
	const may = mayChangeAccess(session, change);
	if (!may.ok) return may;
	return seenBy(ownViewer(session), db, async (tx) => {
		const ended = await endSession(tx, session.personId, Buffer.from(id, 'hex'), change.now);
		if (ended) await noteAccess(tx, { ...session, action: 'session_ended', at: change.now });
		return ok(null);
	});
}

/** Ends every session of the person but this one. */
export async function revokeAllOthers(
	db: Database,
	session: StaffSession,
	change: { demo: Demo; now: Date },
): Promise<Result<null, ChangeRefusal>> {
	const may = mayChangeAccess(session, change);
	if (!may.ok) return may;
	return seenBy(ownViewer(session), db, async (tx) => {
		await revokeOthers(tx, session, change.now);
		return ok(null);
	});
}

/** Ends every session of the person but this one; they are dead at their next request. */
export async function revokeOthers(tx: Tx, session: StaffSession, now: Date): Promise<void> {
	const count = await endOtherSessions(tx, session.personId, Buffer.from(session.sessionId, 'hex'), now);
	await noteAccess(tx, { ...session, action: 'other_sessions_ended', facts: { count }, at: now });
}

/** Works on in another role the person holds. The session gets a new secret, because it may reach other things. */
export async function chooseRole(
	db: Database,
	session: StaffSession,
	{ assignmentId, now }: { assignmentId: string; now: Date },
): Promise<Result<{ readonly session: string }, { readonly code: 'not_held' }>> {
	return seenBy(ownViewer(session), db, async (tx) => {
		const chosen = (await assignmentsOf(tx, session.personId, now)).find(({ id }) => id === assignmentId);
		if (!chosen) return refuse({ code: 'not_held' });
		const secret = await renewSession(tx, session, chosen.id);
		await noteAccess(tx, { ...session, role: chosen.role, action: 'role_chosen', at: now });
		return ok({ session: secret });
	});
}

/** The same session under a new secret. */
export async function renewSession(
	tx: Tx,
	{ sessionId }: StaffSession,
	assignmentId: string,
): Promise<string> {
	const secret = newSecret();
	await moveSession(tx, Buffer.from(sessionId, 'hex'), { idHash: hashed(secret), assignmentId });
	return secret;
}

function hashed(secret: string): Buffer {
	const hash = secretHash(secret);
	if (!hash) throw new Error('a new secret is not one of ours');
	return hash;
}
