/** What phrases say nothing, and which little words do not make up for it; both are words of a language (text/). */
export type Empty = { readonly phrases: readonly string[]; readonly fillers: readonly string[] };

/** An answer with fewer words of its own says nothing of this report. */
const FEWEST_OWN_WORDS = 3;

/**
 * Whether `text` says nothing but courtesies that would suit every report (attack 70): what is left without the stock
 * phrases and little words is too little. It judges words, not truth; a superior and the reporter judge that.
 */
export function isBoilerplate(text: string, { phrases, fillers }: Empty): boolean {
	const bare = phrases
		.map(wordsOf)
		.sort((one, other) => other.length - one.length)
		.reduce((left, phrase) => left.replaceAll(` ${phrase.join(' ')} `, ' '), spaced(text));
	const own = wordsOf(bare).filter((word) => !fillers.includes(word));
	return new Set(own).size < FEWEST_OWN_WORDS;
}

function spaced(text: string): string {
	return ` ${wordsOf(text).join(' ')} `;
}

function wordsOf(text: string): readonly string[] {
	return (
		text
			.normalize('NFKC')
			.toLowerCase()
			.match(/[\p{L}\p{N}]+/gu) ?? []
	);
}
