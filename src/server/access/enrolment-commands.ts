import type { Tx } from '#server/platform/db.ts';
import type { KeyRing } from '#server/platform/keys.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { openedSecret, sealedSecret } from './account-commands.ts';
import { type ChallengeKey, putChallenge, readChallenge } from './challenge-queries.ts';
import { counterOf, plainCode } from './second-factor.ts';

const PLACE = 'challenge:set_up';
const keyOf = (tokenHash: Buffer): ChallengeKey => ({ idHash: tokenHash, purpose: 'set_up' });

/** The secret for the authenticator app of whoever came by a one-time link: the same until its time is up. */
export async function enrolmentSecret(
	tx: Tx,
	ring: KeyRing,
	{ tokenHash, now }: { tokenHash: Buffer; now: Date },
): Promise<string> {
	const begun = await readChallenge(tx, keyOf(tokenHash), now);
	if (begun) return openedSecret(ring, begun.challenge, PLACE);
	const { secret, sealed } = sealedSecret(ring, PLACE);
	await putChallenge(tx, keyOf(tokenHash), { personId: null, challenge: sealed, now });
	return secret;
}

export type EnrolmentRefusal =
	/** The authenticator's secret on the page is too old; the page shows a new one. */
	{ readonly code: 'challenge_over' } | { readonly code: 'wrong_code' };

export type Enrolled = { readonly secret: string; readonly counter: number };

/** Whether the authenticator app showed a code of the secret on the page. */
export async function enrolled(
	tx: Tx,
	ring: KeyRing,
	{ tokenHash, code, now }: { tokenHash: Buffer; code: string; now: Date },
): Promise<Result<Enrolled, EnrolmentRefusal>> {
	const begun = await readChallenge(tx, keyOf(tokenHash), now);
	if (!begun) return refuse({ code: 'challenge_over' });
	const secret = openedSecret(ring, begun.challenge, PLACE);
	const counter = counterOf(secret, plainCode(code) ?? '', now);
	return counter === null ? refuse({ code: 'wrong_code' }) : ok({ secret, counter });
}
