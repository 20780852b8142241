import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '#server/platform/hash.ts';
import { newKeyRing } from '#server/platform/keys.ts';
import { sealedStore } from '#server/platform/sealed-storage.ts';
import { diskStore } from '#server/platform/storage.ts';
import { type Reencoder, startReencoder } from './adapters/reencode.ts';
import { keepPhoto, type PhotoDesk, redactPhoto } from './commands.ts';

const LIMITS = { most: 5, megabytes: 10 };

let folder: string;
let reencoder: Reencoder;
let desk: PhotoDesk;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'tuntas-photos-'));
	reencoder = startReencoder({ children: 1 });
	desk = { store: sealedStore(diskStore(folder), newKeyRing()), reencoder };
});

afterAll(async () => {
	reencoder.close();
	await rm(folder, { recursive: true });
});

const jpeg = () =>
	sharp({ create: { width: 640, height: 480, channels: 3, background: 'teal' } })
		.jpeg()
		.toBuffer();

test('a photograph is kept remade, with its thumbnail, under keys to find it by', async () => {
	const kept = await keepPhoto(desk, await jpeg(), LIMITS);
	if (!kept.ok) throw new Error(kept.refusal.code);

	const picture = await desk.store.get(kept.value.photo.storageKey);
	expect(kept.value.photo).toMatchObject({
		mediaType: 'image/webp',
		width: 640,
		height: 480,
		bytes: picture?.length,
	});
	expect(picture && sha256(picture)).toBe(kept.value.photo.sha256);
	expect(await sharp(await desk.store.get(kept.value.photo.thumbKey)).metadata()).toMatchObject({
		width: 400,
	});
});

test('a stolen disk shows no picture, and one removed does not take its twin along', async () => {
	const [one, other] = [
		await keepPhoto(desk, await jpeg(), LIMITS),
		await keepPhoto(desk, await jpeg(), LIMITS),
	];
	if (!one.ok || !other.ok) throw new Error('not kept');

	await desk.store.remove(one.value.photo.storageKey);

	expect(one.value.photo.sha256).toBe(other.value.photo.sha256);
	expect(await desk.store.get(one.value.photo.storageKey)).toBeUndefined();
	expect(await desk.store.get(other.value.photo.storageKey)).toBeDefined();
	const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
		entry.isFile(),
	);
	for (const file of files)
		expect((await readFile(join(file.parentPath, file.name))).includes('WEBP')).toBe(false);
});

test('what is no photograph leaves nothing behind', async () => {
	const before = await readdir(folder, { recursive: true });

	const kept = await keepPhoto(desk, Buffer.from('MZ\x90\0 bukan.jpg'), LIMITS);

	expect(kept).toEqual({ ok: false, refusal: { code: 'photo_format' } });
	expect(await readdir(folder, { recursive: true })).toEqual(before);
});

test('the public copy is a file of its own; the original stays as it is', async () => {
	const kept = await keepPhoto(desk, await jpeg(), LIMITS);
	if (!kept.ok) throw new Error(kept.refusal.code);

	const shown = await redactPhoto(desk, kept.value.photo.storageKey, { columns: 4, rows: 3, hidden: [5, 6] });

	if (!shown.ok) throw new Error(shown.refusal.code);
	expect(shown.value.storageKey).not.toBe(kept.value.photo.storageKey);
	expect(await desk.store.get(kept.value.photo.storageKey)).toBeDefined();
	await expect(redactPhoto(desk, 'f'.repeat(64), { columns: 1, rows: 1, hidden: [] })).rejects.toThrow(
		'not in the store',
	);
});
