import { seenBy, type Tx } from '#server/platform/db.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { type Administering, mayAdminister } from './administering.ts';
import type { ChangeRefusal } from './change.ts';
import type { ChangeAction } from './change-actions.ts';
import { type Facts, noteChange, once } from './change-log-commands.ts';
import { addPost, dropLinks, endSessionsOf, saveSuspension, saveTerm } from './people-changes-queries.ts';
import { findPerson, type HeldPost, lockAdministrators, type Person } from './people-queries.ts';
import { type AdministratorPost, keepsAdministrator, type Post, type PostTerm } from './posts.ts';

export type PeopleRefusal =
	| ChangeRefusal
	/** No such person in this government, or no such post of theirs. */
	| { readonly code: 'not_found' }
	/** Nobody changes their own rights: another administrator does. */
	| { readonly code: 'own_rights' }
	| { readonly code: 'last_administrator' }
	| { readonly code: 'already_held' }
	| { readonly code: 'acting_needs_end' };

/** Null: this very form was taken before. */
export type Decided<Value> = Promise<Result<Value | null, PeopleRefusal>>;

type Work<Value> = (tx: Tx, person: Person) => Promise<Result<Value, PeopleRefusal>>;

/** What stands before every decision about a person: a fresh proof, somebody else than oneself, once per form. */
export function decide<Value>(
	ground: Administering,
	{ act, personId }: { act: ChangeAction; personId: string },
	work: Work<Value>,
): Decided<Value> {
	const { session, viewer, by, key, now } = ground;
	const may = mayAdminister(ground);
	if (!may.ok) return Promise.resolve(may);
	if (personId === session.personId) return Promise.resolve(refuse({ code: 'own_rights' }));
	return seenBy(viewer, ground.db, (tx) =>
		once(tx, { by, key, what: `${act} ${personId}` }, async () => {
			const person = await findPerson(tx, { agencyId: by.agencyId, id: personId, now });
			return person ? work(tx, person) : refuse({ code: 'not_found' });
		}),
	);
}

export type Named = {
	/** How offices and districts are called, for the log. */
	readonly nameOf: (post: Pick<Post, 'unitId' | 'regionCode'>) => string | null;
};

/** Gives somebody a role, from now on or between two days. */
export function giveRole(ground: Administering & Named, personId: string, post: Post): Decided<true> {
	return decide(ground, { act: 'role_given', personId }, async (tx, person) => {
		if (person.posts.some((held) => overlaps(held, post))) return refuse({ code: 'already_held' });
		await addPost(tx, ground.by.agencyId, person.id, post);
		await tell(tx, ground, person, { action: 'role_given', before: null, after: factsOf(post, ground) });
		return ok(true);
	});
}

function overlaps(held: HeldPost, post: Post): boolean {
	const isSame =
		held.role === post.role && held.unitId === post.unitId && held.regionCode === post.regionCode;
	const begins = (term: PostTerm) => term.validFrom ?? '';
	const ends = (term: PostTerm) => term.validUntil ?? '9999-12-31';
	return isSame && begins(held) <= ends(post) && begins(post) <= ends(held);
}

type TermChange = {
	readonly assignmentId: string;
	/** The first day stays where none is named. */
	readonly term: Partial<PostTerm> & Pick<PostTerm, 'validUntil'>;
	readonly as: 'role_changed' | 'role_ended';
};

/** Other days for a role somebody holds; `until` yesterday ends it now. Their sessions in it end at the next click. */
export function changeTerm(
	ground: Administering & Named,
	personId: string,
	{ assignmentId, term, as }: TermChange,
): Decided<true> {
	return decide(ground, { act: as, personId }, async (tx, person) => {
		const held = person.posts.find(({ id }) => id === assignmentId);
		if (!held) return refuse({ code: 'not_found' });
		const changed = { ...held, ...term };
		if (held.acting && !changed.validUntil) return refuse({ code: 'acting_needs_end' });
		const posts = await lockAdministrators(tx, ground.by.agencyId);
		const after = posts.map((post) => (post.id === held.id ? { ...post, ...term } : post));
		if (held.role === 'system_admin' && !keepsAdministrator(after, ground.today))
			return refuse({ code: 'last_administrator' });
		await saveTerm(tx, held.id, changed);
		const [before, then] = [factsOf(held, ground), factsOf(changed, ground)];
		await tell(tx, ground, person, { action: as, before, after: then });
		return ok(true);
	});
}

/** Shuts somebody out: no sign-in, every session dead at its next click, open links gone. Says how many sessions ended. */
export function suspend(ground: Administering, personId: string): Decided<number> {
	return decide(ground, { act: 'person_suspended', personId }, async (tx, person) => {
		const posts = await lockAdministrators(tx, ground.by.agencyId);
		if (isAdministrator(posts, person) && !keepsAdministrator(without(posts, person), ground.today))
			return refuse({ code: 'last_administrator' });
		const isNew = await saveSuspension(tx, person.id, ground.now);
		const sessions = await endSessionsOf(tx, person.id, ground.now);
		await dropLinks(tx, person.id);
		const after = { suspended: true, sessions };
		if (isNew)
			await tell(tx, ground, person, { action: 'person_suspended', before: { suspended: false }, after });
		return ok(sessions);
	});
}

function isAdministrator(posts: readonly AdministratorPost[], { id }: Person): boolean {
	return posts.some(({ personId }) => personId === id);
}

function without(posts: readonly AdministratorPost[], { id }: Person): AdministratorPost[] {
	return posts.filter(({ personId }) => personId !== id);
}

/** Lets somebody in again, with the ways to sign in and the roles they had. */
export function restore(ground: Administering, personId: string): Decided<true> {
	return decide(ground, { act: 'person_restored', personId }, async (tx, person) => {
		const isNew = await saveSuspension(tx, person.id, null);
		const [before, after] = [{ suspended: true }, { suspended: false }];
		if (isNew) await tell(tx, ground, person, { action: 'person_restored', before, after });
		return ok(true);
	});
}

type Told = { readonly action: ChangeAction; readonly before: Facts | null; readonly after: Facts | null };

export function tell(
	tx: Tx,
	{ by, now }: Pick<Administering, 'by' | 'now'>,
	{ id }: Pick<Person, 'id'>,
	told: Told,
): Promise<void> {
	return noteChange(tx, { ...told, subject: `person ${id}`, by, at: now });
}

/** A post in the words of the log. */
export function factsOf(post: Omit<HeldPost, 'id'>, { nameOf }: Named): Facts {
	const { role, unitId, validFrom, validUntil, acting } = post;
	const place = { [unitId ? 'unit' : 'region']: nameOf(post) };
	return { role, ...place, from: validFrom, until: validUntil, ...(acting ? { acting } : {}) };
}
