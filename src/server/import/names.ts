import type { CategoryId, UnitId } from '#server/access/policy.ts';
import type { Directory } from '#server/agency/directory.ts';
import type { Pack } from '#server/agency/pack.ts';

/** How a government calls its offices, topics and places, for finding them by the names of a foreign file. */
export type Names = {
	readonly unit: ReadonlyMap<string, UnitId | null>;
	readonly category: ReadonlyMap<string, CategoryId | null>;
	/** Name → code. */
	readonly district: ReadonlyMap<string, string | null>;
	/** Name, and name with the code of its district before it → code. */
	readonly village: ReadonlyMap<string, string | null>;
};

/** A name without what people write differently: capitals, spaces, signs, accents. */
export function plainName(name: string): string {
	return name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

type Named<Id> = { readonly id: Id; readonly called: readonly string[] };
type Place = {
	readonly code: string;
	readonly parentCode: string | null;
	readonly kind: string;
	readonly name: string;
};

export function namesOf({ units, categories, regions }: Directory): Names {
	return namesFrom({
		units: [...units.values()].map(({ id, key, name, shortName }) => ({
			id,
			called: [key, name, shortName],
		})),
		categories: [...categories.values()].map(({ id, key, name }) => ({ id, called: [key, name] })),
		places: [...regions.values()],
	});
}

/** The same before the pack is in the database: ids count the pack's own offices and topics, from 1. */
export function namesOfPack({ units, categories, regions }: Pack): Names {
	return namesFrom({
		units: units.map(({ key, name, shortName }, nth) => ({
			id: (nth + 1) as UnitId,
			called: [key, name, shortName],
		})),
		categories: categories.map(({ key, name }, nth) => ({
			id: (nth + 1) as CategoryId,
			called: [key, name.id],
		})),
		places: regions.map(({ code, kind, name }) => ({
			code,
			kind,
			name,
			parentCode: code.split('.').slice(0, -1).join('.'),
		})),
	});
}

function namesFrom(all: {
	readonly units: readonly Named<UnitId>[];
	readonly categories: readonly Named<CategoryId>[];
	readonly places: readonly Place[];
}): Names {
	const places = (kind: string) => all.places.filter((place) => place.kind === kind);
	return {
		unit: indexed(all.units),
		category: indexed(all.categories),
		district: indexed(places('district').map(({ code, name }) => ({ id: code, called: [name] }))),
		village: indexed(
			places('village').map(({ code, name, parentCode }) => ({
				id: code,
				called: [name, `${parentCode} ${name}`],
			})),
		),
	};
}

/** By name; null where two are called the same, so that nobody is taken for somebody else. */
function indexed<Id>(all: readonly Named<Id>[]): ReadonlyMap<string, Id | null> {
	const index = new Map<string, Id | null>();
	for (const { id, called } of all)
		for (const name of new Set(called.map(plainName)))
			index.set(name, index.has(name) && index.get(name) !== id ? null : id);
	return index;
}

/** Who is called `name`, by an alias of the mapping or by their own; undefined when nobody or several are. */
export function findNamed<Id>(
	index: ReadonlyMap<string, Id | null>,
	name: string,
	aliases: Readonly<Record<string, string>>,
): Id | undefined {
	const ours = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
	return index.get(plainName(ours ?? name)) ?? undefined;
}

/** The village of that name in the district, else the only one of that name anywhere. */
export function findVillage(
	{ village }: Names,
	{ name, district }: { readonly name: string; readonly district: string | undefined },
	aliases: Readonly<Record<string, string>>,
): string | undefined {
	const ours = Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
	if (district) return findNamed(village, `${district} ${ours}`, {});
	return findNamed(village, ours, {});
}
