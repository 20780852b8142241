import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPhoto } from '#server/attachment/commands.ts';
import type { StoredPhoto } from '#server/report/submission.ts';
import { type Answer, aDesk, type Desk } from '../../../../../../../tests/desk.ts';
import type { Officer } from '../../../../../../../tests/officers.ts';
import { aWorld, type World } from '../../../../../../../tests/world.ts';
import { actions as many, load as manyPage } from '../../../../banyak/+page.server.ts';
import { GET } from '../../lampiran/[foto]/+server.ts';
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
const rahmah = () => world.officer('rahmah');
const liaison = () => world.officer('liaison', 'dinas_perhubungan');

type Form = Readonly<Record<string, string | readonly string[]>>;
async function take(who: Officer, [kode, langkah]: readonly [string, string], form: Form): Promise<Answer> {
	const { data } = await desk.ask(who, load, { params: { kode, langkah } });
	const hidden = { key: data.key, version: String(data.version), seen: String(data.seen), take: 'ya' };
	return desk.ask(who, actions.default, { params: { kode, langkah }, form: { ...hidden, ...form } });
}

describe('photographs', () => {
	const COPY = {
		publicTitle: 'Lampu padam di simpang',
		publicBody: 'Tiga lampu di simpang padam sejak Senin.',
	};

	async function aReportWithPhotos(confidentiality: 'open' | 'confidential' = 'open') {
		const photos: StoredPhoto[] = [];
		for (const background of ['teal', 'gold']) {
			const jpeg = await sharp({ create: { width: 480, height: 360, channels: 3, background } })
				.jpeg()
				.toBuffer();
			const kept = await keepPhoto(desk.services, jpeg, { most: 5, megabytes: 5 });
			if (!kept.ok) throw new Error(kept.refusal.code);
			photos.push({ ...kept.value.photo, alt: '' });
		}
		const { id, code } = await world.submit({ submission: { photos, confidentiality } });
		const [one, other] = await rows('select id from attachment where report_id = $1 order by at, id', id);
		return { id, code, one: one.id as string, other: other.id as string };
	}
	const forward = (code: string, form: Form) =>
		take(rahmah(), [code, 'forward'], { target: String(world.unit('dinas_perhubungan')), ...COPY, ...form });
	const fetched = (who: Officer, kode: string, foto: string) =>
		desk.ask(who, GET, { params: { kode, foto } });
	const bytes = async ({ data }: Answer) => Buffer.from(await (data as Response).arrayBuffer());

	it('stay with those who read the original until somebody decides', async () => {
		const { code, one } = await aReportWithPhotos();
		await forward(code, {});

		expect(await rows('select photos from publication where code = $1', code)).toEqual([{ photos: null }]);
		expect((await fetched(rahmah(), code, one)).status).toBe(200);
	});

	it('are released whole, or with squares covered for ever; the original stays', async () => {
		const { code, one, other } = await aReportWithPhotos();

		const answer = await forward(code, {
			[`photo.${one}`]: 'whole',
			[`alt.${one}`]: 'Tiang lampu di simpang',
			[`photo.${other}`]: 'redacted',
			[`cells.${other}`]: ['0', '1', '12'],
		});

		expect(answer.status).toBe(303);
		const [{ photos }] = await rows('select photos from publication where code = $1', code);
		expect(photos).toHaveLength(2);
		expect(photos[0]).toMatchObject({ alt: 'Tiang lampu di simpang', width: 480 });
		const stored = await rows('select id, storage_key, public_key from attachment where id = any ($1)', [
			one,
			other,
		]);
		expect(stored.find(({ id }) => id === one)).toMatchObject({
			public_key: stored.find(({ id }) => id === one)?.storage_key,
		});
		const covered = stored.find(({ id }) => id === other);
		expect(covered?.public_key).not.toBe(covered?.storage_key);
		const corner = await sharp(await desk.services.store.get(covered?.public_key))
			.extract({ left: 5, top: 5, width: 1, height: 1 })
			.raw()
			.toBuffer();
		const middle = await sharp(await desk.services.store.get(covered?.public_key))
			.extract({ left: 300, top: 200, width: 1, height: 1 })
			.raw()
			.toBuffer();
		expect([...corner.subarray(0, 3)]).not.toEqual([...middle.subarray(0, 3)]);
	});

	it('want a square when they are to be shown covered', async () => {
		const { code, one } = await aReportWithPhotos();

		expect(await forward(code, { [`photo.${one}`]: 'redacted' })).toMatchObject({
			status: 422,
			data: { unchosen: [one] },
		});
	});

	it('of a confidential report reach the unit covered, and the public not at all', async () => {
		const { id, code, one, other } = await aReportWithPhotos('confidential');
		const handling = { handlingTitle: 'Lampu padam', handlingBody: 'Tiga lampu padam sejak Senin lalu.' };
		await take(rahmah(), [code, 'forward'], {
			target: String(world.unit('dinas_perhubungan')),
			...handling,
			[`photo.${one}`]: 'redacted',
			[`cells.${one}`]: ['5', '6'],
		});

		const [asVerifier, asUnit] = [
			await bytes(await fetched(rahmah(), code, one)),
			await bytes(await fetched(liaison(), code, one)),
		];
		expect(asUnit.equals(asVerifier)).toBe(false);
		expect((await fetched(liaison(), code, other)).status).toBe(404);
		expect(await rows('select code from publication where report_id = $1', id)).toEqual([]);
	});
});

describe('merging', () => {
	it('goes by code into another open report, and can be undone', async () => {
		const [one, other] = [await world.report('received'), await world.report('forwarded')];

		await take(rahmah(), [one.code, 'merge'], {
			otherCode: other.code.toLowerCase(),
			words: 'Tiang yang sama.',
		});

		expect(await rows('select status, merged_into from report where id = $1', one.id)).toEqual([
			{ status: 'merged', merged_into: other.id },
		]);
		expect((await take(rahmah(), [one.code, 'unmerge'], { words: 'Ternyata tiang lain.' })).status).toBe(303);
		expect(await rows('select status from report where id = $1', one.id)).toEqual([{ status: 'received' }]);
	});

	it.each(['', 'MSR-26-00000', 'bukan kode'])('into %s is refused with help', async (otherCode) => {
		const { code } = await world.report('received');

		expect(await take(rahmah(), [code, 'merge'], { otherCode })).toMatchObject({
			status: 422,
			data: { faults: [{ field: 'other', code: 'other_missing' }] },
		});
	});

	it('into itself or into what has ended is refused by the rules', async () => {
		const [{ code }, closed] = [await world.report('received'), await world.report('closed')];

		for (const otherCode of [code, closed.code])
			expect(await take(rahmah(), [code, 'merge'], { otherCode })).toMatchObject({
				status: 422,
				data: { refused: 'other_report' },
			});
	});

	it('into a report one may not see is answered like into none', async () => {
		const [{ code }, secret] = [
			await world.report('received'),
			await world.submit({ submission: { kind: 'supervisory_complaint' } }),
		];

		expect(await take(rahmah(), [code, 'merge'], { otherCode: secret.code })).toMatchObject({
			data: { faults: [{ code: 'other_missing' }] },
		});
	});
});

describe('many at once', () => {
	const post = (form: Form) => desk.ask(rahmah(), many.default, { form });
	const chosen = async (...codes: string[]) => {
		const { data } = await desk.ask(rahmah(), manyPage, {
			search: `?lakukan=forward&${codes.map((code) => `kode=${code}`).join('&')}`,
		});
		return {
			key: data.key,
			kode: data.reports.map(({ code, version }: { code: string; version: number }) => `${code}~${version}`),
		};
	};

	it('are forwarded with one reason, an entry each', async () => {
		const [one, other] = [await world.report('received'), await world.report('received')];
		const form = await chosen(one.code, other.code);

		expect(
			await post({
				...form,
				lakukan: 'forward',
				target: String(world.unit('dinas_perhubungan')),
				words: 'Lampu jalan satu ruas.',
			}),
		).toEqual({
			status: 303,
			location: '/petugas?selesai=langkah',
		});
		expect(
			await rows(
				"select count(*)::int as n from report_step where step = 'forward' and report_id = any ($1)",
				[one.id, other.id],
			),
		).toEqual([{ n: 2 }]);
	});

	it('leave behind what cannot go, and say why', async () => {
		const [good, unnamed, gone] = [
			await world.report('received'),
			await world.report('received', { submission: { confidentiality: 'anonymous' } }),
			await world.report('received'),
		];
		const form = await chosen(good.code, unnamed.code, gone.code);
		await world.taken(gone.id, 'archive', { words: 'Pesan percobaan.', reasonCode: 'test_message' });

		const { data } = await post({
			...form,
			lakukan: 'forward',
			target: String(world.unit('dinas_perhubungan')),
			words: 'Satu ruas.',
		});

		expect(data.outcome.done).toEqual([good.code]);
		expect(data.outcome.left).toEqual(
			expect.arrayContaining([
				{ code: unnamed.code, why: 'needs_copy' },
				{ code: gone.code, why: 'version_conflict' },
			]),
		);
	});

	it('are merged into one, never without a reason', async () => {
		const [one, two, into] = [
			await world.report('received'),
			await world.report('received'),
			await world.report('received'),
		];
		const form = { ...(await chosen(one.code, two.code)), lakukan: 'merge', other: into.code };

		expect(await post({ ...form, words: '' })).toMatchObject({
			status: 422,
			data: { fault: { field: 'words' } },
		});
		expect((await post({ ...form, words: 'Pohon yang sama.' })).status).toBe(303);
		expect(await rows('select count(*)::int as n from report where merged_into = $1', into.id)).toEqual([
			{ n: 2 },
		]);
	});

	it('hold nothing of what is not theirs to see', async () => {
		const { code } = await world.report('received');

		const { data } = await desk.ask(liaison(), manyPage, { search: `?kode=${code}&kode=x` });
		expect(data.reports).toEqual([]);
	});
});
