import { sql } from 'kysely';
import type { Tx } from '#server/platform/db.ts';
import type { PersonId } from './policy.ts';
import { challengeEnd } from './session.ts';

export type ChallengePurpose = 'second_factor' | 'passkey_sign_in' | 'passkey_add' | 'totp_change' | 'set_up';

export type Challenge = {
	readonly personId: PersonId | null;
	readonly challenge: string;
	readonly triesLeft: number;
};

/** Which challenge: of one browser (the hash of what only it holds), for one purpose. */
export type ChallengeKey = { readonly idHash: Buffer; readonly purpose: ChallengePurpose };

/** Begins a challenge; an older one of the same browser and purpose is worth nothing from now on. */
export async function putChallenge(
	tx: Tx,
	{ idHash, purpose }: ChallengeKey,
	{ personId, challenge, now }: { personId: PersonId | null; challenge: string; now: Date },
): Promise<void> {
	await tx
		.insertInto('challenge')
		.values({ id_hash: idHash, purpose, person_id: personId, challenge, expires_at: challengeEnd(now) })
		.onConflict((conflict) =>
			conflict.columns(['id_hash', 'purpose']).doUpdateSet({
				person_id: personId,
				challenge,
				tries_left: 5,
				expires_at: challengeEnd(now),
			}),
		)
		.execute();
}

/** What was begun, as long as it is not over; changes nothing. */
export async function readChallenge(
	tx: Tx,
	{ idHash, purpose }: ChallengeKey,
	now: Date,
): Promise<Challenge | undefined> {
	return tx
		.selectFrom('challenge')
		.select(['person_id as personId', 'challenge', 'tries_left as triesLeft'])
		.where('id_hash', '=', idHash)
		.where('purpose', '=', purpose)
		.where('expires_at', '>', now)
		.where('tries_left', '>', 0)
		.executeTakeFirst();
}

/** Takes one try away and says what is left; a second try at the same time waits for the end of this transaction. */
export async function tryChallenge(
	tx: Tx,
	{ idHash, purpose }: ChallengeKey,
	now: Date,
): Promise<Challenge | undefined> {
	const tried = await sql<Challenge>`
		update challenge set tries_left = tries_left - 1
		where id_hash = ${idHash} and purpose = ${purpose} and expires_at > ${now} and tries_left > 0
		returning person_id as "personId", challenge, tries_left as "triesLeft"`.execute(tx);
	return tried.rows[0];
}

/** Ends the challenge and says what it was: of two at the same time, one gets it. */
export async function takeChallenge(
	tx: Tx,
	{ idHash, purpose }: ChallengeKey,
	now: Date,
): Promise<Challenge | undefined> {
	return tx
		.deleteFrom('challenge')
		.where('id_hash', '=', idHash)
		.where('purpose', '=', purpose)
		.where('expires_at', '>', now)
		.returning(['person_id as personId', 'challenge', 'tries_left as triesLeft'])
		.executeTakeFirst();
}
