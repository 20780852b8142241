import { seenBy, type Tx } from '#server/platform/db.ts';
import { type KeyRing, macs } from '#server/platform/keys.ts';
import { log } from '#server/platform/log.ts';
import { type Result, refuse } from '#server/platform/result.ts';
import { open } from '#server/platform/sealing.ts';
import { secretHash } from '#server/platform/secret.ts';
import { findAuthenticator, useCounter, useRecoveryCode } from './account-queries.ts';
import { noteAccess } from './audit-queries.ts';
import { type ChallengeKey, takeChallenge, tryChallenge } from './challenge-queries.ts';
import type { PersonId } from './policy.ts';
import { counterOf, plainCode, plainRecoveryCode } from './second-factor.ts';
import { GATE } from './session-commands.ts';
import { type AtTheGate, type Entered, enter, type Vault } from './sign-in-commands.ts';
import { type Account, countAgain, getAccount } from './sign-in-queries.ts';

export type CodeRefusal =
	/** Too late, too often wrong, used already, or begun in another browser: start again. */
	| { readonly code: 'challenge_over' }
	| { readonly code: 'wrong_code'; readonly triesLeft: number }
	| { readonly code: 'no_assignment' };

/** Which one-time password an account's secret is sealed for: it opens nowhere else. */
export const authenticatorPlace = (personId: PersonId) => `one_time_password:${personId}`;

/**
 * The second step: six digits of the authenticator app, or a recovery code, in the browser that did the first.
 * Five tries, then the whole sign-in starts anew; right ones work once.
 */
export async function signInWithCode(
	vault: Vault,
	gate: AtTheGate,
	{ secret, typed }: { secret: string | null; typed: string },
): Promise<Result<Entered, CodeRefusal>> {
	const idHash = secretHash(secret);
	if (!idHash) return refuse({ code: 'challenge_over' });
	const key: ChallengeKey = { idHash, purpose: 'second_factor' };

	return seenBy(GATE, vault.db, async (tx) => {
		const tried = await tryChallenge(tx, key, gate.now);
		if (!tried?.personId) return refuse({ code: 'challenge_over' });
		const attempt = Number(tried.challenge);
		const account = await getAccount(tx, tried.personId);
		if (account.suspended) return refuse({ code: 'challenge_over' });

		const way = await wayOf(tx, vault.ring, { account, typed, now: gate.now });
		if (!way) {
			await codeWasWrong(tx, account, { attempt, now: gate.now });
			return refuse({ code: 'wrong_code', triesLeft: tried.triesLeft });
		}
		await takeChallenge(tx, key, gate.now);
		return enter(tx, gate, { account, attempt, way });
	});
}

/** Which of the two ways the typed text opens, using it up; null when none. */
async function wayOf(
	tx: Tx,
	ring: KeyRing,
	{ account, typed, now }: { account: Account; typed: string; now: Date },
): Promise<'authenticator' | 'recovery_code' | null> {
	const { personId, agencyId } = account;
	const code = plainCode(typed);
	if (code) return (await isFreshCode(tx, ring, { personId, code, now })) ? 'authenticator' : null;

	const recovery = plainRecoveryCode(typed);
	if (
		!recovery ||
		!(await useRecoveryCode(tx, personId, {
			hashes: macs(ring, 'session', recoveryBytes(personId, recovery)),
			now,
		}))
	)
		return null;
	await noteAccess(tx, { action: 'recovery_code_used', agencyId, personId, at: now });
	return 'recovery_code';
}

async function isFreshCode(
	tx: Tx,
	ring: KeyRing,
	{ personId, code, now }: { personId: PersonId; code: string; now: Date },
): Promise<boolean> {
	const sealed = await findAuthenticator(tx, personId);
	if (!sealed) return false;
	const secret = open(ring, 'totp', sealed, authenticatorPlace(personId)).toString();
	const counter = counterOf(secret, code, now);
	return counter !== null && useCounter(tx, personId, counter);
}

/** A recovery code is kept as a keyed hash bound to its person. */
export function recoveryBytes(personId: PersonId, plain: string): Buffer {
	return Buffer.from(`recovery\0${personId}\0${plain}`);
}

async function codeWasWrong(
	tx: Tx,
	{ agencyId, personId }: Account,
	{ attempt, now }: { attempt: number; now: Date },
): Promise<void> {
	await countAgain(tx, attempt, now);
	await noteAccess(tx, { action: 'second_factor_failed', agencyId, personId, at: now });
	log.warn({ event: 'second_factor_failed' }, 'a second step failed');
}
