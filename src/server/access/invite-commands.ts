import { seenBy, type Tx } from '#server/platform/db.ts';
import { enqueue } from '#server/platform/jobs.ts';
import type { KeyRing } from '#server/platform/keys.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { open, seal } from '#server/platform/sealing.ts';
import { newSecret, secretHash } from '#server/platform/secret.ts';
import { type Administering, mayAdminister } from './administering.ts';
import { noteChange, once } from './change-log-commands.ts';
import { initialsOf } from './initials.ts';
import {
	addLink,
	addLinkLetter,
	addPerson,
	addPost,
	dropLinks,
	type LinkPurpose,
} from './people-changes-queries.ts';
import { type Decided, decide, factsOf, type Named, type PeopleRefusal, tell } from './people-commands.ts';
import type { PersonId } from './policy.ts';
import type { Post } from './posts.ts';

/** How long a link opens: an invitation waits over a weekend, a reset does not. */
export const LINK_HOURS = { invite: 96, reset: 24 } as const satisfies Record<LinkPurpose, number>;

export type LinkGround = Administering & {
	readonly ring: KeyRing;
	/** Whether letters leave this installation; without, the link is handed over by the administrator. */
	readonly mail: 'set' | 'none';
};

/** Shown once; only its hash is kept. */
export type MadeLink = { readonly token: string; readonly expiresAt: Date };

export type Invited = MadeLink & { readonly personId: PersonId };
export type InviteRefusal = PeopleRefusal | { readonly code: 'email_taken' };

/** Adds somebody with their first role, and makes the link by which they choose how they sign in. */
export async function invite(
	ground: LinkGround & Named,
	{ name, email, post }: { name: string; email: string; post: Post },
): Promise<Result<Invited | null, InviteRefusal>> {
	const may = mayAdminister(ground);
	if (!may.ok) return may;
	const { by, key, viewer, now } = ground;
	return seenBy(viewer, ground.db, (tx) =>
		once<Invited, InviteRefusal>(tx, { by, key, what: 'invite' }, async () => {
			const { agencyId } = by;
			const id = await addPerson(tx, { agencyId, name, email, initials: initialsOf(name) });
			if (!id) return refuse({ code: 'email_taken' });
			await addPost(tx, agencyId, id, post);
			const link = await makeLink(tx, ground, id, 'invite');
			const after = { name, email, ...factsOf(post, ground), expires: link.expiresAt.toISOString() };
			const subject = `person ${id}`;
			await noteChange(tx, { action: 'person_invited', subject, before: null, after, by, at: now });
			return ok({ ...link, personId: id });
		}),
	);
}

/** A new link for somebody: to come in for the first time, or to choose anew how they sign in. The last one closes. */
export function sendLink(ground: LinkGround, personId: string): Decided<MadeLink> {
	return decide(ground, { act: 'sign_in_reset', personId }, async (tx, person) => {
		if (person.state === 'suspended') return refuse({ code: 'not_found' });
		const purpose = person.state === 'invited' ? 'invite' : 'reset';
		await dropLinks(tx, person.id);
		const link = await makeLink(tx, ground, person.id, purpose);
		const after = { expires: link.expiresAt.toISOString() };
		const action = purpose === 'invite' ? 'person_reinvited' : 'sign_in_reset';
		await tell(tx, ground, person, { action, before: null, after });
		return ok(link);
	});
}

async function makeLink(
	tx: Tx,
	{ by, ring, mail, now }: LinkGround,
	personId: PersonId,
	purpose: LinkPurpose,
): Promise<MadeLink> {
	const token = newSecret();
	const expiresAt = new Date(now.getTime() + LINK_HOURS[purpose] * 60 * 60 * 1000);
	const link = { tokenHash: hashOf(token), agencyId: by.agencyId, personId, purpose, expiresAt };
	await addLink(tx, link);
	if (mail === 'set') {
		await addLinkLetter(tx, link, { sealed: sealedLink(ring, token, personId), now });
		await enqueue(tx, 'outbox.send', { agencyId: by.agencyId });
	}
	return { token, expiresAt };
}

const placeOf = (personId: string) => `link:${personId}`;

/** The link's secret while its letter waits: a copy of the database opens nobody's account. */
function sealedLink(ring: KeyRing, token: string, personId: PersonId): string {
	return seal(ring, 'totp', token, placeOf(personId)).toString('base64');
}

export function openedLink(ring: KeyRing, sealed: string, personId: string): string {
	return open(ring, 'totp', Buffer.from(sealed, 'base64'), placeOf(personId)).toString();
}

function hashOf(token: string): Buffer {
	const hash = secretHash(token);
	if (!hash) throw new Error('a new secret is not one of ours');
	return hash;
}
