import { expect, test } from 'vitest';
import { isReserved, settle } from './delivery.ts';

const at = new Date('2026-02-02T09:00:00+08:00');

test('what is not about the letter costs it no try', () => {
	expect(settle({ kind: 'away', why: 'ECONNECTION' }, 4, at)).toMatchObject({
		state: 'waiting',
		attempts: 3,
	});
	expect(settle({ kind: 'later', until: at }, 4, at)).toMatchObject({
		state: 'waiting',
		attempts: 3,
		retryAt: at,
	});
});

test('a letter that is put off is tried for more than two days before it is given up', () => {
	const pauses = Array.from({ length: 11 }, (_, tries) => {
		const { retryAt } = settle({ kind: 'deferred', why: 'full' }, tries + 1, at);
		return (retryAt?.getTime() ?? 0) - at.getTime();
	});

	expect(pauses.reduce((sum, pause) => sum + pause)).toBeGreaterThan(2 * 24 * 60 * 60 * 1000);
	expect(settle({ kind: 'deferred', why: 'full' }, 12, at)).toMatchObject({ state: 'dead', retryAt: null });
});

test.each([
	['siti@pelapor.example', true],
	['siti@example.com', true],
	['siti@EXAMPLE.ORG', true],
	['siti@surat.invalid', true],
	['siti@pelapor.test', false],
	['siti@myexample.com', false],
	['example@surat.test', false],
])('whether %s is an address nobody can have: %s', (address, expected) => {
	expect(isReserved(address)).toBe(expected);
});
