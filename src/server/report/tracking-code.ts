import { ok, type Result, refuse } from '#server/platform/result.ts';
import {
	checkSymbol,
	foreignSymbol,
	isChecked,
	readSymbols,
	SYMBOL_CLASS,
	SYMBOLS,
	symbolsFrom,
} from './check-symbol.ts';

/** `PREFIX-YY-XXXXX` as it is stored and shown. Says where a report is, proves nothing about who asks. */
export type TrackingCode = string & { readonly __brand: 'TrackingCode' };

export type CodeRefusal =
	| { readonly code: 'code_empty' }
	/** Not letters, two digits, then the rest. */
	| { readonly code: 'code_shape' }
	| { readonly code: 'code_symbol'; readonly symbol: string }
	/** How many symbols too few stand after the year. */
	| { readonly code: 'code_short'; readonly missing: number }
	/** A symbol is wrong, or two neighbours changed places. */
	| { readonly code: 'code_check' };

/** Symbols after the year, the check among them. */
const SHORTEST = 5;
const LONGEST = 9;

/** Nobody writes a code longer than this; the rest is not read. */
const MOST_CHARACTERS = 64;

const PREFIX = /^[A-HJKMNP-TV-Z]{2,5}$/;
const PARTS = new RegExp(`^([A-HJKMNP-TV-Z]{2,5})(\\d{2})([${SYMBOL_CLASS}]{0,${LONGEST}})$`);

/**
 * Whether a government may be known by `prefix`: two to five letters, none of I, L, O, U.
 * So the whole code is of one alphabet, and its check covers prefix, year and body alike.
 */
export function isPrefix(prefix: string): boolean {
	return PREFIX.test(prefix);
}

/**
 * A code with one symbol per random byte and a check: give {@link lengthFor} − 1 bytes.
 * Whether it is free, only the database knows.
 */
export function formatCode(made: {
	readonly prefix: string;
	/** In full: 2026. */
	readonly year: number;
	readonly random: Uint8Array;
}): TrackingCode {
	if (!isPrefix(made.prefix)) throw new Error(`"${made.prefix}" cannot be the prefix of a tracking code`);
	const year = String(made.year % 100).padStart(2, '0');
	const body = symbolsFrom(made.random);
	const check = checkSymbol(made.prefix + year + body);
	return `${made.prefix}-${year}-${body}${check}` as TrackingCode;
}

/** The code a person meant: with or without dashes, in any case, O for 0 and I or L for 1. */
export function parseCode(text: string): Result<TrackingCode, CodeRefusal> {
	const symbols = readSymbols(text.slice(0, MOST_CHARACTERS + 1));
	if (symbols === '') return refuse({ code: 'code_empty' });

	const foreign = foreignSymbol(symbols);
	if (foreign !== undefined) return refuse({ code: 'code_symbol', symbol: foreign });

	const parts = PARTS.exec(symbols);
	if (!parts || text.length > MOST_CHARACTERS) return refuse({ code: 'code_shape' });

	const [, prefix = '', year = '', body = ''] = parts;
	if (body.length < SHORTEST) return refuse({ code: 'code_short', missing: SHORTEST - body.length });
	if (!isChecked(symbols)) return refuse({ code: 'code_check' });
	return ok(`${prefix}-${year}-${body}` as TrackingCode);
}

/** How many codes of one prefix and year have `length` symbols after the year; the check adds none. */
export function codeSpace(length: number): number {
	return SYMBOLS.length ** (length - 1);
}

/** How many symbols the next code needs: one more whenever a tenth of a year's codes is used. */
export function lengthFor(usedThisYear: number): number {
	let length = SHORTEST;
	while (length < LONGEST && usedThisYear * 10 >= codeSpace(length)) length += 1;
	return length;
}
