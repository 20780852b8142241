import {
	generateRegistrationOptions,
	type PublicKeyCredentialCreationOptionsJSON,
	verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { type Database, seenBy } from '#server/platform/db.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { addPasskeyRow, passkeysOf, removePasskeyRow } from './account-queries.ts';
import { noteAccess } from './audit-queries.ts';
import type { Demo } from './caller.ts';
import { type ChallengeKey, putChallenge, takeChallenge } from './challenge-queries.ts';
import { type ChangeRefusal, mayChangeAccess } from './change.ts';
import type { NewPasskey } from './forms.ts';
import type { Site } from './passkey-commands.ts';
import type { StaffSession } from './session.ts';
import { ownViewer } from './session-commands.ts';

type Change = { readonly demo: Demo; readonly now: Date };

const addKey = ({ sessionId }: StaffSession): ChallengeKey => ({
	idHash: Buffer.from(sessionId, 'hex'),
	purpose: 'passkey_add',
});

/** Asks the browser for a new passkey of this person, bound to this session; a device is not asked twice. */
export async function askForNewPasskey(
	db: Database,
	session: StaffSession,
	{ site, siteName, ...change }: Change & { site: Site; siteName: string },
): Promise<Result<PublicKeyCredentialCreationOptionsJSON, ChangeRefusal>> {
	const may = mayChangeAccess(session, change);
	if (!may.ok) return may;
	return seenBy(ownViewer(session), db, async (tx) => {
		const held = await passkeysOf(tx, session.personId);
		const options = await generateRegistrationOptions({
			rpName: siteName,
			rpID: site.hostname,
			userID: new TextEncoder().encode(session.personId),
			userName: session.email,
			userDisplayName: session.name,
			attestationType: 'none',
			excludeCredentials: held.map(({ id }) => ({ id })),
			authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
		});
		const { personId } = session;
		const { challenge } = options;
		await putChallenge(tx, addKey(session), { personId, challenge, now: change.now });
		return ok(options);
	});
}

export type AddPasskeyRefusal =
	| ChangeRefusal
	| { readonly code: 'challenge_over' }
	| { readonly code: 'not_accepted' };

/** Stores the passkey the browser made, once its answer proves that it was made here, now and with a finger, face or PIN. */
export async function addPasskey(
	db: Database,
	session: StaffSession,
	{ site, answer, ...change }: Change & { site: Site; answer: NewPasskey },
): Promise<Result<null, AddPasskeyRefusal>> {
	const may = mayChangeAccess(session, change);
	if (!may.ok) return may;
	return seenBy(ownViewer(session), db, async (tx) => {
		const begun = await takeChallenge(tx, addKey(session), change.now);
		if (!begun) return refuse({ code: 'challenge_over' });

		const credential = await credentialOf(answer, { site, challenge: begun.challenge });
		const isAdded =
			credential !== undefined &&
			(await addPasskeyRow(tx, {
				credentialId: credential.id,
				personId: session.personId,
				publicKey: Buffer.from(credential.publicKey),
				counter: credential.counter,
				transports: answer.response.transports,
				name: answer.name,
				now: change.now,
			}));
		if (!isAdded) return refuse({ code: 'not_accepted' });
		await noteAccess(tx, { ...session, action: 'passkey_added', at: change.now });
		return ok(null);
	});
}

async function credentialOf(
	{ name: _, ...answer }: NewPasskey,
	{ site, challenge }: { site: Site; challenge: string },
) {
	// The library throws for everything that is not as it should be; each such answer is one refusal here.
	const verified = await verifyRegistrationResponse({
		response: { ...answer, clientExtensionResults: {} } as Parameters<
			typeof verifyRegistrationResponse
		>[0]['response'],
		expectedChallenge: challenge,
		expectedOrigin: site.origin,
		expectedRPID: site.hostname,
		requireUserVerification: true,
	}).catch(() => undefined);
	return verified?.registrationInfo?.credential;
}

/** Removes one of the person's own passkeys; the device it is on opens nothing any more. */
export async function removePasskey(
	db: Database,
	session: StaffSession,
	{ id, ...change }: Change & { id: string },
): Promise<Result<null, ChangeRefusal | { readonly code: 'not_found' }>> {
	const may = mayChangeAccess(session, change);
	if (!may.ok) return may;
	return seenBy(ownViewer(session), db, async (tx) => {
		if (!(await removePasskeyRow(tx, session.personId, id))) return refuse({ code: 'not_found' });
		await noteAccess(tx, { ...session, action: 'passkey_removed', at: change.now });
		return ok(null);
	});
}
