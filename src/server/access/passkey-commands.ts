import {
	generateAuthenticationOptions,
	type PublicKeyCredentialRequestOptionsJSON,
	verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { seenBy, type Tx } from '#server/platform/db.ts';
import { log } from '#server/platform/log.ts';
import { type Result, refuse } from '#server/platform/result.ts';
import { newSecret, secretHash } from '#server/platform/secret.ts';
import { findPasskey, type StoredPasskey, usePasskey } from './account-queries.ts';
import { noteAccess } from './audit-queries.ts';
import { putChallenge, takeChallenge } from './challenge-queries.ts';
import type { PasskeyAnswer } from './forms.ts';
import { GATE } from './session-commands.ts';
import { type AtTheGate, type Entered, enter, tracksOf, type Vault } from './sign-in-commands.ts';
import { addAttempt, getAccount } from './sign-in-queries.ts';

/** The site a passkey is for: browsers answer for this name and no other. */
export type Site = { readonly origin: string; readonly hostname: string };

export type PasskeyRefusal =
	/** Too late, used already, or begun in another browser. */
	| { readonly code: 'challenge_over' }
	/** Unknown key, wrong site, wrong signature, copied key: one answer for all. */
	| { readonly code: 'not_accepted' }
	| { readonly code: 'demo_closed' }
	| { readonly code: 'no_assignment' };

/** Asks the browser for any passkey of this site; nobody has to say first who they are. */
export async function askForPasskey(
	{ db }: Vault,
	{ site, now }: { site: Site; now: Date },
): Promise<{ readonly gate: string; readonly options: PublicKeyCredentialRequestOptionsJSON }> {
	const options = await generateAuthenticationOptions({ rpID: site.hostname, userVerification: 'required' });
	const gate = newSecret();
	const idHash = secretHash(gate) ?? Buffer.alloc(0);
	const { challenge } = options;
	await seenBy(GATE, db, (tx) =>
		putChallenge(tx, { idHash, purpose: 'passkey_sign_in' }, { personId: null, challenge, now }),
	);
	return { gate, options };
}

/** Signs in with what the browser answered. A passkey asks for a finger, a face or a PIN: it is both steps in one. */
export async function signInWithPasskey(
	vault: Vault,
	gate: AtTheGate,
	{ secret, answer, site }: { secret: string | null; answer: PasskeyAnswer; site: Site },
): Promise<Result<Entered, PasskeyRefusal>> {
	const idHash = secretHash(secret);
	if (!idHash) return refuse({ code: 'challenge_over' });
	return seenBy(GATE, vault.db, async (tx) => {
		const begun = await takeChallenge(tx, { idHash, purpose: 'passkey_sign_in' }, gate.now);
		if (!begun) return refuse({ code: 'challenge_over' });

		const passkey = await findPasskey(tx, answer.id);
		const counter = passkey && (await countOf(passkey, { answer, site, challenge: begun.challenge }));
		if (!passkey || counter === undefined || !(await usePasskey(tx, answer.id, { counter, now: gate.now })))
			return notAccepted(tx, passkey, gate.now);
		return admit(tx, { vault, gate }, passkey);
	});
}

async function admit(
	tx: Tx,
	{ vault, gate }: { vault: Vault; gate: AtTheGate },
	passkey: StoredPasskey,
): Promise<Result<Entered, PasskeyRefusal>> {
	const account = await getAccount(tx, passkey.personId);
	if (account.suspended) return notAccepted(tx, passkey, gate.now);
	if (account.demo && gate.demo === 'closed') return refuse({ code: 'demo_closed' });
	const tracks = tracksOf(vault.ring, passkey.email, gate.caller);
	const attempt = await addAttempt(tx, tracks, { known: false, succeeded: true, at: gate.now });
	return enter(tx, gate, { account, attempt, way: 'passkey' });
}

/** The key's count of uses as the answer proves it; undefined when the answer proves nothing. */
async function countOf(
	{ personId, publicKey, counter }: StoredPasskey,
	{ answer, site, challenge }: { answer: PasskeyAnswer; site: Site; challenge: string },
): Promise<number | undefined> {
	const { userHandle, ...response } = answer.response;
	if (userHandle !== undefined && Buffer.from(userHandle, 'base64url').toString() !== personId)
		return undefined;
	// The library throws for everything that is not as it should be; each such answer is one refusal here.
	const verified = await verifyAuthenticationResponse({
		response: { ...answer, response, clientExtensionResults: {} },
		expectedChallenge: challenge,
		expectedOrigin: site.origin,
		expectedRPID: site.hostname,
		requireUserVerification: true,
		credential: { id: answer.id, publicKey: new Uint8Array(publicKey), counter },
	}).catch(() => undefined);
	return verified?.verified ? verified.authenticationInfo.newCounter : undefined;
}

async function notAccepted(
	tx: Tx,
	passkey: StoredPasskey | undefined,
	now: Date,
): Promise<Result<never, PasskeyRefusal>> {
	const account = passkey && (await getAccount(tx, passkey.personId));
	await noteAccess(tx, {
		action: 'sign_in_failed',
		agencyId: account?.agencyId ?? null,
		personId: account?.personId ?? null,
		facts: { way: 'passkey' },
		at: now,
	});
	log.warn({ event: 'sign_in_failed', way: 'passkey' }, 'a sign-in failed');
	return refuse({ code: 'not_accepted' });
}
