import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPacks } from '#db/load-pack.ts';
import { aDatabase, type TestDatabase } from '../../../tests/database.ts';
import { directoryOfHost, forgetDirectories } from '../agency/queries.ts';
import type { UnitLists } from './lists.ts';
import { type Government, type Mapping, parseMapping } from './mapping.ts';
import { packOfLists } from './unit-lists.ts';

const FILE = new URL('../../../scripts/import-map/media-centre.json', import.meta.url);
const mapping = mappingOf(JSON.parse(readFileSync(FILE, 'utf8')));

function mappingOf(json: unknown): Mapping & { readonly government: Government } {
	const parsed = parseMapping(json);
	if (!parsed.ok || !parsed.value.government) throw new Error('the mapping does not fit');
	return { ...parsed.value, government: parsed.value.government };
}

const list = (...rows: readonly Record<string, string>[]) => rows.map((row) => new Map(Object.entries(row)));
const LISTS: UnitLists = {
	units: list(
		{ id: '1', name: 'Dinas Kebersihan & Taman' },
		{ id: '2', name: 'Kecamatan Tepi Awan' },
		{ id: '3', name: 'Kelurahan Awan Biru' },
		{ id: '4', name: 'Sekretariat Daerah' },
		{ id: '5', name: 'Bagian Umum' },
		{ id: '6', name: 'Kelurahan Tanpa Peta' },
		{ id: '7', name: '3T Terminal' },
	),
	districts: list({ id: '7', name: 'Tepiawan' }, { id: '12', name: 'Lembah', lat: '-7.5', lon: '112.5' }),
	villages: list(
		{ id: '31', name: 'Awan Biru', kecamatan_id: '7' },
		{ id: '208', name: 'Ngarai', kecamatan_id: '12', code: '88.71.12.2008' },
	),
	topics: list({ id: '1', name: 'Lampu' }, { id: '2', name: 'lampu ' }, { id: '3', name: 'Sampah/Selokan' }),
};

const packOf = (lists: UnitLists) => packOfLists(mapping, mapping.government, lists);
function pack() {
	const made = packOf(LISTS);
	if (!made.ok) throw new Error(JSON.stringify(made.refusal));
	return made.value;
}

describe('a government made from its lists', () => {
	test('has a leadership on top, a desk and an inspectorate, and its offices in their places', () => {
		expect(
			pack().units.map(({ key, kind, parent, jurisdiction }) => [key, kind, parent, ...jurisdiction]),
		).toEqual([
			['leadership', 'leadership', null],
			['complaint_desk', 'complaint_desk', 'leadership'],
			['inspectorate', 'inspectorate', 'leadership'],
			['dinas_kebersihan_taman', 'regional_office', 'leadership'],
			['kecamatan_tepi_awan', 'district_office', 'leadership', '88.71.07'],
			['kelurahan_awan_biru', 'village_office', 'kecamatan_tepi_awan', '88.71.07.1031'],
			['sekretariat_daerah', 'secretariat', 'leadership'],
			['bagian_umum', 'secretariat_division', 'sekretariat_daerah'],
			['kelurahan_tanpa_peta', 'village_office', 'leadership'],
			['n_3t_terminal', 'regional_office', 'leadership'],
		]);
	});

	test('keeps the inspectorate its list brings', () => {
		const made = packOf({ ...LISTS, units: list({ id: '9', name: 'Inspektorat Kota' }) });

		expect(made).toMatchObject({
			ok: true,
			value: { agency: { oversight: { inspectorateUnit: 'inspektorat_kota' } } },
		});
		expect(made.ok && made.value.units.filter(({ kind }) => kind === 'inspectorate')).toHaveLength(1);
	});

	test('has its places on the map, with the codes and points it brings or with made ones', () => {
		expect(pack().regions.map(({ code, centroid }) => [code, centroid.lat])).toEqual([
			['88.71', -7.2],
			['88.71.07', -7.2],
			['88.71.12', -7.5],
			['88.71.07.1031', -7.2],
			['88.71.12.2008', -7.2],
		]);
	});

	test('has each topic once', () => {
		expect(pack().categories.map(({ key }) => key)).toEqual(['lampu', 'sampah_selokan']);
	});

	test('is refused where its lists do not fit each other', () => {
		const orphan = packOf({ ...LISTS, villages: list({ id: '1', name: 'Lain', kecamatan_id: '99' }) });

		expect(orphan).toMatchObject({
			ok: false,
			refusal: [{ code: 'region_without_parent', path: 'regions.3.code' }],
		});
	});
});

describe('loaded beside the demonstration', () => {
	let database: TestDatabase;
	beforeAll(async () => {
		database = await aDatabase();
		await loadPacks(database.ownerUrl, pack());
		await loadPacks(database.ownerUrl, pack());
		forgetDirectories();
	});
	afterAll(() => database.close());

	test('it answers under its own name, with the terms of the nation', async () => {
		const directory = await directoryOfHost(database.db.pool, 'kedua.localhost');

		expect(directory?.agency).toMatchObject({ key: 'kota_kedua', prefix: 'KDA', codesUsed: 0 });
		expect(directory?.units.size).toBe(10);
		expect(directory?.termBooks).toHaveLength(1);
	});
});
