import type pg from 'pg';
import { describe, expect, test } from 'vitest';
import { askedTogether } from './asked-together.ts';

const lengthOf = askedTogether<string, number>({
	name: 'length_of',
	text: 'select …',
	values: (asked) => [asked],
});

/** A pool that answers words with their length, and nothing for the empty one. */
function aPool() {
	const trips: string[][] = [];
	const query = async ({ values: [words = []] }: { values: string[][] }) => {
		trips.push(words);
		return { rows: words.map((word) => ({ answer: word === '' ? null : word.length })) };
	};
	return { trips, pool: { query } as unknown as pg.Pool };
}

describe('what many ask at the same moment', () => {
	test('goes in one round trip, and everybody gets their own answer', async () => {
		const { pool, trips } = aPool();

		expect(await Promise.all(['a', '', 'abc'].map((word) => lengthOf(pool, word)))).toEqual([1, null, 3]);

		expect(trips).toEqual([['a', '', 'abc']]);
	});

	test('stays apart between databases', async () => {
		const [one, other] = [aPool(), aPool()];

		await Promise.all([lengthOf(one.pool, 'a'), lengthOf(other.pool, 'b')]);

		expect([one.trips, other.trips]).toEqual([[['a']], [['b']]]);
	});
});
