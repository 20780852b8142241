import type { Tx } from '#server/platform/db.ts';
import type { Change } from './change-log-commands.ts';
import type { AgencyId, PersonId } from './policy.ts';
import type { Role } from './roles.ts';

/** What the technical log says about ways to sign in; the life of a report stands elsewhere. */
export type AccessAction =
	| 'signed_in'
	| 'sign_in_failed'
	| 'second_factor_failed'
	| 'signed_out'
	| 'session_ended'
	| 'other_sessions_ended'
	| 'role_chosen'
	| 'password_changed'
	| 'authenticator_changed'
	| 'recovery_codes_made'
	| 'recovery_code_used'
	| 'passkey_added'
	| 'passkey_removed'
	| 'set_up'
	/** Somebody invited, or whose ways to sign in were reset, chose new ones. */
	| 'link_accepted';

export type AccessEntry = {
	readonly action: AccessAction;
	/** Null when nobody knows whose account was tried. */
	readonly agencyId: AgencyId | null;
	readonly personId: PersonId | null;
	readonly role?: Role;
	/** Facts without personal data: which way, how many. */
	readonly facts?: Readonly<Record<string, string | number>>;
	readonly at: Date;
};

/** Adds one line to the append-only log, in the transaction of what it tells. */
export async function noteAccess(
	tx: Tx,
	{ action, agencyId, personId, role, facts, at }: AccessEntry,
): Promise<void> {
	await tx
		.insertInto('audit')
		.values({
			action,
			agency_id: agencyId,
			person_id: personId,
			role: role ?? null,
			after: facts ? JSON.stringify(facts) : null,
			at,
		})
		.execute();
}

export async function addChange(tx: Tx, { action, subject, before, after, by, at }: Change): Promise<void> {
	await tx
		.insertInto('audit')
		.values({
			action,
			subject,
			agency_id: by.agencyId,
			person_id: by.personId,
			role: by.role,
			before: before && JSON.stringify(before),
			after: after && JSON.stringify(after),
			at,
		})
		.execute();
}
