import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { damageIdentity } from '../../../../../tests/damage.ts';
import { aDesk, type Desk, waysOf } from '../../../../../tests/desk.ts';
import { aWorld, type World } from '../../../../../tests/world.ts';
import { actions, load } from './+page.server.ts';
import { GET as photo } from './lampiran/[foto]/+server.ts';

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
const open = (who: string, kode: string) => desk.ask(world.officer(who), load, { params: { kode } });
const post = (who: string, action: 'catatan' | 'kontak', kode: string, form = {}) =>
	desk.ask(world.officer(who), actions[action], { params: { kode }, form });
const looks = (id: string) =>
	rows(
		"select after->>'part' as part, role from audit where action = 'identity.read' and subject = $1 order by id",
		id,
	);

describe('the page of a case', () => {
	it('tells the verifier everything there is, and what may be done', async () => {
		const { code } = await world.report('received');

		const { data } = await open('rahmah', code);

		expect(data.file).toMatchObject({
			code,
			textIs: 'original',
			text: { title: 'Lampu jalan padam di simpang' },
			isTheirs: true,
			district: { name: 'Sirih Kota' },
			shown: { clock: 'verify' },
		});
		expect(data.file.open).toEqual(
			expect.arrayContaining(['forward', 'ask_reporter', 'archive', 'refer_out', 'merge']),
		);
		expect(data.reporterName).toBe('Siti Contoh');
		expect(data.suggestions[0]).toMatchObject({ name: 'Dishub', words: ['lampu jalan'] });
	});

	it('turns new into being checked with the first look of a verifier, and with nobody else’s', async () => {
		const { code } = await world.report('received');
		const checked = 'select checked from publication where code = $1';
		await open('ratna', code);
		expect(await rows(checked, code)).toEqual([{ checked: false }]);

		const { data } = await open('rahmah', code);

		expect(data.file.checked).toBe(true);
		expect(await rows(checked, code)).toEqual([{ checked: true }]);
		expect(desk.touched.has(code)).toBe(true);
	});

	it('is not there for whoever may not see it, exactly as if there were no such report', async () => {
		const { code } = await world.report('received');
		const none = await open('budi', 'MSR-26-00000');

		expect(await open('budi', code)).toEqual(none);
		expect(await open('budi', 'bukan kode')).toEqual(none);
		expect(await post('budi', 'catatan', code, { note: 'Saya mengintip.' })).toEqual(none);
		expect(await post('budi', 'kontak', code)).toEqual(none);
		expect(none).toEqual({ status: 404, message: expect.any(String) });
	});

	it('shows a unit the released copy of an anonymous report, and neither its text nor a name', async () => {
		const handlingCopy = { title: 'Lampu padam', body: 'Tiga lampu padam sejak Senin.', place: 'Simpang' };
		const { id, code } = await world.report('received', {
			submission: { confidentiality: 'anonymous', name: null },
		});
		await world.taken(id, 'forward', { handlingCopy });
		const liaison = world.officer('liaison', 'dinas_perhubungan');

		const { data } = await desk.ask(liaison, load, { params: { kode: code } });

		expect(data.file).toMatchObject({ textIs: 'handling_copy', text: handlingCopy });
		expect(data.reporterName).toBeNull();
		expect(JSON.stringify(data)).not.toContain('mengaji');
	});

	it('shows code, office and clock alone where the words are not the reader’s', async () => {
		const { code } = await world.report('forwarded', { submission: { confidentiality: 'confidential' } });

		const { data } = await open('ratna', code);

		expect(data.file).toMatchObject({ code, text: null, events: [], district: null, holder: 'Dishub' });
		expect(JSON.stringify(data)).not.toContain('Lampu');
	});

	it('tells of a supervisory complaint not even the office', async () => {
		const { code } = await world.submit({
			submission: { kind: 'supervisory_complaint', aboutUnitId: world.unit('dinas_pupr') },
		});

		expect((await open('ratna', code)).data.file).toMatchObject({ text: null, holder: null, events: [] });
		expect((await open('taufan', code)).data.file).toMatchObject({ textIs: 'original' });
	});

	it('suggests open reports of the same village that sound alike', async () => {
		const there = { submission: { villageCode: '99.01.01.1002', title: 'Pohon tumbang menutup jalan' } };
		const [one, other] = [await world.report('received', there), await world.report('received', there)];
		await world.report('received', {
			submission: { ...there.submission, villageCode: '99.01.09.2001', districtCode: '99.01.09' },
		});

		const { data } = await open('rahmah', one.code);

		expect(data.similar).toMatchObject([{ code: other.code, alike: 1 }]);
	});

	it('goes to the database at most nine times, the entry of the look included', async () => {
		const { code } = await world.report('forwarded');
		await open('rahmah', code);

		expect(await waysOf(() => open('rahmah', code))).toBeLessThanOrEqual(9);
	});
});

describe('who the reporter is', () => {
	it('is an entry each time an officer reads the name', async () => {
		const { id, code } = await world.report('received');
		await open('rahmah', code);
		await open('rahmah', code);

		expect(await looks(id)).toEqual([
			{ part: 'name', role: 'agency_admin' },
			{ part: 'name', role: 'agency_admin' },
		]);
	});

	it('is decrypted for nobody where the reporter stays unnamed', async () => {
		const { id, code } = await world.report('received', { submission: { confidentiality: 'confidential' } });

		expect((await open('rahmah', code)).data.reporterName).toBeNull();
		expect(await looks(id)).toEqual([]);
	});

	it('can be called where the reporter allowed it, after pressing a button that leaves an entry', async () => {
		const { id, code } = await world.report('received', { submission: { mayCall: true } });
		expect((await open('rahmah', code)).data.file.hasContact).toBe(true);

		const { data } = await post('rahmah', 'kontak', code);

		expect(data.contact).toEqual({ phone: '081200009999', email: 'siti@pelapor.example' });
		expect((await looks(id)).map(({ part }) => part)).toEqual(['name', 'contact']);
	});

	it('keeps nobody from the report where it is damaged, and says so in place of name and contact', async () => {
		const { id, code } = await world.report('received', { submission: { mayCall: true } });
		await damageIdentity(world.owner, id);

		const { status, data } = await open('rahmah', code);
		expect({ status, name: data.reporterName, isNameUnreadable: data.isNameUnreadable }).toEqual({
			status: 200,
			name: null,
			isNameUnreadable: true,
		});
		expect((await post('rahmah', 'kontak', code)).data.contact).toBe('unreadable');
	});

	it('cannot be called where the reporter did not allow it, whatever is posted', async () => {
		const { id, code } = await world.report('received');

		expect((await open('rahmah', code)).data.file.hasContact).toBe(false);
		expect((await post('rahmah', 'kontak', code)).status).toBe(404);
		expect((await looks(id)).map(({ part }) => part)).not.toContain('contact');
	});
});

describe('internal notes', () => {
	it('are read by the staff of the report, and go out on no road (attack 64)', async () => {
		const { id, code } = await world.report('forwarded');
		const note = 'Panel listrik diduga terendam, PLN perlu ikut.';

		const saved = await post('rahmah', 'catatan', code, { note });

		expect(saved.location).toContain('selesai=catatan');
		const { data } = await desk.ask(world.officer('liaison', 'dinas_perhubungan'), load, {
			params: { kode: code },
		});
		expect(data.items.at(-1)).toMatchObject({ says: { voice: 'internal', text: note } });
		for (const table of ['publication', 'step_text', 'report_step', 'outbox'])
			expect(
				JSON.stringify(await rows(`select to_jsonb(t) from ${table} t where report_id = $1`, id)),
			).not.toContain('Panel listrik');
	});

	it('stay typed when they are too long, and want a word', async () => {
		const { code } = await world.report('received');

		expect(await post('rahmah', 'catatan', code, { note: '  ' })).toMatchObject({
			status: 422,
			data: { fault: 'noteEmpty' },
		});
		const long = 'a'.repeat(5001);
		expect(await post('rahmah', 'catatan', code, { note: long })).toMatchObject({
			status: 422,
			data: { fault: 'noteTooLong', note: long },
		});
	});
});

describe('a photograph', () => {
	it('is not there under another report’s code, nor under an id that is none', async () => {
		const { code } = await world.report('received');

		for (const foto of ['x', '00000000-0000-0000-0000-000000000000', "' or 1=1"])
			expect((await desk.ask(world.officer('rahmah'), photo, { params: { kode: code, foto } })).status).toBe(
				404,
			);
	});
});
