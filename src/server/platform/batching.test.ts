import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { batched } from './batching.ts';

const doubling = () => {
	const groups: number[][] = [];
	const run = async (items: readonly number[]) => {
		groups.push([...items]);
		await pause(2);
		if (items.includes(13)) throw new Error('unlucky');
		return items.map((item) => item * 2);
	};
	return { groups, run };
};

describe('batching', () => {
	test('answers each call with its own answer', async () => {
		const { run } = doubling();
		const double = batched(run, { most: 3, lanes: 2 });

		expect(await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(double))).toEqual([2, 4, 6, 8, 10, 12, 14, 16]);
	});

	test('takes together what arrives together, and never more than allowed', async () => {
		const { run, groups } = doubling();
		const double = batched(run, { most: 4, lanes: 1 });

		await Promise.all([1, 2, 3, 4, 5, 6].map(double));

		expect(groups).toEqual([
			[1, 2, 3, 4],
			[5, 6],
		]);
	});

	test('lets nobody wait for company', async () => {
		const { run, groups } = doubling();

		expect(await batched(run, { most: 100, lanes: 1 })(21)).toBe(42);
		expect(groups).toEqual([[21]]);
	});

	test('one that fails fails alone', async () => {
		const { run } = doubling();
		const double = batched(run, { most: 10, lanes: 1 });

		const answers = await Promise.allSettled([1, 13, 3].map(double));

		expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
	});

	test('goes on after a failure', async () => {
		const { run } = doubling();
		const double = batched(run, { most: 1, lanes: 1 });

		await expect(double(13)).rejects.toThrow('unlucky');
		expect(await double(2)).toBe(4);
	});
});
