import { ok, type Result, refuse } from '#server/platform/result.ts';

/** SHA-256 of a text as hexadecimal digits; given by the caller, because a rule computes nothing with the machine. */
export type Hash = (text: string) => string;

/** What a step says that is nobody's personal data: it stays for ever. Undefined is left out. */
export type Fact =
	| string
	| number
	| boolean
	| null
	| Date
	| readonly Fact[]
	| { readonly [name: string]: Fact | undefined };
export type Facts = { readonly [name: string]: Fact | undefined };

/** The words of a step by their names, or a file of it by its SHA-256: erasable, hidden in the hash by the salt. */
export type EvidenceText = {
	readonly part: string;
	readonly salt: string;
	readonly text: string | Readonly<Record<string, string>>;
};

/** A step as evidence. What is erased is missing from `texts`; its commitment remains. */
export type EvidenceStep = {
	readonly hash: string;
	readonly facts: Facts;
	readonly commitments: readonly string[];
	readonly texts: readonly EvidenceText[];
};

export type BrokenLink = {
	readonly code: 'chain_broken';
	/** Place of the first step that does not hold, from 0; the number of steps when the end is missing. */
	readonly at: number;
	readonly why: 'hash' | 'text' | 'end';
};

/** What the first step of every chain follows. */
export const CHAIN_START = '0'.repeat(64);

/**
 * One way to write `value`: names sorted, text in Unicode NFC, instants in ISO 8601 UTC.
 * The same facts give the same text whoever stored them between, a database included.
 */
export function canonical(value: Fact): string {
	if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'));
	if (typeof value === 'number') return canonicalNumber(value);
	if (value instanceof Date) return JSON.stringify(value.toISOString());
	if (isList(value)) return `[${value.map(canonical).join(',')}]`;
	return typeof value === 'object' && value !== null ? canonicalObject(value) : String(value);
}

/** Stands for a text without telling it: with the salt it proves the text, without the salt it says nothing. */
export function commitment(hash: Hash, { part, salt, text }: EvidenceText): string {
	return hash(canonical(['text', part, salt, text]));
}

/** The hash of a step: of the step before it, its facts, and the commitments of its texts and files in their order. */
function stepHash(
	hash: Hash,
	previous: string,
	{ facts, commitments }: Pick<EvidenceStep, 'facts' | 'commitments'>,
): string {
	return hash(canonical(['step', previous, facts, commitments]));
}

/** The next link of a chain, ready to be stored. */
export function linkStep(
	hash: Hash,
	previous: string,
	facts: Facts,
	texts: readonly EvidenceText[],
): EvidenceStep {
	const commitments = texts.map((text) => commitment(hash, text));
	return { hash: stepHash(hash, previous, { facts, commitments }), facts, commitments, texts };
}

/**
 * The hash a whole chain ends in, or its first broken link. Erased texts do not break it.
 * Steps taken away at the end are noticed only against `end`, the last hash as it was kept elsewhere.
 */
export function verifyChain(
	hash: Hash,
	steps: readonly EvidenceStep[],
	end?: string,
): Result<string, BrokenLink> {
	let previous = CHAIN_START;
	for (const [at, step] of steps.entries()) {
		const why = brokenBy(hash, step, previous);
		if (why) return refuse({ code: 'chain_broken', at, why });
		previous = step.hash;
	}
	if (end !== undefined && end !== previous)
		return refuse({ code: 'chain_broken', at: steps.length, why: 'end' });
	return ok(previous);
}

/**
 * One hash over the ends of all chains, whatever their order: the root of a Merkle tree of the sorted hashes.
 * Published daily, it shows later whether anything was rewritten.
 */
export function dailyRoot(hash: Hash, ends: readonly string[]): string {
	let level = [...new Set(ends)].sort().map((end) => hash(canonical(['leaf', end])));
	while (level.length > 1) level = parentsOf(hash, level);
	return level[0] ?? hash(canonical(['empty']));
}

function brokenBy(hash: Hash, step: EvidenceStep, previous: string): BrokenLink['why'] | undefined {
	if (step.hash !== stepHash(hash, previous, step)) return 'hash';
	const known = new Set(step.commitments);
	if (!step.texts.every((text) => known.has(commitment(hash, text)))) return 'text';
	return undefined;
}

function parentsOf(hash: Hash, level: readonly string[]): string[] {
	return level.flatMap((left, at) => {
		if (at % 2 === 1) return [];
		const right = level[at + 1];
		// One left over climbs as it is: pairing it with itself would let two different days share a root.
		return [right === undefined ? left : hash(canonical(['node', left, right]))];
	});
}

function isList(value: Fact): value is readonly Fact[] {
	return Array.isArray(value);
}

function canonicalNumber(value: number): string {
	if (!Number.isFinite(value)) throw new Error(`${value} cannot be evidence`);
	return JSON.stringify(value);
}

function canonicalObject(value: { readonly [name: string]: Fact | undefined }): string {
	const members = Object.entries(value)
		.map(([name, fact]) => [name.normalize('NFC'), fact] as const)
		.filter((member): member is readonly [string, Fact] => member[1] !== undefined)
		.sort(([left], [right]) => compareText(left, right))
		.map(([name, fact]) => `${JSON.stringify(name)}:${canonical(fact)}`);
	return `{${members.join(',')}}`;
}

/** By code unit: the order may not depend on anybody's language. */
function compareText(left: string, right: string): number {
	if (left === right) return 0;
	return left < right ? -1 : 1;
}
