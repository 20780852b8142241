import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announcedAt } from '#server/agency/announcement.ts';
import { offeredCategories } from '#server/agency/category.ts';
import type { Directory } from '#server/agency/directory.ts';
import { directoryOfAgency, forgetDirectories } from '#server/agency/queries.ts';
import type { LocalDate } from '#server/deadline/calendar.ts';
import { seenBy } from '#server/platform/db.ts';
import { aDesk, type Desk } from '../../../tests/desk.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { load as stepLoad } from '../petugas/laporan/[kode]/langkah/[langkah]/+page.server.ts';
import { actions as replyActions, load as replyLoad } from './balasan/+page.server.ts';
import { actions as categoryActions, load as categoryLoad } from './kategori/+page.server.ts';
import { actions as settingsActions, load as settingsLoad } from './pengaturan/+page.server.ts';
import { actions as newsActions, load as newsLoad } from './pengumuman/+page.server.ts';

let world: World;
let desk: Desk;
beforeAll(async () => {
	world = await aWorld();
	desk = await aDesk(world);
});
afterAll(async () => {
	await desk.close();
	await world.close();
});

const rows = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows;
const changes = (action: string) =>
	rows('select subject, before, after from audit where action = $1 order by id', action);
async function now(): Promise<Directory> {
	forgetDirectories();
	const directory = await directoryOfAgency(world.db.pool, world.directory.agency.id);
	if (!directory) throw new Error('the government is gone');
	return directory;
}
const send = async (who: string, action: unknown, form: Record<string, string>) =>
	desk.ask(world.officer(who), action, { form, directory: await now() });
const page = async (who: string, load: unknown, search = '') =>
	desk.ask(world.officer(who), load, { search, directory: await now() });

it('nobody but the administrator finds these rooms; a coordinator finds the replies', async () => {
	for (const load of [categoryLoad, newsLoad, settingsLoad]) {
		expect((await page('coordinator', load)).status).toBe(404);
		expect((await page('rahmah', load)).status).toBe(404);
	}
	for (const action of [
		categoryActions.default,
		newsActions.simpan,
		newsActions.hapus,
		settingsActions.default,
	])
		expect((await send('coordinator', action, { key: 'x' })).status).toBe(404);
	expect((await page('coordinator', replyLoad)).status).toBe(200);
	expect((await page('rahmah', replyLoad)).status).toBe(404);
});

describe('topics', () => {
	const typed = {
		id: '',
		name: 'Taman kota',
		nameEn: 'City parks',
		unit: '',
		validFrom: '2026-03-01',
		validUntil: '',
	};

	it('are offered from their first to their last day, and keep their name on reports', async () => {
		expect((await send('reza', categoryActions.default, { ...typed, key: 'a' })).status).toBe(303);
		const directory = await now();
		const made = [...directory.categories.values()].find(({ key }) => key === 'taman_kota');
		const offers = (day: string) => offeredCategories(directory, day as LocalDate).includes(made as never);

		expect([offers('2026-02-28'), offers('2026-03-01')]).toEqual([false, true]);
		await send('reza', categoryActions.default, {
			...typed,
			id: String(made?.id),
			validUntil: '2026-03-09',
			key: 'b',
		});
		const after = await now();
		expect(made && after.categories.get(made.id)?.name).toBe('Taman kota');
		expect(offeredCategories(after, '2026-03-10' as LocalDate).map(({ key }) => key)).not.toContain(
			'taman_kota',
		);
		expect(await changes('category_changed')).toMatchObject([
			{ subject: 'category taman_kota', before: { until: null }, after: { until: '2026-03-09' } },
		]);
	});

	it.each(['abc', '0', '-1', '012', '99999999999', '1e3', '٣', '2147483647'])(
		'of the number %j are nobody’s: not shown, not changed, and no office has it',
		async (id) => {
			const before = await rows('select count(*)::int as n from category');

			expect((await page('reza', categoryLoad, `?ubah=${id}`)).data.first.id).toBe('');
			const named = { ...typed, name: `Taman ${id}`, key: id };
			expect((await send('reza', categoryActions.default, { ...named, id })).status).toBe(404);
			const faults = [{ field: 'unit', code: 'unknown_unit' }];
			expect((await send('reza', categoryActions.default, { ...named, unit: id })).data.faults).toEqual(
				faults,
			);
			expect(await rows('select count(*)::int as n from category')).toEqual(before);
		},
	);

	it('are refused with every fault, and shown as text whatever they are called (attack 30)', async () => {
		const bad = { ...typed, name: 'taman KOTA', nameEn: '', unit: 'x', validFrom: '2026-02-30', key: 'c' };

		expect((await send('reza', categoryActions.default, bad)).data.faults).toEqual([
			{ field: 'name', code: 'name_taken' },
			{ field: 'nameEn', code: 'name_missing' },
			{ field: 'unit', code: 'unknown_unit' },
			{ field: 'validFrom', code: 'no_date' },
		]);
		const script = { ...typed, name: '<script>alert(1)</script>', key: 'd' };
		expect((await send('reza', categoryActions.default, script)).status).toBe(303);
		expect(await rows("select key from category where name like '<script>%'")).toEqual([
			{ key: 'script_alert_1_script' },
		]);
	});

	it('of another government cannot be changed', async () => {
		const [other] = await rows(
			"select c.id from category c join agency a on a.id = c.agency_id where a.key <> 'muara_sirih' limit 1",
		);
		const id = other?.id ?? '0199aaaa-0000-7000-8000-000000000000';

		expect(
			(await send('reza', categoryActions.default, { ...typed, name: 'Curian', id, key: 'e' })).status,
		).toBe(404);
	});
});

describe('prepared replies', () => {
	const typed = {
		id: '',
		step: 'progress',
		name: 'Sedang dikerjakan',
		body: 'Laporan {kode} sedang dikerjakan {kantor} per {tanggal}.',
	};

	it('are refused when nobody can fill them', async () => {
		const { status, data } = await send('reza', replyActions.simpan, {
			...typed,
			body: 'Halo {nama}, sabar.',
			key: 'a',
		});

		expect(status).toBe(422);
		expect(data.faults).toEqual([{ field: 'body', code: 'unknown', value: 'nama' }]);
		expect(data.typed.body).toBe('Halo {nama}, sabar.');
	});

	it('fill the words of a step in one look, for officers of that step only, until they are retired', async () => {
		await send('coordinator', replyActions.simpan, { ...typed, key: 'b' });
		const [{ id }] = await rows("select id from reply_template where key = 'sedang_dikerjakan'");
		const { code } = await world.report('in_progress');
		const liaison = world.officer('liaison', 'dinas_perhubungan');
		const look = (langkah: string, search = `?balasan=${id}`) =>
			desk.ask(liaison, stepLoad, { params: { kode: code, langkah }, search });

		const { data } = await look('progress');

		expect(data.replies).toEqual([{ value: id, label: 'Sedang dikerjakan' }]);
		expect(data.fields.words).toBe(
			`Laporan ${code} sedang dikerjakan Dinas Perhubungan per Sen, 2 Feb 2026.`,
		);
		expect((await look('first_answer')).data.replies).toEqual([]);
		expect((await look('progress', '?balasan=x')).data.fields.words).toBe('');
		await send('reza', replyActions.hentikan, { id });
		expect((await look('progress')).data.replies).toEqual([]);
		expect(await changes('reply_retired')).toMatchObject([
			{ subject: 'reply sedang_dikerjakan', after: null },
		]);
	});
});

describe('announcements', () => {
	const typed = {
		...{ id: '', kind: 'maintenance', title: 'Pemeliharaan', body: 'Malam ini.', titleEn: '', bodyEn: '' },
		...{ fromDay: '2026-02-02', fromTime: '', untilDay: '2026-02-02', untilTime: '21:30' },
	};

	it('hold from and until their times in the zone of the government, and are told the log', async () => {
		// The directory leaves out what is over by the clock of the database.
		const later = { ...typed, untilDay: '2099-02-02' };
		expect((await send('reza', newsActions.simpan, { ...later, key: 'a' })).status).toBe(303);
		const directory = await now();

		expect(announcedAt(directory, 'maintenance', MONDAY_MORNING)).toMatchObject([{ title: 'Pemeliharaan' }]);
		expect(announcedAt(directory, 'maintenance', new Date('2026-02-01T23:59:00+08:00'))).toEqual([]);
		expect(announcedAt(directory, 'maintenance', new Date('2099-02-02T21:30:00+08:00'))).toEqual([]);
		expect(announcedAt(directory, 'news', MONDAY_MORNING)).toEqual([]);
		const { id } = directory.announcements[0] ?? { id: '' };
		expect((await page('reza', newsLoad, `?ubah=${id}`)).data.first).toMatchObject({
			...later,
			id,
			fromTime: '00.00',
			untilTime: '21.30',
		});
		expect((await send('reza', newsActions.hapus, { id })).status).toBe(303);
		expect((await now()).announcements).toEqual([]);
		expect(await changes('announcement_removed')).toMatchObject([
			{ subject: 'announcement Pemeliharaan', after: null },
		]);
	});

	it('are refused with every fault, and not for the past', async () => {
		const bad = { ...typed, kind: 'x', title: '', fromDay: '', fromTime: '25.00', key: 'b' };
		const codes = async (form: Record<string, string>) =>
			(await send('reza', newsActions.simpan, form)).data.faults.map(({ code }: { code: string }) => code);

		expect(await codes(bad)).toEqual(['kind_missing', 'title_missing', 'no_date', 'no_time']);
		expect(await codes({ ...typed, fromDay: '2026-02-03', key: 'c' })).toEqual(['reversed']);
		expect(await codes({ ...typed, fromDay: '2026-01-01', untilDay: '2026-01-02', key: 'd' })).toEqual([
			'over',
		]);
	});
});

describe('settings', () => {
	it('change only what differs, tell it, and leave what belongs to other rooms', async () => {
		const { first } = (await page('reza', settingsLoad)).data;
		const before = (await now()).agency.settings;

		const saved = await send('reza', settingsActions.default, {
			...first,
			smallCell: '7',
			quietFrom: '21:00',
			letterhead: 'PEMERINTAH CONTOH\r\n\r\nJalan 1',
		});

		expect(saved.status).toBe(303);
		const { settings, leaderTitle } = (await now()).agency;
		expect(settings).toMatchObject({
			smallCell: 7,
			quietHours: { from: '21.00', to: before.quietHours.to },
			letterhead: ['PEMERINTAH CONTOH', 'Jalan 1'],
		});
		expect(settings.photos).toEqual(before.photos);
		expect(leaderTitle.id).toBe('Bupati');
		expect(await changes('settings_changed')).toEqual([
			{
				subject: 'settings',
				before: { smallCell: '5', quietFrom: before.quietHours.from, letterhead: '' },
				after: { smallCell: '7', quietFrom: '21.00', letterhead: 'PEMERINTAH CONTOH\nJalan 1' },
			},
		]);
	});

	it('keep what was typed when something is out of range', async () => {
		const { first } = (await page('reza', settingsLoad)).data;

		const { status, data } = await send('reza', settingsActions.default, {
			...first,
			photosMost: '99',
			email: 'x',
			quietTo: 'pagi',
		});

		expect(status).toBe(422);
		expect(data.faults).toEqual(['photosMost', 'quietTo', 'email']);
		expect(data.typed.photosMost).toBe('99');
	});

	it('of another government are out of reach (with check)', async () => {
		const { actor } = world.officer('reza');

		await seenBy(actor, world.db, (tx) =>
			sql`update agency set settings = '{}' where key <> 'muara_sirih'`.execute(tx),
		);

		expect(await rows("select 1 from agency where settings = '{}'")).toEqual([]);
	});
});
