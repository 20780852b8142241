import type pg from 'pg';
import { batched } from './batching.ts';
import { namedQuery } from './db.ts';

/** A statement that answers many of one question at once: a column `answer` for each, in their order, null for nothing. */
export type SharedQuestion<Asked> = {
	readonly name: string;
	readonly text: string;
	/** Its parameters: an array of each. */
	readonly values: (asked: readonly Asked[]) => readonly (readonly unknown[])[];
};

const MOST = 32;
/** While one group is being answered, the next is read from the wire. */
const LANES = 2;

/**
 * Asks for one what is asked for many people at the same moment, in one round trip for all of them. Half of what the
 * hottest small questions cost is the way to the database and back; nobody waits for company.
 */
export function askedTogether<Asked, Answer>({ values, ...statement }: SharedQuestion<Asked>) {
	const askers = new WeakMap<pg.Pool, (asked: Asked) => Promise<Answer | null>>();
	const asking = (pool: pg.Pool) => async (group: readonly Asked[]) => {
		const rows = await namedQuery<{ answer: Answer | null }>(pool, statement, values(group));
		return rows.map(({ answer }) => answer);
	};
	return (pool: pg.Pool, asked: Asked): Promise<Answer | null> => {
		const known = askers.get(pool) ?? batched(asking(pool), { most: MOST, lanes: LANES });
		askers.set(pool, known);
		return known(asked);
	};
}
