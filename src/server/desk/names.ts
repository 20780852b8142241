/** A thing people know by its name: typed instead of picked, because typing is quicker. */
export type Named<Id = string> = {
	readonly id: Id;
	/** What the list offers; no two are the same. */
	readonly label: string;
	/** Other ways to say it; several things may share one. */
	readonly also: readonly string[];
};

/** What a typed name means. */
export type Meant<Id> =
	| { readonly is: 'nothing' }
	| { readonly is: 'one'; readonly id: Id }
	/** Several are called so: their labels. */
	| { readonly is: 'several'; readonly labels: readonly string[] }
	| { readonly is: 'unknown' };

const MOST_OFFERED = 4;

/** The thing a typed name means: its label, then its other names, then the only one that begins so. */
export function meant<Id>(typed: string, things: readonly Named<Id>[]): Meant<Id> {
	const wanted = plain(typed);
	if (wanted === '') return { is: 'nothing' };
	const steps: readonly ((thing: Named<Id>) => boolean)[] = [
		({ label }) => plain(label) === wanted,
		({ also }) => also.some((name) => plain(name) === wanted),
		({ label, also }) => [label, ...also].some((name) => plain(name).startsWith(wanted)),
	];
	for (const isIt of steps) {
		const found = things.filter(isIt);
		if (found.length > 0) return oneOf(found);
	}
	return { is: 'unknown' };
}

function oneOf<Id>(found: readonly Named<Id>[]): Meant<Id> {
	const [first, ...more] = found;
	if (first && more.length === 0) return { is: 'one', id: first.id };
	return { is: 'several', labels: found.slice(0, MOST_OFFERED).map(({ label }) => label) };
}

/** Case, accents, and how the words are parted decide nothing. */
function plain(text: string): string {
	return text
		.normalize('NFKD')
		.toLowerCase()
		.replace(/\p{M}/gu, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}
