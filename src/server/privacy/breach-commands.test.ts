import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { seenBy } from '../platform/db.ts';
import { instantIn, readBreach, readTold } from './breach.ts';
import { changeBreach, closeBreach, noteBreach, noteTold } from './breach-commands.ts';
import { breaches } from './breach-queries.ts';
import { readHold } from './hold.ts';
import { endHold, placeHold, setContact, setRule } from './register-commands.ts';
import { dataContact, holds } from './register-queries.ts';
import { rulesOf } from './request-commands.ts';

let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

const at = MONDAY_MORNING;
const TYPED = {
	title: 'HP petugas hilang',
	happened: 'Tertinggal di angkutan pada Jumat malam.',
	dataKinds: 'Nama pelapor',
	subjects: 'Pelapor bulan ini',
	measures: 'Sesi diakhiri, kata sandi diganti.',
	knownAt: '2026-01-30T21:15',
	subjectCount: '12',
};
const ground = () => ({ calendar: world.directory.calendar, now: at });
const by = (who = 'secretary') => {
	const { actor } = world.officer(who);
	return { agencyId: actor.agencyId, personId: actor.personId as never, role: actor.role };
};
const inRole = <T>(who: string, work: Parameters<typeof seenBy<T>>[2]) =>
	seenBy(world.officer(who).actor, world.db, work);

describe('an incident', () => {
	test('is noted whole, with the instant it was known on the office’s clock', () => {
		expect(readBreach(TYPED, ground())).toMatchObject({
			ok: true,
			value: { knownAt: new Date('2026-01-30T21:15:00+08:00'), subjectCount: 12 },
		});
		expect(readBreach({ ...TYPED, subjectCount: '' }, ground())).toMatchObject({
			value: { subjectCount: null },
		});
		const faulty = readBreach(
			{ ...TYPED, title: ' ', knownAt: '2026-02-30T10:00', subjectCount: 'dua' },
			ground(),
		);
		expect(faulty).toMatchObject({
			refusal: [{ field: 'title' }, { field: 'knownAt' }, { field: 'subjectCount' }],
		});
		expect(readBreach({ ...TYPED, knownAt: '2026-02-02T09:01' }, ground())).toMatchObject({
			refusal: [{ code: 'ahead' }],
		});
		expect(instantIn('2026-01-30T24:00', world.directory.calendar)).toBeUndefined();
	});

	test('must be told within 3 × 24 hours of knowing it, weekends included; the log keeps what was written', async () => {
		const read = readBreach(TYPED, ground());
		if (!read.ok) throw new Error('faulty');
		const rules = await rulesOf(world.db, world.directory.agency.id);
		const seq = await inRole('secretary', (tx) => noteBreach(tx, read.value, { by: by(), at, rules }));

		const [noted] = await inRole('secretary', (tx) => breaches(tx, world.directory.agency.id));
		expect(noted).toMatchObject({
			seq,
			dueAt: new Date('2026-02-02T21:15:00+08:00'),
			source: 'UU 27/2022 ps. 46',
		});
		const change = { by: by(), at };
		expect(await inRole('secretary', (tx) => closeBreach(tx, seq, change))).toMatchObject({
			refusal: { code: 'not_told_yet' },
		});
		const again = { seq, version: 9, breach: read.value };
		expect(await inRole('secretary', (tx) => changeBreach(tx, again, change))).toMatchObject({
			refusal: { code: 'changed_meanwhile' },
		});
		for (const whom of ['subjects', 'authority'] as const)
			await inRole('secretary', (tx) => noteTold(tx, { seq, told: { whom, at, how: 'Surat' } }, change));
		expect(await inRole('secretary', (tx) => closeBreach(tx, seq, change))).toMatchObject({ ok: true });
		expect(await inRole('secretary', (tx) => closeBreach(tx, seq, change))).toMatchObject({
			refusal: { code: 'closed_already' },
		});
		const { rows } = await world.owner.query(`select action from audit where subject = $1 order by id`, [
			`breach ${seq}`,
		]);
		expect(rows.map(({ action }) => action)).toEqual([
			'breach_noted',
			'breach_changed',
			'breach_changed',
			'breach_changed',
		]);
	});

	test('is read by whoever handles personal data, and by nobody else', async () => {
		for (const who of ['rahmah', 'liaison', 'leader', 'ombudsman', 'monitor'])
			expect([who, await inRole(who, (tx) => breaches(tx, world.directory.agency.id))]).toEqual([who, []]);
		expect((await inRole('reza', (tx) => breaches(tx, world.directory.agency.id))).length).toBe(1);
	});

	test.each([
		[{ at: '2026-01-30T20:00' }, 'before_known'],
		[{ at: '2026-02-03T09:00' }, 'ahead'],
		[{ at: 'kemarin' }, 'not_an_instant'],
		[{ how: '' }, 'how_missing'],
	] as const)('told with %o is refused: %s', (given, refusal) => {
		const typed = { whom: 'subjects', at: '2026-01-31T09:00', how: 'Surat lewat kecamatan', ...given };
		const knownAt = new Date('2026-01-30T21:15:00+08:00');
		expect(readTold(typed, { ...ground(), knownAt })).toEqual({ ok: false, refusal });
	});
});

describe('a hold', () => {
	const typed = { code: '', why: 'Perkara di pengadilan negeri', askedBy: 'Pengadilan', until: '' };

	test('takes a code without a typing mistake, a reason, and a day ahead or none', async () => {
		const { code } = await world.submit();
		expect(readHold({ ...typed, code }, '2026-02-02')).toMatchObject({
			ok: true,
			value: { code, until: null },
		});
		const swapped = `${code.slice(0, -2)}${code.at(-1)}${code.at(-2)}`;
		const faulty = readHold(
			{ code: swapped === code ? 'X' : swapped, why: 'x', askedBy: '', until: '2026-02-01' },
			'2026-02-02',
		);
		expect(faulty).toMatchObject({
			refusal: [{ field: 'code' }, { field: 'why' }, { field: 'askedBy' }, { field: 'until' }],
		});
	});

	test('is placed and lifted with reasons, both in the log', async () => {
		const { code } = await world.submit();
		const change = { by: by('coordinator'), at };
		await inRole('coordinator', (tx) => placeHold(tx, { ...typed, code, until: null }, change));
		const [hold] = await inRole('coordinator', (tx) => holds(tx, world.directory.agency.id));
		const id = hold?.id ?? '';

		expect(await inRole('coordinator', (tx) => endHold(tx, { id, why: ' ' }, change))).toMatchObject({
			refusal: { code: 'why_missing' },
		});
		expect(
			await inRole('coordinator', (tx) => endHold(tx, { id, why: 'Perkara selesai' }, change)),
		).toMatchObject({ ok: true });
		expect(
			await inRole('coordinator', (tx) => endHold(tx, { id, why: 'Perkara selesai' }, change)),
		).toMatchObject({ refusal: { code: 'hold_gone' } });
		const { rows } = await world.owner.query('select action from audit where subject = $1 order by id', [
			`report ${code}`,
		]);
		expect(rows.map(({ action }) => action)).toEqual(['legal_hold_placed', 'legal_hold_lifted']);
	});
});

describe('a government’s own rules and contact', () => {
	test('stand before the nation’s, for this government alone', async () => {
		const { id } = world.directory.agency;
		const rules = await rulesOf(world.db, id);
		const asked = { what: 'content', days: 1825, source: 'JRA Kabupaten 2026', rules } as const;

		expect(await inRole('secretary', (tx) => setRule(tx, asked, { by: by(), at }))).toMatchObject({
			ok: true,
		});

		expect((await rulesOf(world.db, id)).content).toEqual({
			span: 1825,
			counted: 'days',
			notices: [90, 30, 7],
			source: 'JRA Kabupaten 2026',
		});
		expect((await rulesOf(world.db, world.officer('ombudsman').actor.agencyId)).content.span).toBe(730);
	});

	test('the contact is shown to everybody and set by few', async () => {
		const contact = {
			name: 'Petugas PDP',
			position: '',
			email: 'pdp@kabupaten.example',
			phone: null,
			address: 'Jalan Kenanga 1',
		};
		const change = { by: by(), at };
		expect(
			await inRole('secretary', (tx) =>
				setContact(tx, { contact: { ...contact, email: 'bukan' }, before: undefined }, change),
			),
		).toEqual({ ok: false, refusal: 'email' });
		await inRole('secretary', (tx) => setContact(tx, { contact, before: undefined }, change));
		expect(await dataContact(world.reader.pool, world.directory.agency.id)).toEqual(contact);
		await expect(
			inRole('liaison', (tx) => setContact(tx, { contact, before: undefined }, { by: by('liaison'), at })),
		).rejects.toThrow('row-level security');
	});
});
