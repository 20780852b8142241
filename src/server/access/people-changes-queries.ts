import { sql } from 'kysely';
import type { Tx } from '#server/platform/db.ts';
import type { AgencyId, PersonId } from './policy.ts';
import type { Post, PostTerm } from './posts.ts';

type NewPerson = {
	readonly agencyId: AgencyId;
	readonly name: string;
	readonly initials: string;
	readonly email: string;
};

/** Undefined when the e-mail belongs to somebody, of whichever government. */
export async function addPerson(tx: Tx, { agencyId, ...person }: NewPerson): Promise<PersonId | undefined> {
	const { rows } = await sql<{ id: PersonId }>`
		insert into person (agency_id, name, initials, email)
		values (${agencyId}, ${person.name}, ${person.initials}, ${person.email})
		on conflict do nothing returning id`.execute(tx);
	return rows[0]?.id;
}

export async function addPost(tx: Tx, agencyId: AgencyId, personId: PersonId, post: Post): Promise<void> {
	const { role, unitId, regionCode, validFrom, validUntil, acting } = post;
	await tx
		.insertInto('assignment')
		.values({
			agency_id: agencyId,
			person_id: personId,
			role,
			unit_id: unitId,
			region_code: regionCode,
			valid_from: validFrom,
			valid_until: validUntil,
			acting,
		})
		.execute();
}

export async function saveTerm(tx: Tx, id: string, { validFrom, validUntil }: PostTerm): Promise<void> {
	await tx
		.updateTable('assignment')
		.set({ valid_from: validFrom, valid_until: validUntil })
		.where('id', '=', id)
		.execute();
}

/** From now on, or not any more; says whether that changed anything. */
export async function saveSuspension(tx: Tx, id: PersonId, since: Date | null): Promise<boolean> {
	const changed = await tx
		.updateTable('person')
		.set({ suspended_at: since })
		.where('id', '=', id)
		.where('suspended_at', since ? 'is' : 'is not', null)
		.executeTakeFirst();
	return changed.numUpdatedRows === 1n;
}

/** Ends every session of a person, on every device; says how many. */
export async function endSessionsOf(tx: Tx, id: PersonId, now: Date): Promise<number> {
	const ended = await tx
		.updateTable('staff_session')
		.set({ ended_at: now })
		.where('person_id', '=', id)
		.where('ended_at', 'is', null)
		.executeTakeFirst();
	return Number(ended.numUpdatedRows);
}

/** Links nobody used yet open nothing from now on. */
export async function dropLinks(tx: Tx, id: PersonId): Promise<void> {
	await tx
		.deleteFrom('one_time_link')
		.where('person_id', '=', id)
		.where('purpose', 'in', ['invite', 'reset'])
		.where('used_at', 'is', null)
		.execute();
}

/** By which somebody chooses how they sign in: for the first time, or anew. */
export type LinkPurpose = 'invite' | 'reset';

export type NewLink = {
	readonly tokenHash: Buffer;
	readonly agencyId: AgencyId;
	readonly personId: PersonId;
	readonly purpose: LinkPurpose;
	readonly expiresAt: Date;
};

export async function addLink(tx: Tx, link: NewLink): Promise<void> {
	await tx
		.insertInto('one_time_link')
		.values({
			token_hash: link.tokenHash,
			agency_id: link.agencyId,
			person_id: link.personId,
			purpose: link.purpose,
			expires_at: link.expiresAt,
		})
		.execute();
}

/** A letter to one person; `facts` are the sealed link, which is forgotten once the letter has left. */
export async function addLinkLetter(
	tx: Tx,
	{ agencyId, personId, purpose, tokenHash }: NewLink,
	{ sealed, now }: { sealed: string; now: Date },
): Promise<void> {
	await sql`
		insert into outbox (agency_id, recipient, channel, template, facts, not_before, once)
		values (${agencyId}, ${JSON.stringify({ to: 'person', personId })}::jsonb, 'email', ${purpose},
			${JSON.stringify({ sealed })}::jsonb, ${now}, ${`link ${tokenHash.toString('hex')}`})`.execute(tx);
}
