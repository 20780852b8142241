import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SYMBOLS } from '../report/check-symbol.ts';
import { HIGHEST_NUMBER, paperNumber, parsePaperNumber } from './paper-number.ts';

const counts = fc.integer({ min: 1, max: HIGHEST_NUMBER });

describe('the number on a paper', () => {
	it('reads back however it was typed or scanned', () => {
		fc.assert(
			fc.property(counts, (count) => {
				const number = paperNumber(count, 'MSR');
				const ways = [
					number,
					number.toLowerCase(),
					number.replace('-', ' '),
					`https://a.example/petugas/loket?kertas=${number}`,
				];
				for (const way of ways) expect(parsePaperNumber(way, 'MSR')).toEqual({ number, count });
			}),
		);
	});

	it('with one wrong symbol is none', () => {
		fc.assert(
			fc.property(counts, fc.nat(7), fc.constantFrom(...SYMBOLS), (count, place, symbol) => {
				const number = paperNumber(count, 'MSR');
				const plain = number.replace('-', '');
				const at = place % plain.length;
				fc.pre(plain[at] !== symbol);
				expect(parsePaperNumber(plain.slice(0, at) + symbol + plain.slice(at + 1), 'MSR')).toBeNull();
			}),
		);
	});

	it.each(['', '12', 'x'.repeat(9), '00001-', '00001-X-Y', '<script>'])('is not %j', (text) => {
		expect(parsePaperNumber(text, 'MSR')).toBeNull();
	});

	it('of another government is none here', () => {
		expect(parsePaperNumber(paperNumber(7, 'MSR'), 'NAS')).toBeNull();
	});
});
