import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sha256 } from './hash.ts';
import { diskStore, type FileStore } from './storage.ts';

let folder: string;
let store: FileStore;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'tuntas-storage-'));
	store = diskStore(join(folder, 'files'));
});

afterEach(() => rm(folder, { recursive: true }));

const bytes = Buffer.from('isi berkas');
const pathOf = (key: string) => join(folder, 'files', key.slice(0, 2), key.slice(2, 4), key);

test('what is put can be got under the hash of its bytes', async () => {
	const key = await store.put(bytes);

	expect(key).toBe(sha256(bytes));
	expect(await store.get(key)).toEqual(bytes);
});

test('the same bytes are kept once, and nothing half-written stays behind', async () => {
	const keys = await Promise.all(Array.from({ length: 8 }, () => store.put(bytes)));

	expect(new Set(keys).size).toBe(1);
	const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
		entry.isFile(),
	);
	expect(files.map((file) => file.name)).toEqual([keys[0]]);
});

test('what was removed is gone, and removing it again is no fault', async () => {
	const key = await store.put(bytes);

	await store.remove(key);
	await store.remove(key);

	expect(await store.get(key)).toBeUndefined();
});

test('a file cut short by a crash of the disk is written anew', async () => {
	const key = await store.put(bytes);
	await truncate(pathOf(key), 3);

	await store.put(bytes);

	expect(await readFile(pathOf(key))).toEqual(bytes);
});

test('altered bytes are a fault, not an answer', async () => {
	const key = await store.put(bytes);
	await writeFile(pathOf(key), 'isi palsu!');

	await expect(store.get(key)).rejects.toThrow('damaged');
});

test.each(['', '../../etc/passwd', 'ab', `${'a'.repeat(63)}/`, 'G'.repeat(64)])(
	'a key that was never given out (%j) names nothing',
	async (key) => {
		expect(await store.get(key)).toBeUndefined();
		await store.remove(key);
	},
);
