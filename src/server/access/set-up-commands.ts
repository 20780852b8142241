import type pg from 'pg';
import { seenBy, type Tx } from '#server/platform/db.ts';
import { hashPassword } from '#server/platform/password.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { newSecret, secretHash } from '#server/platform/secret.ts';
import { storeAuthenticator, storeRecoveryCodes } from './account-commands.ts';
import { savePassword } from './account-queries.ts';
import { noteAccess } from './audit-queries.ts';
import { type EnrolmentRefusal, enrolled, enrolmentSecret } from './enrolment-commands.ts';
import type { SetUp } from './forms.ts';
import { initialsOf } from './initials.ts';
import type { AgencyId, PersonId } from './policy.ts';
import { GATE } from './session-commands.ts';
import {
	addAdministrator,
	findSetUpLink,
	foundOperator,
	putSetUpLink,
	useSetUpLink,
} from './set-up-queries.ts';
import { type AtTheGate, type Entered, enter, tracksOf, type Vault } from './sign-in-commands.ts';
import { addAttempt } from './sign-in-queries.ts';

const LINK_HOURS = 24;

/**
 * The path of the page on which the first administrator is made, for the administrator's console to print; undefined
 * when there is one: of the government `agencyKey`, or of the installation where none is named. Each call makes a new
 * link, good for a day, and the last one of a government is the only one that opens.
 */
export async function setUpLink(
	owner: pg.Pool | pg.Client,
	now: Date,
	agencyKey: string | null = null,
): Promise<string | undefined> {
	const token = newSecret();
	const expiresAt = new Date(now.getTime() + LINK_HOURS * 60 * 60 * 1000);
	const isPut = await putSetUpLink(owner, hashOf(token), { expiresAt, agencyKey });
	return isPut ? `/pasang/${token}` : undefined;
}

/** What the page of set-up shows. */
export type SetUpPage = {
	/** Null where no government stands yet: the page asks for the name of the body that runs the installation. */
	readonly agencyName: string | null;
	/** For the authenticator app; the same until its time is up. */
	readonly secret: string;
};

/** The page behind a link of set-up; undefined for every link that opens nothing, whatever the reason. */
export async function findSetUp(
	{ db, ring }: Vault,
	token: string,
	now: Date,
): Promise<SetUpPage | undefined> {
	const idHash = secretHash(token);
	if (!idHash) return undefined;
	return seenBy(GATE, db, async (tx) => {
		const link = await findSetUpLink(tx, idHash, now);
		if (!link) return undefined;
		const secret = await enrolmentSecret(tx, ring, { tokenHash: idHash, now });
		return { agencyName: link.agencyName, secret };
	});
}

export type SetUpRefusal =
	| { readonly code: 'not_found' }
	| EnrolmentRefusal
	| { readonly code: 'agency_missing' }
	| { readonly code: 'email_taken' }
	| { readonly code: 'no_assignment' };

/** Makes the first administrator and signs them in. The link, and every other one, opens nothing from now on. */
export async function completeSetUp(
	vault: Vault,
	gate: AtTheGate,
	{ token, form }: { token: string; form: SetUp },
): Promise<Result<Entered & { readonly codes: readonly string[] }, SetUpRefusal>> {
	const tokenHash = secretHash(token);
	if (!tokenHash) return refuse({ code: 'not_found' });
	const passwordHash = await hashPassword(form.password);
	return seenBy(GATE, vault.db, async (tx) => {
		const link = await findSetUpLink(tx, tokenHash, gate.now);
		if (!link) return refuse({ code: 'not_found' });
		const proof = await enrolled(tx, vault.ring, { tokenHash, code: form.code, now: gate.now });
		if (!proof.ok) return proof;
		const agency = await agencyFor(tx, { tokenHash, link, form, now: gate.now });
		if (!agency.ok) return agency;

		const { name, email } = form;
		const agencyId = agency.value;
		const personId = await addAdministrator(tx, { agencyId, name, initials: initialsOf(name), email });
		if (!personId) return refuse({ code: 'email_taken' });
		await savePassword(tx, personId, passwordHash, gate.now);
		await storeAuthenticator(tx, vault.ring, { personId, ...proof.value, now: gate.now });
		return firstSignIn(tx, { vault, gate, tokenHash }, { personId, agencyId, email });
	});
}

async function agencyFor(
	tx: Tx,
	{
		tokenHash,
		link,
		form,
		now,
	}: { tokenHash: Buffer; link: { agencyId: AgencyId | null }; form: SetUp; now: Date },
): Promise<Result<AgencyId, SetUpRefusal>> {
	if (link.agencyId) return ok(link.agencyId);
	if (!form.agency || !form.zone) return refuse({ code: 'agency_missing' });
	return ok(await foundOperator(tx, tokenHash, { name: form.agency, zone: form.zone, now }));
}

async function firstSignIn(
	tx: Tx,
	{ vault, gate, tokenHash }: { vault: Vault; gate: AtTheGate; tokenHash: Buffer },
	{ personId, agencyId, email }: { personId: PersonId; agencyId: AgencyId; email: string },
): Promise<Result<Entered & { readonly codes: readonly string[] }, SetUpRefusal>> {
	if (!(await useSetUpLink(tx, tokenHash, gate.now)))
		throw new Error('the link of set-up was used twice at once');
	const codes = await storeRecoveryCodes(tx, vault.ring, personId);
	await noteAccess(tx, { action: 'set_up', agencyId, personId, role: 'system_admin', at: gate.now });
	const tracks = tracksOf(vault.ring, email, gate.caller);
	const attempt = await addAttempt(tx, tracks, { known: false, succeeded: true, at: gate.now });
	const entered = await enter(tx, gate, { account: { personId, agencyId }, attempt, way: 'set_up' });
	return entered.ok ? ok({ ...entered.value, codes }) : entered;
}

function hashOf(token: string): Buffer {
	const hash = secretHash(token);
	if (!hash) throw new Error('a new secret is not one of ours');
	return hash;
}
