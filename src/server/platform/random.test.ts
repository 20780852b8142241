import { expect, it } from 'vitest';
import { randomBytes } from './random.ts';

it('gives as many bytes as are asked for, and none twice', () => {
	const drawn = Array.from({ length: 2000 }, (_, nth) => randomBytes(8 + (nth % 40)));

	expect(drawn.map(({ length }) => length)).toEqual(drawn.map((_, nth) => 8 + (nth % 40)));
	expect(new Set(drawn.map((bytes) => bytes.toString('hex').slice(0, 16))).size).toBe(drawn.length);
});

it('gives bytes that nobody else writes to', () => {
	const first = randomBytes(16);
	const before = first.toString('hex');
	for (let nth = 0; nth < 1000; nth += 1) randomBytes(16);

	expect(first.toString('hex')).toBe(before);
	expect(before).not.toBe('0'.repeat(32));
});

it('refuses more than it draws at a time', () => {
	expect(() => randomBytes(5000)).toThrow(RangeError);
});
