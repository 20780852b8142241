import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDesk, type Desk } from '../../../../../../../tests/desk.ts';
import { aStepPage } from '../../../../../../../tests/step-page.ts';
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
};

const { page, take } = aStepPage(() => desk, { load, actions });
describe('two officers at once (attack 68)', () => {
	it('one is faster; the other gets 409 with both texts and may go on', async () => {
		const { code } = await world.report('in_progress');
		const open = await page(liaison(), code, 'progress');
		const form = {
			key: open.data.key,
			version: String(open.data.version),
			seen: String(open.data.seen),
			take: 'ya',
			words: 'Tiang kedua sudah kami bongkar siang ini.',
		};
		await world.taken((await rows('select id from report where code = $1', code))[0].id, 'progress', {
			words: 'Regu berangkat pagi ini.',
		});

		const late = await desk.ask(liaison(), actions.default, {
			params: { kode: code, langkah: 'progress' },
			form,
		});

		expect(late.status).toBe(409);
		expect(late.data.fields.words).toBe(form.words);
		expect(late.data.conflict).toMatchObject({
			isOpen: true,
			meanwhile: [{ says: { text: 'Regu berangkat pagi ini.' } }],
		});
		expect((await take(liaison(), [code, 'progress'], { words: form.words })).status).toBe(303);
	});

	it('keeps the words even when the step is no longer open', async () => {
		const { id, code } = await world.report('received');
		const form = {
			key: randomUUID(),
			version: '1',
			seen: '1',
			take: 'ya',
			words: 'Pesan yang panjang.',
			...COPY,
		};
		await world.taken(id, 'forward');

		const late = await desk.ask(world.officer('rahmah'), actions.default, {
			params: { kode: code, langkah: 'forward' },
			form,
		});

		expect(late).toMatchObject({
			status: 409,
			data: { fields: { words: 'Pesan yang panjang.' }, conflict: { isOpen: false } },
		});
	});

	it('the same form sent twenty times at once is taken once', async () => {
		const { id, code } = await world.report('in_progress');
		const { data } = await page(liaison(), code, 'progress');
		const form = {
			key: data.key,
			version: String(data.version),
			seen: String(data.seen),
			take: 'ya',
			words: 'Tiang kedua sudah kami bongkar siang ini.',
		};

		const answers = await Promise.all(
			Array.from({ length: 20 }, () =>
				desk.ask(liaison(), actions.default, { params: { kode: code, langkah: 'progress' }, form }),
			),
		);

		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
		expect(
			await rows("select count(*)::int as n from report_step where report_id = $1 and step = 'progress'", id),
		).toEqual([{ n: 1 }]);
	});
});

describe('returning', () => {
	it('leads to the queue: the unit no longer sees the report', async () => {
		const { code } = await world.report('forwarded');

		expect(
			await take(liaison(), [code, 'return'], { words: 'Lampu ini milik provinsi, bukan milik kami.' }),
		).toEqual({
			status: 303,
			location: '/petugas?selesai=langkah',
		});
		expect((await page(liaison(), code, 'start')).status).toBe(404);
	});
});
