import { checkSymbol, isChecked, readSymbols } from '../report/check-symbol.ts';

/** The number on a printed form or sticker, `00012-X`: counted on, with a check that knows the government. */
export type PaperNumber = string & { readonly __brand: 'PaperNumber' };

/** Most numbers printed at once, and the highest there is. */
export const MOST_FORMS = 60;
export const HIGHEST_NUMBER = 9_999_999;

const DIGITS = 5;
const NUMBER = /^(\d{5,7})(.)$/;
/** A scanner types the whole address that stands in the QR code. */
const BEFORE_NUMBER = /^.*[=/]/s;

export function paperNumber(count: number, prefix: string): PaperNumber {
	const digits = String(count).padStart(DIGITS, '0');
	return `${digits}-${checkSymbol(prefix + digits)}` as PaperNumber;
}

/** The number somebody typed or a scanner read; null for what is none of this government's, one wrong digit included. */
export function parsePaperNumber(
	text: string,
	prefix: string,
): { readonly number: PaperNumber; readonly count: number } | null {
	const symbols = readSymbols(text.slice(0, 300).trim().replace(BEFORE_NUMBER, ''));
	const [, digits, check] = NUMBER.exec(symbols) ?? [];
	if (!digits || !check || !isChecked(prefix + digits + check)) return null;
	return { number: `${digits}-${check}` as PaperNumber, count: Number(digits) };
}
