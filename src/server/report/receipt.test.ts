import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SYMBOLS } from './check-symbol.ts';
import { formatReceipt, parseReceipt, RECEIPT_RANDOM_BYTES, type Receipt, receiptBytes } from './receipt.ts';

const anyReceipt = fc
	.uint8Array({ minLength: RECEIPT_RANDOM_BYTES, maxLength: RECEIPT_RANDOM_BYTES })
	.map(formatReceipt);

const isRead = (text: string) => parseReceipt(text).ok;

function singleErrors(receipt: Receipt): string[] {
	return Array.from(receipt).flatMap((right, at) =>
		Array.from(SYMBOLS)
			.filter((wrong) => right !== '-' && wrong !== right)
			.map((wrong) => receipt.slice(0, at) + wrong + receipt.slice(at + 1)),
	);
}

function swaps(receipt: Receipt): string[] {
	const symbols = receipt.replaceAll('-', '');
	return Array.from(
		symbols.slice(1),
		(next, at) => symbols.slice(0, at) + next + symbols.charAt(at) + symbols.slice(at + 2),
	).filter((swapped) => swapped !== symbols);
}

describe('a receipt', () => {
	test('is six groups of three symbols that hold at least 80 random bits', () => {
		const receipt = formatReceipt(new Uint8Array(RECEIPT_RANDOM_BYTES).fill(255));

		expect(receipt).toMatch(/^ZZZ-ZZZ-ZZZ-ZZZ-ZZZ-ZZ.$/);
		expect(RECEIPT_RANDOM_BYTES * 5).toBeGreaterThanOrEqual(80);
	});

	test('differs whenever any of its random bits differs', () => {
		fc.assert(
			fc.property(fc.nat(RECEIPT_RANDOM_BYTES - 1), fc.nat(4), (at, bit) => {
				const flipped = new Uint8Array(RECEIPT_RANDOM_BYTES);
				flipped[at] = 1 << bit;
				expect(formatReceipt(flipped)).not.toBe(formatReceipt(new Uint8Array(RECEIPT_RANDOM_BYTES)));
			}),
		);
	});

	test('is read as written by hand: spaces, small letters, O for 0, I or L for 1', () => {
		fc.assert(
			fc.property(anyReceipt, (receipt) => {
				const byHand = receipt.toLowerCase().replaceAll('-', '  ').replaceAll('0', 'O').replaceAll('1', 'l');
				expect(parseReceipt(byHand)).toEqual({ ok: true, value: receipt });
			}),
		);
	});

	test('reveals every single wrong symbol and every swap of neighbours', () => {
		fc.assert(
			fc.property(anyReceipt, (receipt) => {
				expect(singleErrors(receipt).filter(isRead)).toEqual([]);
				expect(swaps(receipt).filter(isRead)).toEqual([]);
			}),
			{ numRuns: 40 },
		);
	});

	test('gives the same bytes to hash however it was grouped', () => {
		const receipt = formatReceipt(new Uint8Array(RECEIPT_RANDOM_BYTES).map((_, at) => at));

		expect(new TextDecoder().decode(receiptBytes(receipt))).toBe(receipt.replaceAll('-', ''));
	});
});

test.each([
	['', { code: 'receipt_empty' }],
	['7K3-M9Q', { code: 'receipt_length', given: 6, wanted: 18 }],
	['7K3-M9Q-XA2-BC4-DE5-FG!', { code: 'receipt_symbol', symbol: '!' }],
	['000-000-000-000-000-001', { code: 'receipt_check' }],
])('%j is refused with what is wrong', (text, refusal) => {
	expect(parseReceipt(text)).toEqual({ ok: false, refusal });
});

test('any text is answered, however strange or long', () => {
	fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void parseReceipt(text)));
	expect(parseReceipt('7'.repeat(1_000_000)).ok).toBe(false);
});
