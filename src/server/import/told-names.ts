import type { CategoryId, UnitId } from '#server/access/policy.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { Mapping } from './mapping.ts';
import { findNamed, findVillage } from './names.ts';
import type { Cells } from './source-row.ts';
import { cell, type RowRefusal, type TellingGround } from './told-cells.ts';

/** What a row names by words, and how we find it. */
const NAMED = ['unit', 'category', 'district', 'village'] as const;
export type Named = (typeof NAMED)[number];

/** Who and where, in ids and codes of ours. */
export type Found = {
	/** The unit that had it; null when nobody here is called so, or nobody was named. */
	readonly unitId: UnitId | null;
	readonly categoryId: CategoryId | null;
	readonly districtCode: string | null;
	readonly villageCode: string | null;
	/** Names of places nobody here knows: they stay as words. */
	readonly placeWords: string;
	/** Names nobody here answers to, which the mapping lets pass. */
	readonly unknown: Readonly<Partial<Record<Named, string>>>;
};

export function namedIn(cells: Cells, ground: TellingGround): Result<Found, RowRefusal> {
	const { mapping } = ground;
	const written = Object.fromEntries(NAMED.map((one) => [one, cell(cells, one, mapping)])) as Record<
		Named,
		string
	>;
	const found = lookUp(written, ground);
	const lost = NAMED.filter((one) => written[one] && !found[one]);
	const refused = lost.find((one) => ruleFor(one, mapping) === 'refuse');
	if (refused) return refuse({ field: refused, reason: 'unknown', name: written[refused] });

	const words = (['village', 'district'] as const)
		.filter((one) => lost.includes(one))
		.map((one) => written[one]);
	return ok({
		unitId: found.unit ?? null,
		categoryId: found.category ?? null,
		districtCode: found.district ?? found.village?.split('.').slice(0, -1).join('.') ?? null,
		villageCode: found.village ?? null,
		placeWords: words.join(', '),
		unknown: Object.fromEntries(lost.map((one) => [one, written[one]])),
	});
}

function lookUp(written: Record<Named, string>, { mapping: { values }, names }: TellingGround) {
	const district = findNamed(names.district, written.district, values.district);
	return {
		unit: findNamed(names.unit, written.unit, values.unit),
		category: findNamed(names.category, written.category, values.category),
		district,
		village: findVillage(names, { name: written.village, district }, values.village),
	};
}

function ruleFor(one: Named, { unmatched }: Mapping): string {
	return one === 'unit' || one === 'category' ? unmatched[one] : unmatched.place;
}
