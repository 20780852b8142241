/** Crockford's base 32: digits and letters without I, L, O and U. A symbol's place is its value. */
export const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** One symbol of {@link SYMBOLS} as a pattern, for a character class. */
export const SYMBOL_CLASS = '0-9A-HJKMNP-TV-Z';

/**
 * The symbol that makes `symbols` checkable.
 *
 * The values are read as elements of the field of 32, each weighted with a power of a generator of order 31, and
 * the check brings the sum to zero. Up to 31 symbols in all, one wrong symbol adds (wrong − right) · weight ≠ 0,
 * and two swapped neighbours add (a − b) · (weight − next weight) ≠ 0: both are always caught.
 */
export function checkSymbol(symbols: string): string {
	return SYMBOLS.charAt(timesGenerator(weightedSum(symbols)));
}

/** Whether the last symbol is the check of all before it. */
export function isChecked(symbols: string): boolean {
	return weightedSum(symbols) === 0;
}

/** One symbol per byte: the lowest five bits, so random bytes give evenly random symbols. */
export function symbolsFrom(random: Uint8Array): string {
	return Array.from(random, (byte) => SYMBOLS.charAt(byte & 31)).join('');
}

/**
 * `text` as its symbols alone: separators gone, upper case, full-width forms narrowed, O read as 0, I and L as 1.
 * Characters that stand for no symbol stay, so that the reader can be told of them.
 */
export function readSymbols(text: string): string {
	return text
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s\p{Pd}\p{Cf}_./]/gu, '')
		.replaceAll('O', '0')
		.replace(/[IL]/g, '1');
}

/** The first character of `text` that is no symbol, if any. */
export function foreignSymbol(text: string): string | undefined {
	return Array.from(text).find((character) => !SYMBOLS.includes(character));
}

function weightedSum(symbols: string): number {
	return Array.from(symbols).reduce((sum, symbol) => timesGenerator(sum) ^ SYMBOLS.indexOf(symbol), 0);
}

/** Multiplies by x in GF(2)[x] / (x⁵ + x² + 1), where x generates all 31 elements but zero. */
function timesGenerator(element: number): number {
	const shifted = element << 1;
	return shifted & 32 ? shifted ^ 0b100101 : shifted;
}
