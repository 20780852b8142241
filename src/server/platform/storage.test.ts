import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anS3, type TestS3 } from '../../../tests/s3.ts';
import { sha256 } from './hash.ts';
import { newKeyRing } from './keys.ts';
import { s3Store } from './s3-store.ts';
import { sealedStore } from './sealed-storage.ts';
import { diskStore, type FileStore } from './storage.ts';

let folder: string;
let s3: TestS3;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'tuntas-storage-'));
	s3 = await anS3();
});
afterAll(async () => {
	await s3.close();
	await rm(folder, { recursive: true });
});

const STORES = {
	'on disk': () => diskStore(join(folder, 'files')),
	'in a bucket': () => s3Store(s3.place),
} as const satisfies Record<string, () => FileStore>;

let told = 0;
/** Bytes no other test put. */
const some = () => {
	told += 1;
	return Buffer.from(`isi berkas ${told}`);
};

/** What every place for files must do; pages and jobs know no more than this. */
describe.each(Object.entries(STORES))('files %s', (_, open) => {
	test('can be got under the hash of their bytes', async () => {
		const bytes = some();
		const key = await open().put(bytes);

		expect(key).toBe(sha256(bytes));
		expect(await open().get(key)).toEqual(bytes);
	});

	test('are the same when the same bytes come many times at once', async () => {
		const bytes = some();
		const keys = await Promise.all(Array.from({ length: 8 }, () => open().put(bytes)));

		expect(new Set(keys).size).toBe(1);
		expect(await open().get(keys[0] ?? '')).toEqual(bytes);
	});

	test('that were removed are gone, and removing them again is no fault', async () => {
		const key = await open().put(some());

		await open().remove(key);
		await open().remove(key);

		expect(await open().get(key)).toBeUndefined();
	});

	test('are listed by their keys, and nothing else is', async () => {
		const [one, other] = [await open().put(some()), await open().put(some())];
		await open().remove(other);

		const keys = await open().list();
		expect(keys).toContain(one);
		expect(keys).not.toContain(other);
		expect(keys).toEqual([...keys].sort());
	});

	test('may be empty, or of megabytes of every byte', async () => {
		const large = Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => at % 251));

		for (const bytes of [Buffer.alloc(0), large])
			expect(await open().get(await open().put(bytes))).toEqual(bytes);
	});

	test('that were never put are not there', async () => {
		expect(await open().get('a'.repeat(64))).toBeUndefined();
	});

	test.each(['', '../../etc/passwd', 'ab', `${'a'.repeat(63)}/`, 'G'.repeat(64), `${'a'.repeat(64)}?acl`])(
		'have no name like %j',
		async (key) => {
			expect(await open().get(key)).toBeUndefined();
			await open().remove(key);
		},
	);

	test('can be sealed on top: their place shows nothing, and the keys open them', async () => {
		const store = sealedStore(open(), newKeyRing());
		const key = await store.put(Buffer.from('RAHASIA di tempat lain'));

		expect((await open().get(key))?.includes('RAHASIA')).toBe(false);
		expect((await store.get(key))?.toString()).toBe('RAHASIA di tempat lain');
	});
});

describe('files on disk', () => {
	const pathOf = (key: string) => join(folder, 'files', key.slice(0, 2), key.slice(2, 4), key);

	test('leave nothing half-written behind', async () => {
		const names = (await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true }))
			.filter((entry) => entry.isFile())
			.map(({ name }) => name);

		expect(names.every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
	});

	test('that a crash of the disk cut short are written anew', async () => {
		const bytes = some();
		const key = await STORES['on disk']().put(bytes);
		await truncate(pathOf(key), 3);

		await STORES['on disk']().put(bytes);

		expect(await readFile(pathOf(key))).toEqual(bytes);
	});

	test('that were altered are a fault, not an answer', async () => {
		const key = await STORES['on disk']().put(some());
		await writeFile(pathOf(key), 'isi palsu!');

		await expect(STORES['on disk']().get(key)).rejects.toThrow('damaged');
	});
});

describe('files in a bucket', () => {
	const HASTY = { seconds: 2, tries: 3, pauseMs: 5 };

	/** A store that answers each question as told, and counts them. */
	async function aStore(statuses: readonly number[], body = '') {
		let asked = 0;
		const server = createServer((request, response) => {
			request.resume();
			response.writeHead(statuses[Math.min(asked, statuses.length - 1)] ?? 500).end(body);
			asked += 1;
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		const bound = server.address();
		const endpoint = `http://localhost:${typeof bound === 'object' ? bound?.port : 0}`;
		return { store: s3Store({ ...s3.place, endpoint }, HASTY), asked: () => asked, server };
	}

	test('are asked for again while the store is unwell, and a fault when it stays so', async () => {
		const well = await aStore([503, 500, 200]);
		const unwell = await aStore([503]);

		expect(await well.store.put(some())).toMatch(/^[0-9a-f]{64}$/);
		await expect(unwell.store.get('a'.repeat(64))).rejects.toThrow('answered 503');
		expect([well.asked(), unwell.asked()]).toEqual([3, 3]);
		for (const { server } of [well, unwell]) server.close();
	});

	test('are not "not there" when the store does not let us in, and not taken when they are others', async () => {
		const locked = await aStore([403]);
		const lying = await aStore([200], 'sesuatu yang lain');

		await expect(locked.store.get('a'.repeat(64))).rejects.toThrow('answered 403');
		expect(locked.asked()).toBe(1);
		await expect(lying.store.get('a'.repeat(64))).rejects.toThrow('damaged');
		for (const { server } of [locked, lying]) server.close();
	});

	test('of a store in a private network nobody allowed are not asked for', async () => {
		const store = s3Store({ ...s3.place, allow: [] }, HASTY);

		await expect(store.put(some())).rejects.toThrow('leads to');
	});
});
