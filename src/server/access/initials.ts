/** Titles before a name start in lower case ("dr.", "drg.") or are no letters at all. */
const NAME_WORD = /^\p{Lu}\p{L}/u;

/** What the public trail shows of an officer: "dr. Ananda Prakoso" is "A.P.". */
export function initialsOf(name: string): string {
	return name
		.split(/\s+/)
		.filter((word) => NAME_WORD.test(word))
		.map((word) => `${word[0]}.`)
		.join('');
}
