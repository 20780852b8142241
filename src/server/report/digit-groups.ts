/** Digits that stand together, and what parts them from the digits before. */
export type DigitGroup = {
	readonly start: number;
	readonly end: number;
	readonly digits: string;
	/** A space, dot, dash or bracket or two; null where something else, or nothing, stands before. */
	readonly gap: string | null;
};

/** Several neighbouring groups read as one number. */
export type Digits = {
	readonly start: number;
	readonly end: number;
	readonly digits: string;
	readonly groups: readonly DigitGroup[];
};

const GAP = /^[ .()-]{1,3}$/;

/** No number of a person has more digits or groups than this. */
const MOST_DIGITS = 18;
const MOST_GROUPS = 8;

/** All groups of digits of a text with plain digits. */
export function digitGroups(plain: string): readonly DigitGroup[] {
	let before = 0;
	return Array.from(plain.matchAll(/\d+/g), ({ 0: digits, index: start }) => {
		const between = plain.slice(Math.max(before, start - 4), start);
		before = start + digits.length;
		return { start, end: before, digits, gap: GAP.test(between) ? between : null };
	});
}

/** Every number that can begin at group `at`: the group alone, with the next, with the next two … */
export function numbersFrom(groups: readonly DigitGroup[], at: number): readonly Digits[] {
	const numbers: Digits[] = [];
	let joined: Digits | undefined;
	for (const group of groups.slice(at, at + MOST_GROUPS)) {
		if (joined && group.gap === null) break;
		joined = join(joined, group);
		if (joined.digits.length > MOST_DIGITS) break;
		numbers.push(joined);
	}
	return numbers;
}

/** Whether the same sign parts all groups: a number is rarely written two ways at once, a date beside a time is. */
export function isEvenlyParted({ groups }: Digits): boolean {
	return new Set(groups.slice(1).map(({ gap }) => gap?.trim())).size <= 1;
}

function join(number: Digits | undefined, group: DigitGroup): Digits {
	if (!number) return { start: group.start, end: group.end, digits: group.digits, groups: [group] };
	return {
		start: number.start,
		end: group.end,
		digits: number.digits.length > MOST_DIGITS ? number.digits : number.digits + group.digits,
		groups: [...number.groups, group],
	};
}
