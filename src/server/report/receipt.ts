import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { ReportId } from '../access/policy.ts';
import { checkSymbol, foreignSymbol, isChecked, readSymbols, symbolsFrom } from './check-symbol.ts';

/** What opens a reporter's own report, as shown once: `7K3-M9Q-XA2-BC4-DE5-FG6`. Never stored as it is. */
export type Receipt = string & { readonly __brand: 'Receipt' };

/** A receipt with the hash it is stored as, in hexadecimal. */
export type KeptReceipt = { readonly receipt: Receipt; readonly mac: string };

/** A stored report with the hash of its receipt: it says under which key of the installation that was made. */
export type Stored = { readonly id: ReportId; readonly code: string; readonly mac: string };

export type ReceiptRefusal =
	| { readonly code: 'receipt_empty' }
	| { readonly code: 'receipt_symbol'; readonly symbol: string }
	/** How many symbols were given; a receipt has 18. */
	| { readonly code: 'receipt_length'; readonly given: number; readonly wanted: number }
	/** A symbol is wrong, or two neighbours changed places. */
	| { readonly code: 'receipt_check' };

/** 17 symbols of five bits are 85 random bits: no guessing finds one, so a fast keyed hash is enough. */
export const RECEIPT_RANDOM_BYTES = 17;

const LENGTH = RECEIPT_RANDOM_BYTES + 1;
const GROUP = /.{3}(?=.)/g;

/** Nobody writes a receipt longer than this; the rest is not read. */
const MOST_CHARACTERS = 128;

/** A receipt of {@link RECEIPT_RANDOM_BYTES} random bytes, in groups of three with a check at the end. */
export function formatReceipt(random: Uint8Array): Receipt {
	if (random.length !== RECEIPT_RANDOM_BYTES) throw new Error('a receipt needs 17 random bytes');
	const symbols = symbolsFrom(random);
	return grouped(symbols + checkSymbol(symbols));
}

/** The receipt a person meant: groups, case and look-alikes as they please. Says nothing about whether it opens anything. */
export function parseReceipt(text: string): Result<Receipt, ReceiptRefusal> {
	const symbols = readSymbols(text.slice(0, MOST_CHARACTERS));
	if (symbols === '') return refuse({ code: 'receipt_empty' });

	const foreign = foreignSymbol(symbols);
	if (foreign !== undefined) return refuse({ code: 'receipt_symbol', symbol: foreign });
	if (symbols.length !== LENGTH)
		return refuse({ code: 'receipt_length', given: symbols.length, wanted: LENGTH });
	if (!isChecked(symbols)) return refuse({ code: 'receipt_check' });
	return ok(grouped(symbols));
}

/** What the keyed hash is taken over: the symbols alone, however they were grouped. */
export function receiptBytes(receipt: Receipt): Uint8Array {
	return new TextEncoder().encode(receipt.replaceAll('-', ''));
}

function grouped(symbols: string): Receipt {
	return symbols.replace(GROUP, '$&-') as Receipt;
}
