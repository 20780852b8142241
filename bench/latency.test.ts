import { expect, test } from 'vitest';
import { percentile, resultOf, together } from './latency.ts';

const hundred = { micros: Array.from({ length: 100 }, (_, at) => (100 - at) * 1000), seconds: 2 };

test('a percentile is the time within which so many answers came', () => {
	expect([0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 99, 100]);
	expect(percentile({ micros: [], seconds: 1 }, 0.5)).toBe(0);
});

test('rounds of one side count as one', () => {
	expect(together([hundred, hundred])).toMatchObject({ seconds: 4 });
});

test('the ratio is ours over the floor', () => {
	expect(resultOf(hundred, { micros: hundred.micros, seconds: 1 })).toMatchObject({
		rps: 50,
		floor_rps: 100,
		ratio: 0.5,
		p50_ms: 50,
	});
});
