import { readSymbols, symbolsFrom } from '../report/check-symbol.ts';

const LENGTH = 8;

/** `7K2M-Q4XD`: stands in a recovery copy, and is typed back by whoever holds it. */
export function checkWords(random: Uint8Array): string {
	const symbols = symbolsFrom(random.subarray(0, LENGTH));
	return `${symbols.slice(0, LENGTH / 2)}-${symbols.slice(LENGTH / 2)}`;
}

/** The same words however they were typed; null for what cannot be any. */
export function readCheckWords(typed: string): string | null {
	const symbols = readSymbols(typed.slice(0, 40));
	return symbols.length === LENGTH ? `${symbols.slice(0, LENGTH / 2)}-${symbols.slice(LENGTH / 2)}` : null;
}
