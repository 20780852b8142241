import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { ownFileOf, readOwn, takeOwnStep } from './reporter-commands.ts';
import { isPublicPhoto } from './reporter-photo-queries.ts';
import type { StoredPhoto } from './submission.ts';
import type { Acknowledged } from './submit-commands.ts';

let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

const aPhoto = (letter: string): StoredPhoto => ({
	sha256: letter.repeat(64),
	storageKey: letter.repeat(64),
	thumbKey: `${letter.repeat(63)}0`,
	mediaType: 'image/webp',
	bytes: 1000,
	width: 640,
	height: 480,
	alt: 'Tiang lampu',
});
const read = (sent: Acknowledged) =>
	readOwn(world.vault, sent, { directory: world.directory, at: MONDAY_MORNING });
const isPublic = ({ code }: Acknowledged, key: string) =>
	isPublicPhoto(world.reader.pool, { agencyId: world.directory.agency.id, code, key });

describe('a photograph', () => {
	test('sent with a reply belongs to that event, and is no part of the public copy', async () => {
		const sent = await world.report('in_progress');
		const version = (await read(sent))?.report.version ?? 0;

		await takeOwnStep(world.vault, {
			id: sent.id,
			step: 'reply',
			input: { words: 'Masih gelap, lihat fotonya.' },
			files: [aPhoto('a')],
			version,
			key: 'a reply',
			directory: world.directory,
			at: MONDAY_MORNING,
		});

		const own = await read(sent);
		const reply = own?.steps.find(({ step }) => step === 'reply');
		expect(own?.content.photos).toMatchObject([
			{ key: 'a'.repeat(64), seq: reply?.seq, fromWhom: 'reporter' },
		]);
		expect(await isPublic(sent, 'a'.repeat(64))).toBe(false);
	});

	test('of a report is opened by its receipt, and by the receipt of no other report', async () => {
		const sent = await world.report('received', { submission: { photos: [aPhoto('b')] } });
		const other = await world.report('received');
		const typeFor = (id: Acknowledged['id'], key: string) =>
			ownFileOf(world.vault, world.directory.agency.id, { id, key });

		expect(await typeFor(sent.id, 'b'.repeat(64))).toEqual({ mediaType: 'image/webp', nth: 1 });
		expect(await typeFor(sent.id, `${'b'.repeat(63)}0`)).toMatchObject({ nth: 1 });
		expect(await typeFor(other.id, 'b'.repeat(64))).toBeUndefined();
	});

	test('is public from the moment it stands in the public copy until it no longer does', async () => {
		const sent = await world.report('received', { submission: { photos: [aPhoto('c')] } });
		const publicCopy = { title: 'Lampu padam', body: 'Tiga lampu di simpang padam.', place: '' };
		await world.taken(sent.id, 'publish', { publicCopy });
		expect(await isPublic(sent, 'd'.repeat(64))).toBe(false);

		const photos = JSON.stringify([
			{ key: 'd'.repeat(64), thumb: 'e'.repeat(64), alt: '', width: 1, height: 1 },
		]);
		await world.owner.query('update publication set photos = $2 where report_id = $1', [sent.id, photos]);
		expect(await isPublic(sent, 'd'.repeat(64))).toBe(true);
		expect(await isPublic(sent, 'e'.repeat(64))).toBe(true);
		expect(await isPublic(sent, 'c'.repeat(64))).toBe(false);

		await world.taken(sent.id, 'raise_confidentiality', { confidentiality: 'confidential' });
		expect(await isPublic(sent, 'd'.repeat(64))).toBe(false);
	});
});
