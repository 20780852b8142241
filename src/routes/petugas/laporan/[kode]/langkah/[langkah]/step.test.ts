import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, aDesk, type Desk } from '../../../../../../../tests/desk.ts';
import { aStepPage, type StepForm } from '../../../../../../../tests/step-page.ts';
import { aWorld, type World } from '../../../../../../../tests/world.ts';
import { actions, load } from './+page.server.ts';

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
const liaison = () => world.officer('liaison', 'dinas_perhubungan');
const COPY = {
	publicTitle: 'Lampu padam di simpang',
	publicBody: 'Tiga lampu di simpang padam sejak Senin.',
	publicPlace: 'Simpang',
};
const ANSWER = {
	words: 'Lampu di simpang pasar sudah menyala kembali sejak tadi malam.',
	done: 'Kabel tiang kedua disambung dan tiga lampu diganti.',
	who: 'Regu lampu jalan',
	when: '2026-02-02',
	evidence: 'Berita acara 12',
};

const { page, send, take } = aStepPage(() => desk, { load, actions });
const codesOf = ({ data }: Answer) =>
	(data?.faults ?? []).map(({ field, code }: { field: string; code: string }) => `${field}: ${code}`);

describe('the page of a step', () => {
	it('names its basis and what it does to the clocks', async () => {
		const { code } = await world.report('received');

		const { data } = await page(world.officer('rahmah'), code, 'forward');

		expect(data).toMatchObject({ source: 'SP4N-LAPOR!, alur layanan', readers: 'public', isOpen: true });
		expect(data.effects).toMatchObject([
			{ clock: 'verify', does: 'met' },
			{ clock: 'first_answer', does: 'starts', lastDay: '2026-02-09' },
			{ clock: 'complete', does: 'starts' },
		]);
	});

	it('is not there for a step that is not open, not theirs, or no step, as if there were no such report', async () => {
		const { code } = await world.report('forwarded');
		const none = await page(liaison(), 'MSR-26-00000', 'start');

		expect(await page(liaison(), code, 'forward')).toEqual(none);
		expect(await page(liaison(), code, 'bukan_langkah')).toEqual(none);
		expect(await page(liaison(), code, 'confirm')).toEqual(none);
		expect(await page(world.officer('liaison', 'dinas_sosial'), code, 'start')).toEqual(none);
		expect(await take(liaison(), [code, 'forward'], { words: 'Coba.' })).toEqual(none);
		expect(none.status).toBe(404);
	});

	it('masks personal data in the copy before anybody types', async () => {
		const { code } = await world.report('received', {
			submission: { body: 'Hubungi saya di 0812-3456-7890 bila lampu sudah menyala.' },
		});

		const { data } = await page(world.officer('rahmah'), code, 'forward');

		expect(data.fields.publicBody).toContain('[nomor HP disamarkan]');
		expect(data.text.body).toContain('0812-3456-7890');
	});
});

describe('forwarding', () => {
	const forward = (code: string, form: StepForm = {}) =>
		take(world.officer('rahmah'), [code, 'forward'], {
			target: String(world.unit('dinas_perhubungan')),
			...COPY,
			...form,
		});

	it('releases the public copy and leads back to the case', async () => {
		const { code } = await world.report('received');

		expect(await forward(code)).toEqual({
			status: 303,
			location: `/petugas/laporan/${code}?selesai=langkah`,
		});
		expect(await rows('select title, body from publication where code = $1', code)).toEqual([
			{ title: COPY.publicTitle, body: COPY.publicBody },
		]);
		expect(desk.touched.has(code)).toBe(true);
	});

	it('says everything there is to mend at once, and keeps what was typed', async () => {
		const { code } = await world.report('received');

		const answer = await forward(code, { target: 'bukan kantor', publicTitle: 'a', words: 'Pesan saya.' });

		expect(answer.status).toBe(422);
		expect(codesOf(answer)).toEqual(['target: target_missing', 'publicTitle: title_short']);
		expect(answer.data.fields.words).toBe('Pesan saya.');
		expect(await rows('select status from report where code = $1', code)).toEqual([{ status: 'received' }]);
	});

	it.each(['abc', '0', '-1', '012', '99999999999', '1e3', '٣', '2147483647'])(
		'to the office %j is answered as one to nobody',
		async (target) => {
			const { code } = await world.report('received');

			expect(codesOf(await forward(code, { target }))).toEqual(['target: target_missing']);
			expect(codesOf(await forward(code, { target: 'other', targetOther: target }))).toEqual([
				'target: target_missing',
			]);
			expect((await forward(code, { category: target })).status).toBe(303);
			expect(await rows('select category_id from report where code = $1', code)).toEqual([
				{ category_id: null },
			]);
		},
	);

	it('releases no copy for the public of a confidential report, and one for the unit', async () => {
		const { id, code } = await world.report('received', { submission: { confidentiality: 'confidential' } });
		const { data } = await page(world.officer('rahmah'), code, 'forward');
		expect(data.groups).toEqual(['target', 'category', 'words', 'handlingCopy']);

		expect(codesOf(await forward(code))).toEqual(['handlingTitle: title_short', 'handlingBody: body_short']);
		await forward(code, { handlingTitle: 'Lampu padam', handlingBody: 'Tiga lampu padam sejak Senin lalu.' });

		expect(await rows('select title from handling_copy where report_id = $1', id)).toEqual([
			{ title: 'Lampu padam' },
		]);
		expect(await rows('select code from publication where report_id = $1', id)).toEqual([]);
	});

	it('waits for a look at what seems to be personal data; one press masks it', async () => {
		const { code } = await world.report('received');
		const publicBody = 'Telepon 081234567890 kalau lampu sudah menyala lagi.';

		expect(codesOf(await forward(code, { publicBody }))).toEqual(['publicBody: personal_data']);
		const masked = await send(world.officer('rahmah'), [code, 'forward'], {
			mask: 'ya',
			...COPY,
			publicBody,
		});
		expect(masked.data.fields.publicBody).toBe(
			'Telepon [nomor HP disamarkan] kalau lampu sudah menyala lagi.',
		);
		expect((await forward(code, { publicBody, checked: 'ya' })).status).toBe(303);
	});

	it('never goes to the office it is about', async () => {
		const { code } = await world.report('received', {
			submission: { aboutUnitId: world.unit('dinas_perhubungan') },
		});

		expect(await forward(code)).toMatchObject({ status: 422, data: { refused: 'target_unit' } });
	});

	it('is refused with a field nobody asked for (attack 9)', async () => {
		const { code } = await world.report('received');

		const answer = await forward(code, { status: 'closed', agency_id: 'x' });

		expect(answer.status).toBe(400);
		expect(answer.message).toContain('status, agency_id');
	});
});

describe('looking first', () => {
	it('shows what the public will read and changes nothing', async () => {
		const { code } = await world.report('forwarded');

		const { data } = await send(liaison(), [code, 'answer'], { preview: 'ya', ...ANSWER });

		expect(data.preview).toMatchObject({
			readers: 'public',
			event: { title: 'Jawaban tuntas', says: { text: ANSWER.words } },
		});
		expect(data.fields).toMatchObject(ANSWER);
		expect(await rows('select status, version from report where code = $1', code)).toEqual([
			{ status: 'forwarded', version: 2 },
		]);
	});
});

describe('answering', () => {
	it.each([
		'Terima kasih atas laporan Anda. Laporan sudah kami terima dan akan segera ditindaklanjuti.',
		'Sudah dikoordinasikan dengan pihak terkait sesuai prosedur yang berlaku. Demikian disampaikan, harap maklum.',
		'Mohon maaf, akan kami tindaklanjuti.',
	])('is no courtesy that suits every report (attack 70): %s', async (words) => {
		const { code } = await world.report('forwarded');

		const answer = await take(liaison(), [code, 'answer'], { ...ANSWER, words });

		expect(codesOf(answer)).toEqual(['words: boilerplate']);
		expect(answer.data.fields.words).toBe(words);
		expect(await rows('select status from report where code = $1', code)).toEqual([{ status: 'forwarded' }]);
	});

	it('wants the act, who, when and the evidence, each by name', async () => {
		const { code } = await world.report('forwarded');

		expect(
			codesOf(await take(liaison(), [code, 'answer'], { words: ANSWER.words, when: '2027-01-01' })),
		).toEqual(['done: done_short', 'who: who_missing', 'when: when_wrong', 'evidence: evidence_missing']);
	});

	it('goes out whole', async () => {
		const { code } = await world.report('forwarded');

		expect((await take(liaison(), [code, 'answer'], ANSWER)).status).toBe(303);
		expect(await rows('select status from report where code = $1', code)).toEqual([{ status: 'answered' }]);
	});
});
