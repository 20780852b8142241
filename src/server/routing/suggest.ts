import type { UnitId } from '../access/policy.ts';
import type { Category, Directory } from '../agency/directory.ts';
import { openUnits, type Unit } from '../agency/unit.ts';

/** Why an office is suggested: words of the story that are among its topics, and whether the place is its own. */
export type Suggestion = {
	readonly unitId: UnitId;
	readonly words: readonly string[];
	readonly isItsPlace: boolean;
};

type Told = {
	readonly story: string;
	/** District and village as the reporter chose them; empty when not chosen. */
	readonly district: string;
	readonly village: string;
};

const MOST = 3;
/** What a word found weighs; a topic of several words says more than a single one. */
const WEIGHT = { topicWord: 2, categoryWord: 1, ownPlace: 1 } as const;
const WORD = /[\p{L}\p{N}]+/gu;
/** Words of the names of categories that say nothing about their matter. */
const SHORTEST_CATEGORY_WORD = 3;

/**
 * Up to three offices the story sounds like, the likeliest first, with the reason for each. An office for a part of the
 * land is suggested only there, and then before those for all of it. The inspectorate is none of them: what is for it
 * is a supervisory complaint. Guesses: the verifier decides.
 */
export function suggestUnits(told: Told, directory: Directory): readonly Suggestion[] {
	const said = ` ${wordsOf(told.story).join(' ')} `;
	return openUnits(directory)
		.filter((unit) => unit.kind !== 'inspectorate' && servesAt(unit, told))
		.map((unit) => weigh(unit, { said, told, directory }))
		.filter(({ words }) => words.length > 0)
		.sort((left, right) => right.weight - left.weight)
		.slice(0, MOST)
		.map(({ unitId, words, isItsPlace }) => ({ unitId, words, isItsPlace }));
}

/** No jurisdiction means all of the government's land. */
function servesAt({ jurisdiction }: Unit, { district, village }: Told): boolean {
	return jurisdiction.length === 0 || jurisdiction.some((code) => code === district || code === village);
}

type Ground = { readonly said: string; readonly told: Told; readonly directory: Directory };

function weigh(unit: Unit, { said, told, directory }: Ground) {
	const topics = unit.topics.filter((topic) => isSaid(topic, said));
	const categories = [...directory.categories.values()].filter(({ unitId }) => unitId === unit.id);
	const inCategories = categories.flatMap(wordsOfCategory).filter((word) => isSaid(word, said));
	const isItsPlace = unit.jurisdiction.length > 0 && servesAt(unit, told);
	return {
		unitId: unit.id,
		words: withoutParts([...new Set([...topics, ...inCategories])]),
		isItsPlace,
		weight:
			topics.reduce((sum, topic) => sum + WEIGHT.topicWord * wordsOf(topic).length, 0) +
			WEIGHT.categoryWord * inCategories.length +
			(isItsPlace ? WEIGHT.ownPlace : 0),
	};
}

function wordsOfCategory({ name, nameEn }: Category): readonly string[] {
	return [...new Set([...wordsOf(name), ...wordsOf(nameEn)])].filter(
		(word) => word.length > SHORTEST_CATEGORY_WORD,
	);
}

/** "Lampu" says nothing more where "lampu jalan" was found. */
function withoutParts(words: readonly string[]): readonly string[] {
	const isPart = (word: string) =>
		words.some((other) => other !== word && ` ${other.toLowerCase()} `.includes(` ${word.toLowerCase()} `));
	return words.filter((word) => !isPart(word));
}

/** Indonesian hangs -nya and -an on the word that is meant: `jalannya` is about a `jalan`. */
function isSaid(topic: string, said: string): boolean {
	const meant = wordsOf(topic).join(' ');
	return ['', 'nya'].some((ending) => said.includes(` ${meant}${ending} `));
}

function wordsOf(text: string): readonly string[] {
	return text.toLowerCase().match(WORD) ?? [];
}
