import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSetUp } from '#server/access/set-up-commands.ts';
import type { Pack } from '#server/agency/pack.ts';
import { directoryOfHost, forgetDirectories } from '#server/agency/queries.ts';
import { newKeyRing } from '#server/platform/keys.ts';
import { aDatabase, type TestDatabase } from '../tests/database.ts';
import { newAgency, type Wish } from './new-agency.ts';
import { testPacks } from './packs.ts';

const NOON = new Date('2026-03-02T12:00:00+07:00');
const LOGO = { bytes: Buffer.from('89504e470d0a1a0a', 'hex'), width: 10, height: 10, sha256: 'a'.repeat(64) };
let database: TestDatabase;
let pack: Pack;
beforeAll(async () => {
	database = await aDatabase();
	const [first] = testPacks();
	if (!first) throw new Error('no pack');
	pack = first;
});
afterAll(() => database.close());

const bring = (given: Partial<Wish> = {}) =>
	newAgency(database.ownerUrl, { pack, logo: null, mode: 'load', link: 'keep', at: NOON, ...given });
async function done(given: Partial<Wish> = {}) {
	const brought = await bring(given);
	if (!brought.ok) throw new Error(JSON.stringify(brought.refusal));
	return brought.value;
}
const changed = (agency: Partial<Pack['agency']>): Pack => ({
	...pack,
	agency: { ...pack.agency, ...agency },
});
const value = async (sql: string, ...given: unknown[]) =>
	Object.values((await database.owner.query(sql, given)).rows[0] ?? {})[0];
const agencies = () => value('select count(*) from agency');

describe('a government that comes in', () => {
	it('is only looked at when that is what was asked', async () => {
		const before = await agencies();

		expect(await done({ mode: 'check' })).toMatchObject({ was: 'new', written: false, link: null });
		expect(await agencies()).toBe(before);
	});

	it('stands whole, answers at its host, and has a link for its first administrator', async () => {
		const { was, written, link } = await done({ logo: LOGO });

		expect({ was, written }).toEqual({ was: 'new', written: true });
		forgetDirectories();
		const directory = await directoryOfHost(database.db.pool, 'lembahpurnama.example');
		expect(directory?.agency.prefix).toBe('WPB');
		expect(directory?.units.size).toBe(12);
		const token = link?.replace('/pasang/', '') ?? '';
		expect(await findSetUp({ db: database.db, ring: newKeyRing() }, token, NOON)).toMatchObject({
			agencyName: 'Pemerintah Kabupaten Lembah Purnama',
		});
	});

	it('again, changes nothing and says so; its link goes on', async () => {
		const links = () => value(`select count(*) from one_time_link where purpose = 'set_up'`);
		const before = await links();

		expect(await done({ logo: LOGO })).toEqual({ was: 'same', changes: [], written: false, link: null });
		expect(await links()).toBe(before);
	});

	it('gets another link when one is asked for, and none once it has an administrator', async () => {
		expect((await done({ link: 'new' })).link).toMatch(/^\/pasang\/[\w-]+$/);
		await database.owner.query(
			`with somebody as (insert into person (agency_id, name, initials, email) select id, 'Rani', 'R', 'rani@x.example' from agency where prefix = 'WPB' returning id, agency_id)
			insert into assignment (agency_id, person_id, role) select agency_id, id, 'system_admin' from somebody`,
		);

		expect((await done({ link: 'new' })).link).toBeNull();
	});
});

describe('a changed pack', () => {
	it('says what it would change, and changes it only when told to', async () => {
		const wish = { pack: { ...changed({ name: 'Pemerintah Berganti' }), replies: [REPLY] } };

		const asked = await done(wish);

		expect(asked).toMatchObject({ was: 'changed', written: false });
		expect(asked.changes).toEqual([
			{
				subject: 'agency lembah_purnama',
				field: 'name',
				before: 'Pemerintah Kabupaten Lembah Purnama',
				after: 'Pemerintah Berganti',
				unsafe: null,
			},
			{ subject: 'reply salam', field: null, before: null, after: 'Salam', unsafe: null },
		]);
		expect(await value(`select name from agency where prefix = 'WPB'`)).toBe(pack.agency.name);
		expect(await done({ ...wish, mode: 'update' })).toMatchObject({ was: 'changed', written: true });
		expect(await value(`select name from agency where prefix = 'WPB'`)).toBe('Pemerintah Berganti');
		await done({ mode: 'update' });
	});

	it('shows what an administrator changed meanwhile before it is undone', async () => {
		await database.owner.query(
			`update unit set name = 'Kantor Baru' where key = 'sekretariat_daerah' and agency_id = (select id from agency where prefix = 'WPB')`,
		);
		const units = pack.units.map((unit) =>
			unit.key === 'inspektorat' ? { ...unit, workweek: 6 as const } : unit,
		);

		const { changes } = await done({ pack: { ...pack, units } });

		expect(changes.map(({ subject, field }) => `${subject} ${field}`)).toEqual(
			expect.arrayContaining(['unit inspektorat workweek', 'unit sekretariat_daerah name']),
		);
	});

	it.each([
		['prefix', { prefix: 'ZZZ' }, 'stands_in_codes'],
		['zone', { zone: 'Asia/Jayapura' }, 'moves_every_day'],
	])('never changes the %s of a government that stands', async (field, agency, unsafe) => {
		const asked = await done({ pack: changed(agency), mode: 'update' });

		expect(asked.written).toBe(false);
		expect(asked.changes).toContainEqual(expect.objectContaining({ field, unsafe }));
	});

	it('never changes a book that reports are pinned to, and puts a later one behind it', async () => {
		const term = { days: 2, counted: 'working', source: 'Peraturan contoh 2/2027' } as const;
		const book = (validFrom: string) => ({
			version: 'baru',
			validFrom,
			terms: { complaint: { verify: term } },
		});
		const old = pack.termBook?.validFrom ?? '2018-01-01';

		const same = await done({ pack: { ...pack, termBook: book(old) }, mode: 'update' });
		const later = await done({ pack: { ...pack, termBook: book('2027-01-02') }, mode: 'update' });

		expect(same).toMatchObject({ written: false });
		expect(same.changes).toContainEqual(expect.objectContaining({ unsafe: 'pinned_to_reports' }));
		expect(later).toMatchObject({ written: true });
		expect(
			await value(
				`select days from term t join term_book b on b.id = t.term_book_id join agency a on a.id = b.agency_id
				 where a.prefix = 'WPB' and b.valid_from = '2027-01-02' and t.kind = 'complaint' and t.clock = 'verify'`,
			),
		).toBe(2);
	});
});

describe('a pack that cannot stand beside the others', () => {
	it('is refused with every reason at once, and nothing of it is stored', async () => {
		const before = await agencies();
		const twin = changed({
			key: 'kembar',
			parent: 'nobody',
			prefix: 'MSR',
			hostNames: ['muarasirih.example'],
		});

		const refused = await bring({ pack: twin });

		expect(refused.ok).toBe(false);
		const codes = refused.ok ? [] : refused.refusal.map(({ code, path }) => `${code} ${path}`);
		expect(codes).toEqual(
			expect.arrayContaining([
				'host_name_taken agency.hostNames.0',
				'prefix_taken agency.prefix',
				'unknown_reference agency.parent',
				'region_taken regions.0.code',
			]),
		);
		expect(await agencies()).toBe(before);
	});

	it('needs a host name where others answer already', async () => {
		const refused = await bring({ pack: changed({ key: 'kembar', prefix: 'KMB', hostNames: [] }) });

		expect(refused.ok ? [] : refused.refusal).toContainEqual(
			expect.objectContaining({ code: 'host_name_missing', value: 'kembar' }),
		);
	});
});

const REPLY = { key: 'salam', step: 'progress', name: 'Salam', body: 'Pekerjaan berjalan.' } as const;
