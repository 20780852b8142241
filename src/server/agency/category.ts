import { type LocalDate, parseLocalDate } from '#server/deadline/calendar.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { CategoryId, UnitId } from '../access/policy.ts';
import { idIn } from '../platform/id.ts';
import type { Category, Directory } from './directory.ts';
import { unitIn } from './unit.ts';

/** Topics that can be chosen on `day`; others keep their names on the reports that have them. */
export function offeredCategories({ categories }: Pick<Directory, 'categories'>, day: LocalDate): Category[] {
	return [...categories.values()].filter(
		({ validFrom, validUntil }) => (validFrom ?? day) <= day && (validUntil ?? day) >= day,
	);
}

/** The topic a form or an address names by its id. */
export function categoryIn(
	text: string | null,
	{ categories }: Pick<Directory, 'categories'>,
): Category | undefined {
	const id = idIn<CategoryId>(text);
	return id ? categories.get(id) : undefined;
}

/** A topic as it was typed. */
export type TypedCategory = {
	readonly name: string;
	readonly nameEn: string;
	readonly unit: string;
	readonly validFrom: string;
	readonly validUntil: string;
};
export type CategoryFault = {
	readonly field: keyof TypedCategory;
	readonly code: 'name_missing' | 'name_taken' | 'unknown_unit' | 'no_date' | 'reversed';
};

/** The topic that was typed, or everything that keeps it from being one. `id` is the topic it changes, if any. */
export function categoryOf(
	typed: TypedCategory,
	{ categories, units }: Pick<Directory, 'categories' | 'units'>,
	id: CategoryId | null,
): Result<Omit<Category, 'id' | 'key'>, readonly CategoryFault[]> {
	const others = [...categories.values()].filter((other) => other.id !== id);
	const found = [...nameFaults(typed, others), ...placeFaults(typed, units)];
	if (found.length > 0) return refuse(found);
	const { name, nameEn, unit, validFrom, validUntil } = typed;
	return ok({
		name,
		nameEn,
		unitId: idIn<UnitId>(unit),
		validFrom: (validFrom || null) as LocalDate | null,
		validUntil: (validUntil || null) as LocalDate | null,
	});
}

function nameFaults({ name, nameEn }: TypedCategory, others: readonly Category[]): CategoryFault[] {
	const isTaken = others.some((other) => other.name.toLowerCase() === name.toLowerCase());
	const faults: (CategoryFault | false)[] = [
		name.length < 2 && { field: 'name', code: 'name_missing' },
		isTaken && { field: 'name', code: 'name_taken' },
		nameEn.length < 2 && { field: 'nameEn', code: 'name_missing' },
	];
	return faults.filter((fault) => fault !== false);
}

function placeFaults(
	{ unit, validFrom, validUntil }: TypedCategory,
	units: Directory['units'],
): CategoryFault[] {
	const isReversed = validUntil !== '' && validUntil < validFrom;
	const faults: (CategoryFault | false)[] = [
		unit !== '' && !unitIn(unit, { units }) && { field: 'unit', code: 'unknown_unit' },
		!isDay(validFrom) && { field: 'validFrom', code: 'no_date' },
		!isDay(validUntil) && { field: 'validUntil', code: 'no_date' },
		isReversed && { field: 'validUntil', code: 'reversed' },
	];
	return faults.filter((fault) => fault !== false);
}

function isDay(text: string): boolean {
	return text === '' || parseLocalDate(text) !== undefined;
}

/** A key for a new topic, from its name; none of the others has it. */
export function freshKey(name: string, taken: ReadonlySet<string>): string {
	const words =
		name
			.toLowerCase()
			.normalize('NFKD')
			.match(/[a-z0-9]+/g) ?? [];
	const plain = words
		.join('_')
		.replace(/^(?=\d|$)/, 'topik_')
		.slice(0, 60);
	for (let nth = 2, key = plain; ; nth += 1) {
		if (!taken.has(key)) return key;
		key = `${plain}_${nth}`;
	}
}
