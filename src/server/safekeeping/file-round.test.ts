import { expect, test } from 'vitest';
import { sha256 } from '../platform/hash.ts';
import { filesDue } from './file-round.ts';

const files = (count: number) => Array.from({ length: count }, (_, nth) => sha256(`berkas ${nth}`));
const night = (nth: number) => new Date(Date.UTC(2026, 10, 1 + nth, 17, 40));

test('few files are all read every night', () => {
	expect(filesDue(files(500), night(0))).toHaveLength(500);
});

test('of many each is read within 32 nights, in even shares', () => {
	const all = files(4000);
	const nights = Array.from({ length: 32 }, (_, nth) => filesDue(all, night(nth)));

	expect(nights.flat().sort()).toEqual([...all].sort());
	expect(Math.max(...nights.map((due) => due.length))).toBeLessThan(200);
});
