import type { Tx } from '../platform/db.ts';
import type { KeyRing } from '../platform/keys.ts';
import { type IdentityLook, takeSealedIdentity } from './case-identity-queries.ts';
import { type IdentityPart, openIdentity, UNREADABLE, type Unreadable } from './sealed-identity.ts';

/** How to reach a reporter who ticked that officers may call. */
export type Contact = { readonly phone: string | null; readonly email: string | null };

type Looking = { readonly tx: Tx; readonly ring: KeyRing; readonly look: Omit<IdentityLook, 'part'> };

/** The reporter by name, and for whom they speak by which letter, where somebody represents somebody else. */
export type Person = {
	readonly name: string;
	readonly represented: { readonly name: string; readonly letter: string } | null;
};

/** The reporter's name where the viewer may read it; each time an entry `identity.read`. */
export async function readPerson(looking: Looking): Promise<Person | Unreadable | null> {
	const opened = await readPart<Person>(looking, 'name');
	if (!opened || opened === UNREADABLE) return opened;
	return { name: String(opened.name), represented: opened.represented ?? null };
}

/** The reporter's contact where the viewer may call; each time an entry `identity.read`. */
export async function readContact(looking: Looking): Promise<Contact | Unreadable | null> {
	const opened = await readPart<Contact>(looking, 'contact');
	if (!opened || opened === UNREADABLE) return opened;
	return { phone: opened.phone ?? null, email: opened.email ?? null };
}

async function readPart<Told>(
	{ tx, ring, look }: Looking,
	part: IdentityPart,
): Promise<Partial<Told> | Unreadable | null> {
	const sealed = await takeSealedIdentity(tx, { ...look, part });
	if (!sealed) return null;
	// Sealed by us: it is what was written.
	return openIdentity(ring, { reportId: look.id, part }, sealed) as Partial<Told> | Unreadable;
}
