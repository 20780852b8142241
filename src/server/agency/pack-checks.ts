import type { Pack, PackRegion } from './pack.ts';
import { type PackRefusal, repeats } from './pack-words.ts';
import { replyFaults } from './reply.ts';

/** Agencies that serve citizens themselves and so must have somebody who verifies. */
const SERVING = [
	'ministry',
	'province',
	'regency',
	'city',
] as const satisfies readonly Pack['agency']['kind'][];

/** Everything in one pack that does not fit the rest of it. */
export function packFaults(pack: Pack): PackRefusal[] {
	return [
		...keyFaults(pack),
		...unitFaults(pack),
		...unitTreeFaults(pack),
		...regionFaults(pack.regions),
		...categoryFaults(pack),
		...oversightFaults(pack),
		...replyFaults(pack.replies),
	];
}

function keyFaults({ units, categories, daysOff, regions, replies }: Pack): PackRefusal[] {
	const keys = (part: string, name: string, values: string[]) =>
		repeats(values, (index) => `${part}.${index}.${name}`, 'key_repeated');
	return [
		...keys(
			'units',
			'key',
			units.map((unit) => unit.key),
		),
		...keys(
			'categories',
			'key',
			categories.map((category) => category.key),
		),
		...keys(
			'replies',
			'key',
			replies.map((reply) => reply.key),
		),
		...keys(
			'daysOff',
			'date',
			daysOff.map((day) => day.date),
		),
		...keys(
			'regions',
			'code',
			regions.map((region) => region.code),
		),
	];
}

function unitFaults({ units, regions }: Pack): PackRefusal[] {
	const known = new Set(units.map((unit) => unit.key));
	const codes = new Set(regions.map((region) => region.code));
	return units.flatMap((unit, index) => {
		const refusals: PackRefusal[] = [];
		if (unit.parent !== null && !known.has(unit.parent))
			refusals.push({ code: 'unknown_reference', path: `units.${index}.parent`, value: unit.parent });
		unit.jurisdiction.forEach((code, at) => {
			if (codes.has(code)) return;
			refusals.push({ code: 'unknown_reference', path: `units.${index}.jurisdiction.${at}`, value: code });
		});
		if (unit.officeHours.from >= unit.officeHours.to)
			refusals.push({
				code: 'hours_reversed',
				path: `units.${index}.officeHours`,
				value: unit.officeHours.to,
			});
		return refusals;
	});
}

function unitTreeFaults({ agency, units }: Pack): PackRefusal[] {
	const refusals: PackRefusal[] = [];
	const roots = units.filter((unit) => unit.parent === null);
	if (roots.length !== 1 || roots[0]?.kind !== 'leadership')
		refusals.push({ code: 'not_one_root', path: 'units', value: roots.map((unit) => unit.key).join(' ') });

	const desks = units.filter((unit) => unit.kind === 'complaint_desk');
	const wanted = (SERVING as readonly string[]).includes(agency.kind) ? 1 : 0;
	if (desks.length > 1 || desks.length < wanted)
		refusals.push({
			code: 'not_one_complaint_desk',
			path: 'units',
			value: desks.map((unit) => unit.key).join(' '),
		});

	const parents = new Map(units.map((unit) => [unit.key, unit.parent]));
	units.forEach((unit, index) => {
		if (isOwnAncestor(unit.key, parents))
			refusals.push({ code: 'not_a_tree', path: `units.${index}.parent`, value: unit.key });
	});
	return refusals;
}

function isOwnAncestor(key: string, parents: ReadonlyMap<string, string | null>): boolean {
	const passed = new Set<string>();
	let above = parents.get(key) ?? null;
	while (above !== null && !passed.has(above)) {
		if (above === key) return true;
		passed.add(above);
		above = parents.get(above) ?? null;
	}
	return false;
}

/** One region stands on top; each other has its parent, the code without its last part, in the pack. */
function regionFaults(regions: readonly PackRegion[]): PackRefusal[] {
	const codes = new Set(regions.map((region) => region.code));
	const top = Math.min(...regions.map((region) => region.code.length));
	const tops = regions.filter((region) => region.code.length === top).map((region) => region.code);
	const orphans = regions.flatMap((region, index): PackRefusal[] => {
		const parent = parentCode(region.code);
		if (region.code === tops[0] || (parent !== null && codes.has(parent))) return [];
		return [{ code: 'region_without_parent', path: `regions.${index}.code`, value: region.code }];
	});
	return [...orphans, ...levelFaults(regions), ...tileFaults(regions)];
}

/** How many parts the code of a region of this kind has. */
const CODE_PARTS = { province: 1, regency: 2, city: 2, district: 3, village: 4 } as const satisfies Record<
	PackRegion['kind'],
	number
>;

function levelFaults(regions: readonly PackRegion[]): PackRefusal[] {
	return regions.flatMap((region, index): PackRefusal[] => {
		if (region.code.split('.').length === CODE_PARTS[region.kind]) return [];
		return [{ code: 'malformed', path: `regions.${index}.kind`, value: region.kind }];
	});
}

function tileFaults(regions: readonly PackRegion[]): PackRefusal[] {
	const at = regions.flatMap((region, index) =>
		region.kind === 'district' ? [{ index, tile: region.tile }] : [],
	);
	return repeats(
		at.map(({ tile }) => `${tile.x},${tile.y}`),
		(nth) => `regions.${at[nth]?.index}.tile`,
		'tile_taken',
	);
}

function categoryFaults({ categories, units }: Pack): PackRefusal[] {
	const known = new Set(units.map((unit) => unit.key));
	return categories.flatMap((category, index) => {
		const refusals: PackRefusal[] = [];
		if (category.unit !== null && !known.has(category.unit))
			refusals.push({ code: 'unknown_reference', path: `categories.${index}.unit`, value: category.unit });
		if (category.validTo !== null && category.validTo < category.validFrom)
			refusals.push({
				code: 'valid_to_before_from',
				path: `categories.${index}.validTo`,
				value: category.validTo,
			});
		return refusals;
	});
}

function oversightFaults({ agency, units }: Pack): PackRefusal[] {
	const key = agency.oversight.inspectorateUnit;
	if (key === null) return [];
	if (units.some((unit) => unit.key === key && unit.kind === 'inspectorate')) return [];
	return [{ code: 'unknown_reference', path: 'agency.oversight.inspectorateUnit', value: key }];
}

/** The code of the region around this one; null for a province. */
export function parentCode(code: string): string | null {
	const end = code.lastIndexOf('.');
	return end === -1 ? null : code.slice(0, end);
}
