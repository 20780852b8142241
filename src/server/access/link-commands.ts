import { seenBy, type Tx } from '#server/platform/db.ts';
import { hashPassword } from '#server/platform/password.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { secretHash } from '#server/platform/secret.ts';
import { storeAuthenticator, storeRecoveryCodes } from './account-commands.ts';
import { savePassword } from './account-queries.ts';
import { noteAccess } from './audit-queries.ts';
import { type Enrolled, type EnrolmentRefusal, enrolled, enrolmentSecret } from './enrolment-commands.ts';
import { dropPasskeys, findLink, type OpenLink } from './link-queries.ts';
import { endSessionsOf } from './people-changes-queries.ts';
import type { AgencyId } from './policy.ts';
import { GATE } from './session-commands.ts';
import { useSetUpLink } from './set-up-queries.ts';
import { type AtTheGate, type Entered, enter, tracksOf, type Vault } from './sign-in-commands.ts';
import { addAttempt } from './sign-in-queries.ts';

/** What the page behind a link shows; `secret` is for the authenticator app. */
export type LinkPage = Pick<OpenLink, 'name' | 'email' | 'purpose' | 'government'> & {
	readonly secret: string;
};

/** Where a link is opened: at the address of this government. */
type Opening = { readonly token: string; readonly agencyId: AgencyId; readonly now: Date };

/** The page behind an invitation or a reset; undefined for every link that opens nothing here, whatever the reason. */
export async function findLinkPage({ db, ring }: Vault, opening: Opening): Promise<LinkPage | undefined> {
	return seenBy(GATE, db, async (tx) => {
		const found = await linkOf(tx, opening);
		if (!found) return undefined;
		const { link, tokenHash } = found;
		const secret = await enrolmentSecret(tx, ring, { tokenHash, now: opening.now });
		const { name, email, purpose, government } = link;
		return { name, email, purpose, government, secret };
	});
}

async function linkOf(tx: Tx, { token, agencyId, now }: Opening) {
	const tokenHash = secretHash(token);
	const link = tokenHash ? await findLink(tx, tokenHash, now) : undefined;
	const isHere = link && (link.agencyId === agencyId || link.opensAnywhere);
	return tokenHash && isHere ? { link, tokenHash } : undefined;
}

/** `entered` is null for somebody whose first day is yet to come: their account is ready, and opens nothing today. */
export type Accepted = { readonly codes: readonly string[]; readonly entered: Entered | null };
export type AcceptRefusal = { readonly code: 'not_found' } | EnrolmentRefusal;

/**
 * Somebody chose a password and showed a code of their authenticator: they are signed in, the link is used up, and
 * whatever opened their account before opens it no more.
 */
export async function acceptLink(
	vault: Vault,
	gate: AtTheGate,
	{ password, code, ...opening }: Omit<Opening, 'now'> & { password: string; code: string },
): Promise<Result<Accepted, AcceptRefusal>> {
	const passwordHash = await hashPassword(password);
	return seenBy(GATE, vault.db, async (tx) => {
		const found = await linkOf(tx, { ...opening, now: gate.now });
		if (!found) return refuse({ code: 'not_found' });
		const { link, tokenHash } = found;
		const proof = await enrolled(tx, vault.ring, { tokenHash, code, now: gate.now });
		if (!proof.ok) return proof;
		if (!(await useSetUpLink(tx, tokenHash, gate.now))) throw new Error('a link was used twice at once');
		const codes = await newWaysIn(tx, { vault, gate, link }, { ...proof.value, passwordHash });
		return ok({ codes, entered: await firstEntry(tx, { vault, gate, link }) });
	});
}

type Accepting = { readonly vault: Vault; readonly gate: AtTheGate; readonly link: OpenLink };

async function newWaysIn(
	tx: Tx,
	{ vault, gate: { now }, link }: Accepting,
	{ secret, counter, passwordHash }: Enrolled & { readonly passwordHash: string },
): Promise<readonly string[]> {
	const { personId, agencyId, purpose } = link;
	await endSessionsOf(tx, personId, now);
	await dropPasskeys(tx, personId);
	await savePassword(tx, personId, passwordHash, now);
	await storeAuthenticator(tx, vault.ring, { personId, secret, counter, now });
	await noteAccess(tx, { action: 'link_accepted', agencyId, personId, facts: { way: purpose }, at: now });
	return storeRecoveryCodes(tx, vault.ring, personId);
}

async function firstEntry(tx: Tx, { vault, gate, link }: Accepting): Promise<Entered | null> {
	const tracks = tracksOf(vault.ring, link.email.toLowerCase(), gate.caller);
	const attempt = await addAttempt(tx, tracks, { known: false, succeeded: true, at: gate.now });
	const entered = await enter(tx, gate, { account: link, attempt, way: link.purpose });
	return entered.ok ? entered.value : null;
}
