import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarOf, type Directory, termBookOn } from '#server/agency/directory.ts';
import { directoryOfAgency, directoryOfHost, forgetDirectories } from '#server/agency/queries.ts';
import type { LocalDate } from '#server/deadline/calendar.ts';
import { aDatabase, type TestDatabase } from '../tests/database.ts';
import { loadDemoGovernments, loadPacks, loadTestGovernments } from './load-pack.ts';
import { testPacks } from './packs.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await aDatabase();
});
afterAll(() => database.close());

async function at(host: string): Promise<Directory> {
	forgetDirectories();
	const directory = await directoryOfHost(database.db.pool, host);
	if (!directory) throw new Error(`nobody answers at ${host}`);
	return directory;
}

const unitOf = ({ units }: Directory, key: string) => {
	const unit = [...units.values()].find((one) => one.key === key);
	if (!unit) throw new Error(key);
	return unit;
};

describe('the demonstration government', () => {
	it.each(['localhost', '127.0.0.1', '::1', 'muarasirih.example'])('answers at %s', async (host) => {
		const { agency } = await at(host);

		expect(agency).toMatchObject({ key: 'muara_sirih', prefix: 'MSR', demo: true, zone: 'Asia/Makassar' });
		expect(agency.leaderTitle).toEqual({ id: 'Bupati', en: 'Regent' });
		expect(agency.settings.photos).toEqual({ most: 5, megabytes: 10 });
		expect(agency.settings.contact.emergencyPhone).toBe('112');
	});

	it('comes whole: units in one tree, places, categories in both languages', async () => {
		const directory = await at('localhost');

		expect(directory.units.size).toBeGreaterThan(39);
		expect([...directory.units.values()].filter(({ parentId }) => parentId === null)).toHaveLength(1);
		expect(unitOf(directory, 'meja_pengaduan')).toMatchObject({
			parentId: unitOf(directory, 'dinas_kominfo').id,
			officeHours: { from: '08.00', until: '16.30' },
		});
		expect(directory.verifyingUnitId).toBe(unitOf(directory, 'meja_pengaduan').id);
		expect(directory.inspectorateUnitId).toBe(unitOf(directory, 'inspektorat').id);
		expect(directory.regions.get('99.01.01')).toMatchObject({ parentCode: '99.01', tile: { x: 1, y: 1 } });
		expect([...directory.categories.values()].find(({ key }) => key === 'lampu_jalan')).toMatchObject({
			name: 'Lampu jalan',
			nameEn: 'Street lights',
			unitId: unitOf(directory, 'dinas_perhubungan').id,
		});
	});

	it('an office of six days works on Saturdays, the others rest', async () => {
		const directory = await at('localhost');

		expect(calendarOf(directory, unitOf(directory, 'rsud').id).workweek.has(6)).toBe(true);
		expect(calendarOf(directory, unitOf(directory, 'dinas_pupr').id).workweek.has(6)).toBe(false);
	});

	it("knows the nation's days off and its own, each with its decree", async () => {
		const { calendar } = await at('localhost');

		expect(calendar.daysOff.get('2026-08-17' as LocalDate)?.kind).toBe('national_holiday');
		expect(calendar.daysOff.get('2026-12-03' as LocalDate)).toMatchObject({
			kind: 'local_holiday',
			source: 'Keputusan Bupati Muara Sirih 100.3/73/2025',
		});
	});

	it("promises less than the nation in its own book, the nation's where it has none", async () => {
		const directory = await at('localhost');
		const before = termBookOn(directory, '2025-06-02' as LocalDate);
		const now = termBookOn(directory, '2026-06-02' as LocalDate);

		expect(before.terms.information_request.complete.days).toBe(5);
		expect(now.terms.information_request.complete).toEqual({
			days: 3,
			counted: 'working',
			source: 'Maklumat Pelayanan Muara Sirih 2026',
		});
		expect(now.terms.complaint.complete).toEqual({
			days: 14,
			counted: 'working',
			source: 'PermenPANRB 62/2018',
		});
		expect(now.rules.climb.map(({ lateDays, to }) => [lateDays, to])).toEqual([
			[1, 'head'],
			[3, 'leader'],
			[10, 'ombudsman'],
		]);
	});

	it('is examined by its Ombudsman and overseen by all above it', async () => {
		const { agency } = await at('localhost');
		const { rows } = await database.owner.query(
			'select key from agency where $1 = any (oversees) order by key',
			[agency.id],
		);

		expect(agency.ombudsmanName).not.toBeNull();
		expect(rows.map(({ key }) => key)).toEqual([
			'badan_pengaduan_nasional',
			'banua_kenanga',
			'ombudsman_banua_kenanga',
		]);
	});
});

describe('loading again', () => {
	it('changes nothing, and does not undo what an administrator changed', async () => {
		await database.owner.query("delete from day_off where date = '2026-12-03'");
		const counts = async () => {
			const tables = ['agency', 'agency_host', 'region', 'unit', 'category', 'day_off', 'term_book', 'term'];
			const one = (table: string) =>
				database.owner.query(
					`select '${table}' as name, count(*), max(xmin::text::bigint) as newest from ${table}`,
				);
			return Promise.all(tables.map(async (table) => (await one(table)).rows[0]));
		};
		const before = await counts();

		await loadDemoGovernments(database.ownerUrl);

		expect(await counts()).toEqual(before);
	});

	it('a changed pack is laid over the rows; pinned books stay as they were', async () => {
		await loadTestGovernments(database.ownerUrl);
		const [pack] = testPacks();
		if (!pack) throw new Error('no pack');
		const books = 'select id, version, valid_from from term_book order by id';
		const before = (await database.owner.query(books)).rows;

		await loadPacks(database.ownerUrl, {
			...pack,
			agency: { ...pack.agency, name: 'Pemerintah Berganti Nama' },
		});

		const { rows } = await database.owner.query('select name from agency where key = $1', [pack.agency.key]);
		expect(rows).toEqual([{ name: 'Pemerintah Berganti Nama' }]);
		expect((await database.owner.query(books)).rows).toEqual(before);
	});
});

describe('three more governments', () => {
	it('boot from their packs alone, each in its own zone', async () => {
		await loadTestGovernments(database.ownerUrl);
		const zones = await Promise.all(
			testPacks().map(async ({ agency }) => {
				const { rows } = await database.owner.query('select id from agency where key = $1', [agency.key]);
				const directory = await directoryOfAgency(database.db.pool, rows[0].id);
				return [directory?.agency.zone, directory?.calendar.utcOffset];
			}),
		);

		expect(zones).toEqual([
			['Asia/Jakarta', 7],
			['Asia/Makassar', 8],
			['Asia/Jayapura', 9],
		]);
	});
});
