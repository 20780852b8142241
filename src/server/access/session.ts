import type { Actor, AgencyId, PersonId, UnitId } from './policy.ts';
import type { Role } from './roles.ts';

const MINUTE = 60 * 1000;

/** How long a sign-in lasts. A member of staff reads these numbers on the sign-in page and on their account's page. */
export const SESSION = {
	/** Without a click for this long, a session ends. */
	idleMinutes: 120,
	/** However busy: a working day and some overtime. */
	absoluteHours: 12,
	/** Dangerous acts want a proof of who it is not older than this. */
	proofMinutes: 10,
	/** The other half of a sign-in, or a passkey ceremony, must be done within this. */
	challengeMinutes: 10,
	/** A device that signed in is known for as long as browsers keep a cookie at most. */
	deviceDays: 400,
} as const;

/** A signed-in member of staff in the role they chose, as one call to the database tells. */
export type StaffSession = {
	/** SHA-256 of the cookie's value in hexadecimal: names the session without being able to use it. */
	readonly sessionId: string;
	readonly personId: PersonId;
	readonly agencyId: AgencyId;
	/** Whether the account belongs to the demonstration. */
	readonly demo: boolean;
	/** False for a body that only runs the installation or looks at others. */
	readonly receivesReports: boolean;
	/** Whether it is the body that runs this installation. */
	readonly operates: boolean;
	readonly assignmentId: string;
	/** How many roles the person can choose between at present. */
	readonly assignments: number;
	readonly role: Role;
	readonly unitId: UnitId | null;
	readonly regionCode: string | null;
	readonly name: string;
	readonly initials: string;
	readonly email: string;
	readonly unitName: string | null;
	readonly provedAt: Date;
	readonly createdAt: Date;
	readonly expiresAt: Date;
};

/** Whether the person must show once more who they are before a dangerous act. */
export function mustProve({ provedAt }: Pick<StaffSession, 'provedAt'>, now: Date): boolean {
	return now.getTime() - provedAt.getTime() > SESSION.proofMinutes * MINUTE;
}

/** When a session that begins `now` ends, however busy. */
export function sessionEnd(now: Date): Date {
	return new Date(now.getTime() + SESSION.absoluteHours * 60 * MINUTE);
}

/** When a challenge made `now` is worth nothing any more. */
export function challengeEnd(now: Date): Date {
	return new Date(now.getTime() + SESSION.challengeMinutes * MINUTE);
}

/** Who looks at other governments does so from those governments' addresses. */
export const ACROSS_AGENCIES: readonly Role[] = ['ombudsman', 'overseer'];

/**
 * Whether a session counts at the address of the government `agencyId`: a stolen cookie is worth nothing elsewhere.
 * A body without reports of its own has no other address than those of the governments it serves.
 */
export function isValidAt(
	{ role, receivesReports, ...session }: Pick<StaffSession, 'agencyId' | 'role' | 'receivesReports'>,
	agencyId: AgencyId,
): boolean {
	return session.agencyId === agencyId || !receivesReports || ACROSS_AGENCIES.includes(role);
}

/**
 * Whether what they administer is the government `agencyId`: their own, or any as the body that runs the installation.
 * Somebody who looks at other governments from outside sets nothing there.
 */
export function isAdministratorAt(
	session: Pick<StaffSession, 'agencyId' | 'operates'>,
	agencyId: AgencyId,
): boolean {
	return session.agencyId === agencyId || session.operates;
}

/** A signed-in member of staff as pages know them: the session and what it may reach. */
export type Staff = StaffSession & { readonly actor: Actor };
