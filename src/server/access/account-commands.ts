import { Secret } from 'otpauth';
import { type Database, seenBy, type Tx } from '#server/platform/db.ts';
import { type KeyRing, mac } from '#server/platform/keys.ts';
import { hashPassword } from '#server/platform/password.ts';
import { randomBytes } from '#server/platform/random.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { open, seal } from '#server/platform/sealing.ts';
import { replaceRecoveryCodes, saveAuthenticator, savePassword } from './account-queries.ts';
import { noteAccess } from './audit-queries.ts';
import type { Demo } from './caller.ts';
import {
	type ChallengeKey,
	putChallenge,
	readChallenge,
	takeChallenge,
	tryChallenge,
} from './challenge-queries.ts';
import { type ChangeRefusal, mayChangeAccess } from './change.ts';
import type { PersonId } from './policy.ts';
import { counterOf, plainCode, plainRecoveryCode, RECOVERY, recoveryCode } from './second-factor.ts';
import { authenticatorPlace, recoveryBytes } from './second-factor-commands.ts';
import type { StaffSession } from './session.ts';
import { ownViewer, renewSession, revokeOthers } from './session-commands.ts';
import type { Vault } from './sign-in-commands.ts';

type Change = { readonly demo: Demo; readonly now: Date };

/** Changes the password. Every other session ends; this one goes on under the new secret that is returned. */
export async function changePassword(
	db: Database,
	session: StaffSession,
	{ password, ...change }: Change & { password: string },
): Promise<Result<{ readonly session: string }, ChangeRefusal>> {
	const may = mayChangeAccess(session, change);
	if (!may.ok) return may;
	const hash = await hashPassword(password);
	return seenBy(ownViewer(session), db, async (tx) => {
		await savePassword(tx, session.personId, hash, change.now);
		await noteAccess(tx, { ...session, action: 'password_changed', at: change.now });
		return ok(await onlyThisSession(tx, session, change.now));
	});
}

async function onlyThisSession(
	tx: Tx,
	session: StaffSession,
	now: Date,
): Promise<{ readonly session: string }> {
	await revokeOthers(tx, session, now);
	return { session: await renewSession(tx, session, session.assignmentId) };
}

const changeKey = ({ sessionId }: StaffSession): ChallengeKey => ({
	idHash: Buffer.from(sessionId, 'hex'),
	purpose: 'totp_change',
});
const changePlace = ({ personId }: StaffSession) => `challenge:totp_change:${personId}`;

/** The secret to enrol an authenticator app with: the same until it is confirmed or its time is up. */
export async function newAuthenticator(
	vault: Vault,
	session: StaffSession,
	change: Change,
): Promise<Result<{ readonly secret: string }, ChangeRefusal>> {
	const may = mayChangeAccess(session, change);
	if (!may.ok) return may;
	return seenBy(ownViewer(session), vault.db, async (tx) => {
		const begun = await readChallenge(tx, changeKey(session), change.now);
		if (begun) return ok({ secret: openedSecret(vault.ring, begun.challenge, changePlace(session)) });
		const { personId } = session;
		const made = sealedSecret(vault.ring, changePlace(session));
		await putChallenge(tx, changeKey(session), { personId, challenge: made.sealed, now: change.now });
		return ok({ secret: made.secret });
	});
}

export type ConfirmRefusal =
	| ChangeRefusal
	| { readonly code: 'challenge_over' }
	| { readonly code: 'wrong_code'; readonly triesLeft: number };

/** The new authenticator showed a right code: it replaces the old one, and every other session ends. */
export async function confirmAuthenticator(
	vault: Vault,
	session: StaffSession,
	{ typed, ...change }: Change & { typed: string },
): Promise<Result<{ readonly session: string }, ConfirmRefusal>> {
	const may = mayChangeAccess(session, change);
	if (!may.ok) return may;
	const { now } = change;
	return seenBy(ownViewer(session), vault.db, async (tx) => {
		const tried = await tryChallenge(tx, changeKey(session), now);
		if (!tried) return refuse({ code: 'challenge_over' });
		const secret = openedSecret(vault.ring, tried.challenge, changePlace(session));
		const counter = counterOf(secret, plainCode(typed) ?? '', now);
		if (counter === null) return refuse({ code: 'wrong_code', triesLeft: tried.triesLeft });

		await takeChallenge(tx, changeKey(session), now);
		await storeAuthenticator(tx, vault.ring, { personId: session.personId, secret, counter, now });
		await noteAccess(tx, { ...session, action: 'authenticator_changed', at: now });
		return ok(await onlyThisSession(tx, session, now));
	});
}

/** A new secret, and the same sealed for `place`. */
export function sealedSecret(
	ring: KeyRing,
	place: string,
): { readonly secret: string; readonly sealed: string } {
	const secret = new Secret({ size: 20 }).base32;
	return { secret, sealed: seal(ring, 'totp', secret, place).toString('base64') };
}

export function openedSecret(ring: KeyRing, sealed: string, place: string): string {
	return open(ring, 'totp', Buffer.from(sealed, 'base64'), place).toString();
}

export async function storeAuthenticator(
	tx: Tx,
	ring: KeyRing,
	{ personId, secret, counter, now }: { personId: PersonId; secret: string; counter: number; now: Date },
): Promise<void> {
	const sealed = seal(ring, 'totp', secret, authenticatorPlace(personId));
	await saveAuthenticator(tx, personId, { sealed, counter, now });
}

/** Ten new recovery codes, to be shown once: only their keyed hashes are kept, and the old ones open nothing. */
export async function makeRecoveryCodes(
	vault: Vault,
	session: StaffSession,
	change: Change,
): Promise<Result<{ readonly codes: readonly string[] }, ChangeRefusal>> {
	const may = mayChangeAccess(session, change);
	if (!may.ok) return may;
	return seenBy(ownViewer(session), vault.db, async (tx) => {
		const codes = await storeRecoveryCodes(tx, vault.ring, session.personId);
		await noteAccess(tx, { ...session, action: 'recovery_codes_made', at: change.now });
		return ok({ codes });
	});
}

export async function storeRecoveryCodes(
	tx: Tx,
	ring: KeyRing,
	personId: PersonId,
): Promise<readonly string[]> {
	const codes = Array.from({ length: RECOVERY.codes }, () => recoveryCode(randomBytes(RECOVERY.symbols)));
	const hashes = codes.map((code) =>
		mac(ring, 'session', recoveryBytes(personId, plainRecoveryCode(code) ?? '')),
	);
	await replaceRecoveryCodes(tx, personId, hashes);
	return codes;
}
