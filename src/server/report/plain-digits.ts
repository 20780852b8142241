/** Where the Arabic and the eastern Arabic digits begin. */
const ZEROS = [0x0660, 0x06f0];

/** Unseen characters and the spaces of word processors: inside a number they are only a gap. */
const BLANKS = /[\u00a0\u00ad\u2000-\u200f\u202a-\u202f\u2060\u2066-\u2069\u3000\ufeff]/g;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
/** A letter O typed for a zero: at the head of a number or inside it. */
const LETTER_ZERO = /(?<![\p{L}])[oO](?=8\d)|(?<=\d)[oO](?=\d)/gu;

/**
 * `text` with plain digits, dashes and spaces, so that one pattern finds a number however it was typed.
 * Every character keeps its place: what is found at an index here is at the same index there.
 */
export function withPlainDigits(text: string): string {
	return text
		.replace(BLANKS, ' ')
		.replace(DASHES, '-')
		.replace(OTHER_DIGITS, digit)
		.replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
		.replace(LETTER_ZERO, '0');
}

function digit(character: string): string {
	const code = character.charCodeAt(0);
	const zero = ZEROS.find((start) => code >= start && code < start + 10) ?? code;
	return String(code - zero);
}
