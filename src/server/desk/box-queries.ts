import { sql } from 'kysely';
import type { Actor, PersonId, UnitId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';

const MOST_LISTED = 200;

/** A box that was opened: before whom, and how many of its papers were typed since. */
export type Opening = {
	readonly id: string;
	readonly unitId: UnitId;
	readonly box: string;
	readonly openedAt: Date;
	readonly papers: number;
	readonly typed: number;
	readonly witnesses: readonly string[];
	readonly note: string;
	readonly initials: string | null;
};

export async function listOpenings(
	tx: Tx,
	{ desks, since }: { readonly desks: readonly UnitId[]; readonly since: Date },
): Promise<Opening[]> {
	const { rows } = await sql<Opening>`
		select o.id, o.unit_id as "unitId", o.box, o.opened_at as "openedAt", o.papers, o.witnesses, o.note,
			(select count(*)::int from intake i where i.box_opening_id = o.id) as typed,
			(select p.initials from person p where p.id = o.person_id) as initials
		from box_opening o where o.unit_id = any (${[...desks]}) and o.opened_at >= ${since} order by o.opened_at desc limit ${MOST_LISTED}`.execute(
		tx,
	);
	return rows;
}

export type NewOpening = Pick<Opening, 'unitId' | 'box' | 'openedAt' | 'papers' | 'witnesses' | 'note'>;

export async function addOpening(
	tx: Tx,
	{ unitId, box, openedAt, papers, witnesses, note }: NewOpening,
	{ actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<string> {
	const { id } = await tx
		.insertInto('box_opening')
		.values({
			agency_id: actor.agencyId,
			unit_id: unitId,
			box,
			opened_at: openedAt,
			papers,
			witnesses: [...witnesses],
			note,
			person_id: actor.personId as PersonId,
			at,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** The highest number printed so far; 0 when none was. */
export async function lastPrinted(tx: Tx): Promise<number> {
	const row = await tx
		.selectFrom('box_form_issue')
		.select(({ fn }) => fn.max('last').as('last'))
		.executeTakeFirst();
	return row?.last ?? 0;
}

/** The next `count` numbers; two who print at once get different ones. */
export async function issueNumbers(
	tx: Tx,
	{ count, actor, at }: { readonly count: number; readonly actor: Actor; readonly at: Date },
): Promise<number> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${`box forms ${actor.agencyId}`}, 0))`.execute(tx);
	const first = (await lastPrinted(tx)) + 1;
	await tx
		.insertInto('box_form_issue')
		.values({
			agency_id: actor.agencyId,
			first,
			last: first + count - 1,
			person_id: actor.personId as PersonId,
			at,
		})
		.execute();
	return first;
}

/** What was printed last by this person: where a form sent twice leads to. */
export async function lastIssueOf(
	tx: Tx,
	personId: PersonId,
): Promise<{ first: number; last: number } | undefined> {
	return tx
		.selectFrom('box_form_issue')
		.select(['first', 'last'])
		.where('person_id', '=', personId)
		.orderBy('last', 'desc')
		.limit(1)
		.executeTakeFirst();
}
