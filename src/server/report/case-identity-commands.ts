import type { Tx } from '../platform/db.ts';
import type { KeyRing } from '../platform/keys.ts';
import { open } from '../platform/sealing.ts';
import { type IdentityLook, type IdentityPart, takeSealedIdentity } from './case-identity-queries.ts';
import { identityPlace } from './submission-rows-commands.ts';

/** How to reach a reporter who ticked that officers may call. */
export type Contact = { readonly phone: string | null; readonly email: string | null };

type Looking = { readonly tx: Tx; readonly ring: KeyRing; readonly look: Omit<IdentityLook, 'part'> };

/** The reporter by name, and for whom they speak by which letter, where somebody represents somebody else. */
export type Person = {
	readonly name: string;
	readonly represented: { readonly name: string; readonly letter: string } | null;
};

/** The reporter's name where the viewer may read it; each time an entry `identity.read`. */
export async function readPerson(looking: Looking): Promise<Person | null> {
	const opened = (await readPart(looking, 'name')) as Partial<Person> | null;
	return opened && { name: String(opened.name), represented: opened.represented ?? null };
}

/** The reporter's contact where the viewer may call; each time an entry `identity.read`. */
export async function readContact(looking: Looking): Promise<Contact | null> {
	const opened = await readPart(looking, 'contact');
	if (!opened) return null;
	const { phone, email } = opened as Partial<Contact>;
	return { phone: phone ?? null, email: email ?? null };
}

async function readPart({ tx, ring, look }: Looking, part: IdentityPart): Promise<unknown> {
	const sealed = await takeSealedIdentity(tx, { ...look, part });
	return sealed && JSON.parse(open(ring, 'identity', sealed, identityPlace(look.id, part)).toString());
}
