import { describe, expect, test } from 'vitest';
import { ReceiptThrottle } from './reporter-throttle.ts';

const START = new Date('2026-02-02T09:00:00+08:00');
const later = (seconds: number) => new Date(START.getTime() + seconds * 1000);

describe('guessing receipts', () => {
	test('a village behind one address may mistype: nobody waits', () => {
		const throttle = new ReceiptThrottle();
		for (let tries = 0; tries < 20; tries += 1) throttle.noteWrong('10.0.0.0/24', START);

		expect(throttle.waitFor('10.0.0.0/24', START)).toBe(0);
	});

	test('gets slower with every wrong receipt, never refused, never beyond three seconds', () => {
		const throttle = new ReceiptThrottle();
		const waits = Array.from({ length: 300 }, () => {
			throttle.noteWrong('10.0.0.0/24', START);
			return throttle.waitFor('10.0.0.0/24', START);
		});

		expect(waits).toEqual(waits.toSorted((left, right) => left - right));
		expect(waits.at(-1)).toBe(3000);
	});

	test('does not slow the neighbours of the network, and is forgotten', () => {
		const throttle = new ReceiptThrottle();
		for (let tries = 0; tries < 100; tries += 1) throttle.noteWrong('10.0.0.0/24', START);

		expect(throttle.waitFor('10.0.1.0/24', START)).toBe(0);
		expect(throttle.waitFor('10.0.0.0/24', later(3600))).toBe(0);
	});

	test('raises the alarm once when it is no longer mistyping', () => {
		const throttle = new ReceiptThrottle();
		const said = Array.from({ length: 400 }, () => throttle.noteWrong('10.0.0.0/24', START));

		expect(said.filter((word) => word === 'alarm')).toHaveLength(1);
	});
});
