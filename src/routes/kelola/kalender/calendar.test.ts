import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeDays } from '#server/agency/calendar-commands.ts';
import { directoryOfAgency, forgetDirectories } from '#server/agency/queries.ts';
import type { LocalDate } from '#server/deadline/calendar.ts';
import { seenBy } from '#server/platform/db.ts';
import { setLogLevel } from '#server/platform/log.ts';
import { recountClocks } from '#server/report/recount-jobs.ts';
import { aDesk, type Desk } from '../../../../tests/desk.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../../tests/world.ts';
import { actions, load } from './+page.server.ts';
import { actions as weekActions } from './jam/+page.server.ts';

let world: World;
let desk: Desk;
beforeAll(async () => {
	setLogLevel('silent');
	world = await aWorld();
	desk = await aDesk(world);
	await world.owner.query('delete from graphile_worker._private_jobs');
});
afterAll(async () => {
	await desk.close();
	await world.close();
});

const HEAD = 'date,type,name,source\n';
const FEAST = `${HEAD}2026-02-04,libur_daerah,Hari jadi,Keputusan Bupati 1/2026`;
const ask = (who: string, action: unknown, form: Record<string, string | string[]>) =>
	desk.ask(world.officer(who), action, { form });
const rows = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows;
async function now() {
	forgetDirectories();
	const directory = await directoryOfAgency(world.db.pool, world.directory.agency.id);
	if (!directory) throw new Error('the government is gone');
	return directory;
}
const waiting = () =>
	rows(`select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
		where t.identifier = 'clocks.recount'`);

describe('the calendar room', () => {
	it('is not there for anybody but the administrator, page and forms alike', async () => {
		for (const who of ['rahmah', 'coordinator', 'ratna']) {
			expect((await desk.ask(world.officer(who), load)).status).toBe(404);
			for (const action of [actions.periksa, actions.simpan, weekActions.periksa, weekActions.simpan])
				expect((await ask(who, action, { baris: FEAST, kunci: 'x' })).status).toBe(404);
		}
		expect((await now()).calendar.daysOff.has('2026-02-04' as LocalDate)).toBe(false);
	});

	it('shows the days off of a year, each with its decree', async () => {
		const { data } = await desk.ask(world.officer('reza'), load, { search: '?tahun=2026' });

		expect(data.days).toContainEqual({
			date: '2026-12-03',
			kind: 'local_holiday',
			name: expect.any(String),
			source: 'Keputusan Bupati Muara Sirih 100.3/73/2025',
		});
		expect(data.years).toContain('2027');
	});

	it('refuses a list with every line that is wrong, and keeps what was typed', async () => {
		const baris = `${HEAD}2026-02-31,libur_daerah,Hari jadi,Keputusan\n2026-03-03,pesta,Hari,Keputusan`;

		const { status, data } = await ask('reza', actions.periksa, { baris, kunci: 'k' });

		expect(status).toBe(422);
		expect(data.typed.lines.replaceAll('\r', '')).toBe(baris);
		expect(data.faults.map(({ line, code }: { line: number; code: string }) => `${line} ${code}`)).toEqual([
			'2 no_date',
			'3 unknown_kind',
		]);
	});

	it('shows which open deadlines move before anything is saved, and names no closed report', async () => {
		const open = await world.submit();
		const secret = await world.submit({ submission: { confidentiality: 'confidential' } });

		const { status, data } = await ask('reza', actions.periksa, { baris: FEAST, kunci: 'k' });

		expect(status).toBe(200);
		expect(data.preview.added).toMatchObject([{ date: '2026-02-04' }]);
		expect(data.preview.moves).toMatchObject({ moves: 2, reports: 2 });
		expect(data.preview.moves.shown).toContainEqual({
			code: open.code,
			clock: 'verify',
			unitId: expect.any(Number),
			before: new Date('2026-02-06T00:00:00+08:00'),
			after: new Date('2026-02-07T00:00:00+08:00'),
		});
		expect(JSON.stringify(data)).not.toContain(secret.code);
		expect(await rows("select 1 from day_off where date = '2026-02-04'")).toEqual([]);
	});

	it('saves once, tells the log from what to what, and asks for the recount, which moves just those', async () => {
		const { data } = await ask('reza', actions.periksa, { baris: FEAST, kunci: 'k' });
		const form = { baris: FEAST, kunci: 'simpan-1' };

		const [first, second] = [
			await ask('reza', actions.simpan, form),
			await ask('reza', actions.simpan, form),
		];

		expect([first.status, second.status]).toEqual([303, 303]);
		expect(
			await rows("select subject, before, after, role from audit where action = 'calendar_changed'"),
		).toEqual([
			{
				subject: 'calendar 2026',
				before: null,
				after: { '2026-02-04': 'Hari jadi (Keputusan Bupati 1/2026)' },
				role: 'system_admin',
			},
		]);
		expect(await waiting()).toEqual([{ payload: { agencyId: world.directory.agency.id } }]);
		const ground = { db: world.db, directoryOf: () => now() };
		const moved = await recountClocks(ground, world.directory.agency.id, MONDAY_MORNING);
		expect(moved).toHaveLength(data.preview.moves.moves);
	});

	it('takes ticked days away, and says what they were', async () => {
		const directory = await now();
		const form = { hapus: ['2026-02-04', '2026-02-05', 'x'], baris: '', kunci: 'hapus-1' };
		const reza = world.officer('reza');

		expect((await desk.ask(reza, actions.periksa, { form, directory })).data.preview.removed).toMatchObject([
			{ date: '2026-02-04', name: 'Hari jadi' },
		]);
		expect((await desk.ask(reza, actions.simpan, { form, directory })).status).toBe(303);
		expect((await now()).calendar.daysOff.has('2026-02-04' as LocalDate)).toBe(false);
	});

	it('says so when nothing would change', async () => {
		expect((await ask('reza', actions.simpan, { baris: '', kunci: 'leer' })).data).toMatchObject({
			nothing: true,
		});
	});

	it('belongs to one government: an administrator changes no other’s days (with check)', async () => {
		const { actor } = world.officer('reza');
		const [other] = await rows("select id from agency where key = 'banua_kenanga'");
		const wish = {
			listed: [{ date: '2026-06-06', kind: 'local_holiday', name: 'X', source: 'Y' }],
			removed: [],
			mode: 'add',
		};
		const by = { agencyId: other.id, personId: actor.personId, role: actor.role };

		await expect(
			seenBy(actor, world.db, (tx) => changeDays(tx, wish as never, { by: by as never, at: MONDAY_MORNING })),
		).rejects.toThrow(/row-level security/);
	});
});

describe('working days and office hours', () => {
	const week = (form: Record<string, string>) => ({
		hari: '6',
		buka: '08.00',
		tutup: '14.30',
		kunci: 'm',
		...form,
	});

	it('say every fault at once', async () => {
		const { data } = await ask('reza', weekActions.periksa, {
			unit: 'x',
			hari: '9',
			buka: '8',
			tutup: '25.00',
		});

		expect(data.faults.map(({ code }: { code: string }) => code)).toEqual([
			'unit_missing',
			'days_missing',
			'no_time',
			'no_time',
		]);
		const reversed = await ask('reza', weekActions.periksa, week({ unit: 'semua', buka: '15:00' }));
		expect(reversed.data.faults).toEqual([{ field: 'tutup', code: 'reversed' }]);
	});

	it('move the deadlines of the office that works another week, and are told by office', async () => {
		const unit = String(world.unit('meja_pengaduan'));
		await world.submit({ at: new Date('2026-02-05T09:00:00+08:00') });

		const { data } = await ask('reza', weekActions.periksa, week({ unit }));
		const saved = await ask('reza', weekActions.simpan, week({ unit }));

		expect(data.preview.moves.moves).toBeGreaterThan(0);
		expect(saved.status).toBe(303);
		expect(await rows("select subject, before, after from audit where action = 'week_changed'")).toEqual([
			{
				subject: 'unit meja_pengaduan',
				before: { workdays: 5, hours: '08.00–16.30' },
				after: { workdays: 6, hours: '08.00–14.30' },
			},
		]);
		expect(await waiting()).toHaveLength(1);
		const again = await ask('reza', weekActions.simpan, week({ unit, kunci: 'n' }));
		expect(again.data.faults).toEqual([{ field: 'unit', code: 'nothing' }]);
	});
});
