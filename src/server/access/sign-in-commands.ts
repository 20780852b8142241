import { type Database, seenBy, type Tx } from '#server/platform/db.ts';
import { type KeyRing, mac } from '#server/platform/keys.ts';
import { log } from '#server/platform/log.ts';
import { verifyPassword } from '#server/platform/password.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { newSecret, secretHash } from '#server/platform/secret.ts';
import { noteAccess } from './audit-queries.ts';
import type { Caller } from './caller.ts';
import { putChallenge } from './challenge-queries.ts';
import { GATE, type NewSession, startSession } from './session-commands.ts';
import {
	type Account,
	addAttempt,
	attemptSucceeded,
	failuresAround,
	failuresOfDevice,
	findAccount,
	isKnownDevice,
	type Tracks,
	takeTurn,
} from './sign-in-queries.ts';
import { placesOf, secondsToWait } from './throttle.ts';

/** What signing in needs of the world. */
export type Vault = { readonly db: Database; readonly ring: KeyRing };

/** Somebody at the door. */
export type AtTheGate = {
	readonly caller: Caller;
	/** Whether accounts of the demonstration may come in from where the caller is. */
	readonly demo: 'open' | 'closed';
	/** The session this browser holds already, if any. */
	readonly previous: string | null;
	readonly now: Date;
};

export type SignInRefusal =
	| { readonly code: 'wrong_credentials' }
	| { readonly code: 'wait'; readonly seconds: number }
	| { readonly code: 'demo_closed' }
	| { readonly code: 'no_second_factor' };

/** The first step is done; `gate` is the secret of the cookie that binds the second one to this browser. */
export type HalfWay = { readonly gate: string };

/** Somebody came in: what to give the browser, and whether to ask for a role. */
export type Entered = NewSession;

type Try = { readonly account: Account | undefined; readonly attempt: number };

/**
 * The first step: e-mail and password. Account or none, right or wrong password: the same work is done and the same
 * is answered. Nobody comes in by a password alone.
 */
export async function signInWithPassword(
	vault: Vault,
	gate: AtTheGate,
	{ email, password }: { email: string; password: string },
): Promise<Result<HalfWay, SignInRefusal>> {
	const tracks = tracksOf(vault.ring, email, gate.caller);
	const begun = await seenBy(GATE, vault.db, (tx) => beginTry(tx, email, { tracks, now: gate.now }));
	if (!begun.ok) return begun;

	const { account, attempt } = begun.value;
	const isRight = await verifyPassword(account?.passwordHash ?? null, password);
	return seenBy(GATE, vault.db, async (tx) =>
		account && isRight && !account.suspended
			? passwordWasRight(tx, gate, { account, attempt })
			: passwordWasWrong(tx, account, gate.now),
	);
}

async function beginTry(
	tx: Tx,
	email: string,
	{ tracks, now }: { tracks: Tracks; now: Date },
): Promise<Result<Try, SignInRefusal>> {
	await takeTurn(tx, tracks);
	const known = await isKnownDevice(tx, tracks, now);
	const failures = await (known ? failuresOfDevice(tx, tracks, now) : failuresAround(tx, tracks, now));
	const seconds = secondsToWait(failures, now);
	if (seconds > 0) return refuse({ code: 'wait', seconds });

	const attempt = await addAttempt(tx, tracks, { known, succeeded: false, at: now });
	return ok({ account: await findAccount(tx, email), attempt });
}

async function passwordWasWrong(
	tx: Tx,
	account: Account | undefined,
	now: Date,
): Promise<Result<never, SignInRefusal>> {
	await noteAccess(tx, {
		action: 'sign_in_failed',
		agencyId: account?.agencyId ?? null,
		personId: account?.personId ?? null,
		facts: { way: 'password' },
		at: now,
	});
	log.warn({ event: 'sign_in_failed', way: 'password' }, 'a sign-in failed');
	return refuse({ code: 'wrong_credentials' });
}

async function passwordWasRight(
	tx: Tx,
	gate: AtTheGate,
	{ account, attempt }: { account: Account; attempt: number },
): Promise<Result<HalfWay, SignInRefusal>> {
	if (account.demo && gate.demo === 'closed') return refuse({ code: 'demo_closed' });
	if (!account.hasAuthenticator) return refuse({ code: 'no_second_factor' });
	return ok(await askForCode(tx, account, { attempt, now: gate.now }));
}

async function askForCode(
	tx: Tx,
	{ personId }: Account,
	{ attempt, now }: { attempt: number; now: Date },
): Promise<HalfWay> {
	const gate = newSecret();
	const idHash = secretHash(gate) ?? Buffer.alloc(0);
	await putChallenge(tx, { idHash, purpose: 'second_factor' }, { personId, challenge: String(attempt), now });
	return { gate };
}

/** All steps are done: the session begins, the device is known from now on. */
export async function enter(
	tx: Tx,
	{ caller, previous, now }: AtTheGate,
	{
		account,
		attempt,
		way,
	}: { account: Pick<Account, 'personId' | 'agencyId'>; attempt: number; way: string },
): Promise<Result<Entered, { readonly code: 'no_assignment' }>> {
	const started = await startSession(tx, account, { caller, previous, way, now });
	if (!started.ok) return started;
	const device = secretHash(started.value.device);
	if (device) await attemptSucceeded(tx, attempt, device);
	return started;
}

/** Whom and what a try is remembered under: keyed hashes, so that the table tells neither addresses nor accounts. */
export function tracksOf(ring: KeyRing, email: string, { address, device }: Caller): Tracks {
	const keyed = (kind: string, text: string) => mac(ring, 'session', Buffer.from(`${kind}\0${text}`));
	const places = placesOf(address);
	return {
		account: keyed('account', email),
		address: keyed('address', places.address),
		network: keyed('network', places.network),
		device: secretHash(device),
	};
}
