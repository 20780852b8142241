import type { Government } from './mapping.ts';
import { plainName } from './names.ts';
import type { Cells } from './source-row.ts';

/**
 * Lists as governments hand them over: `id` and `name`; for villages `kecamatan_id`, the id of their district.
 * Districts and villages may bring `code` (Kemendagri's), `lat` and `lon`.
 */
export type UnitLists = {
	readonly units: readonly Cells[];
	readonly districts: readonly Cells[];
	readonly villages: readonly Cells[];
	readonly topics: readonly Cells[];
};

export function text(cells: Cells, column: string): string {
	return (cells.get(column) ?? '').trim();
}

/** The first of each name: the same name twice is one thing written twice. */
export function distinct(list: readonly Cells[]): readonly Cells[] {
	const seen = new Set<string>();
	return list.filter((cells) => {
		const name = plainName(text(cells, 'name'));
		return !seen.has(name) && seen.add(name);
	});
}

/** `Dinas Pekerjaan Umum` → `dinas_pekerjaan_umum`. */
export function keyOf(cells: Cells): string {
	const key = text(cells, 'name')
		.normalize('NFKD')
		.toLowerCase()
		.replace(/\p{M}/gu, '')
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^_|_$/g, '');
	return /^[a-z]/.test(key) ? key : `n_${key}`;
}

export function topicsOf({ topics }: UnitLists, { validFrom }: Government) {
	return distinct(topics).map((cells) => ({
		key: keyOf(cells),
		name: { id: text(cells, 'name'), en: text(cells, 'name') },
		unit: null,
		validFrom,
		validTo: null,
	}));
}

const TILE_COLUMNS = 4;

/** The whole area, its districts on the tile map in the order of the list, and their villages. */
export function regionsOf(lists: UnitLists, government: Government) {
	const { kind, code, name } = government.area;
	return [
		{ kind, code, name, centroid: pointOf(new Map(), government) },
		...lists.districts.map((cells, index) => ({
			kind: 'district',
			code: districtCode(text(cells, 'id'), government, lists),
			name: text(cells, 'name'),
			centroid: pointOf(cells, government),
			tile: { x: index % TILE_COLUMNS, y: Math.floor(index / TILE_COLUMNS) },
		})),
		...lists.villages.map((cells) => {
			const villageIs = villageCode(cells, government, lists);
			return {
				kind: 'village',
				code: villageIs,
				name: text(cells, 'name'),
				centroid: pointOf(cells, government),
				urban: isUrban(villageIs),
			};
		}),
	];
}

/** Kemendagri's code where the list has it, else one made of the area's and the list's own number. */
export function districtCode(id: string, { area }: Government, { districts }: UnitLists): string {
	const known = districts.find((cells) => text(cells, 'id') === id);
	return (known && text(known, 'code')) || `${area.code}.${id.padStart(2, '0')}`;
}

export function villageCode(cells: Cells, government: Government, lists: UnitLists): string {
	const district = districtCode(text(cells, 'kecamatan_id'), government, lists);
	return text(cells, 'code') || `${district}.${text(cells, 'id').padStart(3, '0').padStart(4, '1')}`;
}

/** Kemendagri numbers kelurahan from 1001, desa from 2001. */
function isUrban(code: string): boolean {
	return code.split('.').at(-1)?.startsWith('1') ?? false;
}

function pointOf(cells: Cells, { area }: Government) {
	const lat = text(cells, 'lat');
	const lon = text(cells, 'lon');
	return lat && lon ? { lat: Number(lat), lon: Number(lon) } : { lat: area.lat, lon: area.lon };
}
