import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SYMBOLS } from './check-symbol.ts';
import { codeSpace, formatCode, isPrefix, lengthFor, parseCode, type TrackingCode } from './tracking-code.ts';

const LETTERS = SYMBOLS.slice(10);

const anyCode = fc
	.record({
		prefix: fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 2, maxLength: 5 }),
		year: fc.integer({ min: 2000, max: 2099 }),
		random: fc.uint8Array({ minLength: 4, maxLength: 8 }),
	})
	.map(formatCode);

/** Every code that differs from `code` in one symbol; dashes stay. */
function singleErrors(code: TrackingCode): string[] {
	return Array.from(code).flatMap((right, at) =>
		right === '-'
			? []
			: Array.from(SYMBOLS)
					.filter((wrong) => wrong !== right)
					.map((wrong) => code.slice(0, at) + wrong + code.slice(at + 1)),
	);
}

/** Every swap of two different neighbouring symbols, also across a dash. */
function swaps(code: TrackingCode): string[] {
	const symbols = code.replaceAll('-', '');
	return Array.from(symbols.slice(1), (next, at) => ({ at, next }))
		.filter(({ at, next }) => next !== symbols.charAt(at))
		.map(({ at, next }) => symbols.slice(0, at) + next + symbols.charAt(at) + symbols.slice(at + 2));
}

const isRead = (text: string) => parseCode(text).ok;

describe('a tracking code', () => {
	test('is prefix, year and a body whose last symbol is its check', () => {
		const code = formatCode({ prefix: 'HST', year: 2026, random: new Uint8Array([4, 15, 7, 19 + 224]) });

		expect(code).toMatch(/^HST-26-4F7K[0-9A-HJKMNP-TV-Z]$/);
		expect(parseCode(code)).toEqual({ ok: true, value: code });
	});

	test('is read back whatever it was made of', () => {
		fc.assert(
			fc.property(anyCode, (code) => {
				expect(parseCode(code)).toEqual({ ok: true, value: code });
			}),
		);
	});

	test('reveals every single wrong symbol, prefix and year included, with and without dashes', () => {
		fc.assert(
			fc.property(anyCode, (code) => {
				expect(singleErrors(code).filter(isRead)).toEqual([]);
				expect(
					singleErrors(code)
						.map((wrong) => wrong.replaceAll('-', ''))
						.filter(isRead),
				).toEqual([]);
			}),
			{ numRuns: 60 },
		);
	});

	test('reveals every swap of neighbours, across the dashes too', () => {
		fc.assert(
			fc.property(anyCode, (code) => {
				expect(swaps(code).filter(isRead)).toEqual([]);
			}),
		);
	});

	test('reveals every single error of every body of one random symbol, exhaustively', () => {
		for (let value = 0; value < 32; value += 1) {
			const code = formatCode({ prefix: 'ABC', year: 2026, random: new Uint8Array([value, 0, 0, value]) });
			expect(singleErrors(code).filter(isRead)).toEqual([]);
		}
	});

	test.each([
		(code: string) => code.toLowerCase(),
		(code: string) => code.replaceAll('-', ''),
		(code: string) => code.replaceAll('-', ' – '),
		(code: string) => ` ${code}\n`,
		(code: string) => code.replaceAll('0', 'o').replaceAll('1', 'l'),
		(code: string) => code.replaceAll('0', 'O').replaceAll('1', 'i'),
		(code: string) => code.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
	])('forgives how people write it: %s', (rewritten) => {
		fc.assert(
			fc.property(anyCode, (code) => {
				expect(parseCode(rewritten(code))).toEqual({ ok: true, value: code });
			}),
		);
	});
});

describe('a code that cannot be right', () => {
	test.each([
		['', { code: 'code_empty' }],
		[' - ', { code: 'code_empty' }],
		['halo?', { code: 'code_symbol', symbol: '?' }],
		['HSU-26-4F7K9', { code: 'code_symbol', symbol: 'U' }],
		['26-4F7K9', { code: 'code_shape' }],
		['HST-26-4F', { code: 'code_short', missing: 3 }],
		['HST-26-', { code: 'code_short', missing: 5 }],
		['HST-26-4F7K94F7K94F7K9', { code: 'code_shape' }],
		["HST-26-4F7K9' or 1=1", { code: 'code_symbol', symbol: "'" }],
		['HST-26-00000', { code: 'code_check' }],
	])('%j is refused with what is wrong', (text, refusal) => {
		expect(parseCode(text)).toEqual({ ok: false, refusal });
	});

	test('is refused for any text, however long, without failing', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void parseCode(text)));
		expect(parseCode('A'.repeat(1_000_000)).ok).toBe(false);
	});

	test('is not made of a prefix with look-alikes', () => {
		expect(['HST', 'AB', 'ABCDE'].map(isPrefix)).toEqual([true, true, true]);
		expect(['H', 'HSU', 'B0A', 'hst', 'ABCDEF', ''].some(isPrefix)).toBe(false);
		expect(() => formatCode({ prefix: 'OKI', year: 2026, random: new Uint8Array(4) })).toThrow('OKI');
	});
});

describe('the length of codes', () => {
	test('counts only random symbols', () => {
		expect(codeSpace(5)).toBe(1_048_576);
		expect(codeSpace(6)).toBe(33_554_432);
	});

	test.each([
		[0, 5],
		[104_857, 5],
		[104_858, 6],
		[3_355_443, 6],
		[3_355_444, 7],
	])('after %i codes of a year the next has %i symbols', (used, length) => {
		expect(lengthFor(used)).toBe(length);
	});
});
