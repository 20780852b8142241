import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Believed } from './believed.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** Answers with how often it was asked. */
function counter() {
	let asked = 0;
	return async () => ++asked;
}

describe('what is believed for a second', () => {
	it('is asked once by everybody within it', async () => {
		const [believed, read] = [new Believed<number>({ ms: 1000, most: 10 }), counter()];

		expect(await Promise.all([believed.ask('a', read), believed.ask('a', read)])).toEqual([1, 1]);
		vi.advanceTimersByTime(999);
		expect(await believed.ask('a', read)).toBe(1);
	});

	it('goes for a second more while one asks anew, and not a moment longer', async () => {
		const [believed, read] = [new Believed<number>({ ms: 1000, most: 10 }), counter()];
		await believed.ask('a', read);

		vi.advanceTimersByTime(1000);
		expect(await Promise.all([believed.ask('a', read), believed.ask('a', read)])).toEqual([1, 1]);
		expect(await believed.ask('a', read)).toBe(2);
		vi.advanceTimersByTime(2000);
		expect(await believed.ask('a', read)).toBe(3);
	});

	it('is not put back by what was asked before it was forgotten', async () => {
		const [believed, read] = [new Believed<number>({ ms: 1000, most: 10 }), counter()];
		await believed.ask('a', read);
		vi.advanceTimersByTime(1000);
		const old = believed.ask('a', read);

		believed.forget();

		expect([await old, await believed.ask('a', read), await believed.ask('a', read)]).toEqual([1, 3, 3]);
	});

	it('is no fault: where asking anew fails, the next one asks', async () => {
		const [believed, read] = [new Believed<number>({ ms: 1000, most: 10 }), counter()];
		await believed.ask('a', read);
		vi.advanceTimersByTime(1000);

		expect(await believed.ask('a', () => Promise.reject(new Error('gone')))).toBe(1);

		expect(await believed.ask('a', read)).toBe(2);
	});

	it('is forgotten at once, also what was still being read', async () => {
		const [believed, read] = [new Believed<number>({ ms: 1000, most: 10 }), counter()];
		const early = believed.ask('a', read);

		believed.forget();

		expect([await early, await believed.ask('a', read)]).toEqual([1, 2]);
	});

	it('is no fault: after one, the next is asked again', async () => {
		const believed = new Believed<number>({ ms: 1000, most: 10 });

		await expect(believed.ask('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');

		expect(await believed.ask('a', counter())).toBe(1);
	});

	it('is of so many keys at most', async () => {
		const [believed, read] = [new Believed<number>({ ms: 1000, most: 2 }), counter()];

		for (const key of ['a', 'b', 'c']) await believed.ask(key, read);

		expect([await believed.ask('c', read), await believed.ask('a', read)]).toEqual([3, 4]);
	});
});
