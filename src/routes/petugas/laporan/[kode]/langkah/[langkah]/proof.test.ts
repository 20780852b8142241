import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seenBy } from '#server/platform/db.ts';
import { checkEvidence } from '#server/report/chain-commands.ts';
import { sweepStaged } from '#server/report/draft-jobs.ts';
import { SYSTEM } from '#server/report/jobs.ts';
import { readOwn } from '#server/report/reporter-commands.ts';
import { isPublicPhoto } from '#server/report/reporter-photo-queries.ts';
import type { Acknowledged } from '#server/report/submit-commands.ts';
import { type Answer, aDesk, type Desk } from '../../../../../../../tests/desk.ts';
import type { Officer } from '../../../../../../../tests/officers.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../../../../../tests/world.ts';
import { GET as staged } from '../../bukti/[foto]/+server.ts';
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

const DAY_MS = 24 * 60 * 60 * 1000;
const OFFICE = 'dinas_perhubungan';
/** An office whose answers a superior approves. */
const STRICT = 'dinas_pupr';
const liaison = (office = OFFICE) => world.officer('liaison', office);
const ANSWER = {
	words: 'Lampu di simpang pasar sudah menyala kembali sejak tadi malam.',
	done: 'Kabel tiang kedua disambung dan tiga lampu diganti.',
	who: 'Regu lampu jalan',
	when: '2026-02-02',
	evidence: 'Foto lampu yang menyala',
};
const COPY = { title: 'Lampu padam', body: 'Tiga lampu di simpang padam.', place: '' };

async function aPhoto(background = 'gold'): Promise<File> {
	const picture = sharp({ create: { width: 480, height: 360, channels: 3, background } });
	const jpeg = await picture
		.withExif({ IFD0: { Artist: 'Petugas' } })
		.jpeg()
		.toBuffer();
	return new File([new Uint8Array(jpeg)], 'bukti.jpg');
}

type Form = Readonly<Record<string, string | File | readonly string[]>>;
const page = (who: Officer, kode: string, langkah: string) =>
	desk.ask(who, load, { params: { kode, langkah } });

async function send(who: Officer, [kode, langkah]: readonly [string, string], form: Form): Promise<Answer> {
	const { data } = await page(who, kode, langkah);
	const hidden = { key: data.key, version: String(data.version), seen: String(data.seen) };
	return desk.ask(who, actions.default, { params: { kode, langkah }, form: { ...hidden, ...form } });
}

/** Uploads a photograph for a step; its id. */
async function uploaded(code: string, step: string, who = liaison()): Promise<string> {
	const answer = await send(who, [code, step], { upload: 'ya', proof: await aPhoto(), ...ANSWER });
	expect(answer.status).toBe(200);
	expect(answer.data.fields.words).toBe(ANSWER.words);
	const { data } = await page(who, code, step);
	expect(data.staged).toHaveLength(1);
	return data.staged[0].id;
}

async function aPublicReport(office = OFFICE): Promise<Acknowledged> {
	const sent = await world.report('received');
	await world.taken(sent.id, 'forward', { publicCopy: COPY, targetUnitId: world.unit(office) });
	return sent;
}

async function shownOf({ id, code }: Acknowledged) {
	const { rows } = await world.owner.query<{ photos: { key: string; seq: number; alt: string }[] }>(
		'select photos from publication where report_id = $1',
		[id],
	);
	const [photo] = rows[0]?.photos ?? [];
	const isOpen = (key: string) =>
		isPublicPhoto(world.reader.pool, { agencyId: world.directory.agency.id, code, key });
	return { photo, isOpen };
}
const own = async (sent: Acknowledged) =>
	(await readOwn(world.vault, sent, { directory: world.directory, at: MONDAY_MORNING }))?.content.photos ??
	[];
const storedOf = async ({ id }: Acknowledged) =>
	(await world.owner.query('select storage_key, public_key, salt from attachment where report_id = $1', [id]))
		.rows;

describe('a photograph an office answers with', () => {
	it('is chosen before it is shown: the public gets the redacted one, the reporter the whole', async () => {
		const sent = await aPublicReport();
		const id = await uploaded(sent.code, 'answer');
		const asked = (form: Form) => send(liaison(), [sent.code, 'answer'], { take: 'ya', ...ANSWER, ...form });

		const unchosen = await asked({ [`photo.${id}`]: 'redacted' });
		expect([unchosen.status, unchosen.data.unchosen]).toEqual([422, [id]]);
		const cells = Array.from({ length: 40 }, (_, cell) => String(cell));
		const taken = await asked({
			[`photo.${id}`]: 'redacted',
			[`cells.${id}`]: cells,
			[`alt.${id}`]: 'Lampu menyala',
		});

		expect(taken.status).toBe(303);
		const [file] = await storedOf(sent);
		const { photo, isOpen } = await shownOf(sent);
		expect(photo).toMatchObject({ key: file.public_key, alt: 'Lampu menyala', seq: 3 });
		expect([await isOpen(file.public_key), await isOpen(file.storage_key)]).toEqual([true, false]);
		expect(await own(sent)).toMatchObject([{ key: file.storage_key, fromWhom: 'office' }]);
		expect((await world.owner.query('select id from staged_photo')).rows).toEqual([]);
	});

	it('that nothing was chosen of stays with reporter and officers', async () => {
		const sent = await aPublicReport();
		await world.taken(sent.id, 'start');
		await uploaded(sent.code, 'progress');
		const { status } = await send(liaison(), [sent.code, 'progress'], { take: 'ya', words: ANSWER.words });

		expect(status).toBe(303);
		expect((await shownOf(sent)).photo).toBeUndefined();
		expect(await own(sent)).toHaveLength(1);
	});

	it('stands in the commitments of its step: another file in its place breaks the chain, an erased one does not', async () => {
		const sent = await aPublicReport();
		const id = await uploaded(sent.code, 'first_answer');
		await send(liaison(), [sent.code, 'first_answer'], {
			take: 'ya',
			words: ANSWER.words,
			[`photo.${id}`]: 'whole',
		});
		const broken = async () =>
			(await checkEvidence(world.db, MONDAY_MORNING)).broken.filter(({ code }) => code === sent.code);
		expect((await storedOf(sent))[0].salt).toMatch(/.{16}/);
		expect(await broken()).toEqual([]);

		await world.owner.query('update attachment set sha256 = $2 where report_id = $1', [
			sent.id,
			'f'.repeat(64),
		]);
		expect(await broken()).toMatchObject([{ why: 'text' }]);
		await world.owner.query('delete from attachment where report_id = $1', [sent.id]);
		expect(await broken()).toEqual([]);
	});

	it('waits with a proposed answer, unseen, and comes out with its approval', async () => {
		const sent = await aPublicReport(STRICT);
		const id = await uploaded(sent.code, 'propose_answer', liaison(STRICT));
		await send(liaison(STRICT), [sent.code, 'propose_answer'], {
			take: 'ya',
			...ANSWER,
			[`photo.${id}`]: 'whole',
		});
		expect([(await shownOf(sent)).photo, await own(sent)]).toEqual([undefined, []]);

		await world.taken(sent.id, 'approve_answer', { by: world.officer('head', STRICT) });

		expect((await shownOf(sent)).photo).toMatchObject({ seq: 4 });
		expect(await own(sent)).toHaveLength(1);
		expect((await checkEvidence(world.db, MONDAY_MORNING)).broken).toEqual([]);
	});

	it('is seen by nobody else while it waits, can be discarded, and is forgotten after a day', async () => {
		const sent = await aPublicReport();
		const first = await uploaded(sent.code, 'first_answer');
		const look = (who: Officer, foto: string) => desk.ask(who, staged, { params: { kode: sent.code, foto } });

		expect((await look(liaison(), first)).status).toBe(200);
		expect(await look(world.officer('rahmah'), first)).toMatchObject({ status: 404 });
		await send(liaison(), [sent.code, 'first_answer'], { discard: first });
		expect((await look(liaison(), first)).status).toBe(404);

		const second = await uploaded(sent.code, 'first_answer');
		const later = new Date(MONDAY_MORNING.getTime() + DAY_MS + 1);
		await seenBy(SYSTEM, world.db, (tx) => sweepStaged(tx, desk.services, later));
		expect((await look(liaison(), second)).status).toBe(404);
	});

	it('that is none is refused in words, and what was typed stays', async () => {
		const sent = await aPublicReport();
		const { status, data } = await send(liaison(), [sent.code, 'first_answer'], {
			upload: 'ya',
			proof: new File(['MZ bukan foto'], 'foto.jpg'),
			words: ANSWER.words,
		});

		expect(status).toBe(422);
		expect(data.proofRefused[0].title).toContain('bukan foto');
		expect(data.fields.words).toBe(ANSWER.words);
	});
});
