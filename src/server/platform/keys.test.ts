import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isSameSecret, randomSalt, sha256 } from './hash.ts';
import {
	createKeyFile,
	KEY_PURPOSES,
	loadKeyFile,
	mac,
	newKeyRing,
	receiptMac,
	receiptMacs,
	rotate,
	saveKeyFile,
} from './keys.ts';

let folder: string;
let path: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'tuntas-keys-'));
	path = join(folder, 'keys.json');
});

afterEach(() => rm(folder, { recursive: true }));

const bytes = Buffer.from('7K3M9QXA2BC4DE5FG6');

describe('the key file', () => {
	test('is created for this user only and read back with every key', async () => {
		const created = await createKeyFile(path);

		expect((await stat(path)).mode & 0o777).toBe(0o600);
		expect(await loadKeyFile(path)).toEqual(created);
	});

	test('has a key of its own for every purpose', () => {
		const ring = newKeyRing();

		const found = KEY_PURPOSES.map((purpose) => mac(ring, purpose, bytes).toString('hex'));
		expect(new Set(found).size).toBe(KEY_PURPOSES.length);
	});

	test('is never overwritten by creating it again', async () => {
		const first = await createKeyFile(path);

		await expect(createKeyFile(path)).rejects.toThrow('EEXIST');
		expect(await loadKeyFile(path)).toEqual(first);
	});

	test.each([0o604, 0o640, 0o644, 0o666])('that others can open (%o) stops the start', async (mode) => {
		await createKeyFile(path);
		await chmod(path, mode);

		await expect(loadKeyFile(path)).rejects.toMatchObject({ name: 'KeyFileFault', problem: 'exposed' });
	});

	test('that is missing stops the start', async () => {
		await expect(loadKeyFile(path)).rejects.toMatchObject({ name: 'KeyFileFault', problem: 'missing' });
	});

	test.each(['', '{', '{"version":1,"purposes":{}}', '{"version":2}'])(
		'that is damaged (%j) stops the start',
		async (content) => {
			await writeFile(path, content, { mode: 0o600 });

			await expect(loadKeyFile(path)).rejects.toMatchObject({ problem: 'damaged' });
		},
	);

	test('whose key is too short is damaged, and the fault does not print it', async () => {
		await createKeyFile(path);
		const content = JSON.parse(await readFile(path, 'utf8'));
		const { current } = content.purposes.identity;
		content.purposes.identity.keys[current] = 'cmFoYXNpYQ==';
		await writeFile(path, JSON.stringify(content));

		await expect(loadKeyFile(path)).rejects.toThrow(/^(?!.*cmFoYXNpYQ).*damaged/);
	});

	test('is replaced by the rotated keys in one move', async () => {
		const ring = await createKeyFile(path);
		const rotated = rotate(ring, 'identity');

		await saveKeyFile(path, rotated);

		expect(await loadKeyFile(path)).toEqual(rotated);
		expect((await stat(path)).mode & 0o777).toBe(0o600);
	});
});

describe('a keyed hash', () => {
	test('is the same for the same receipt, and another under another key', () => {
		const ring = newKeyRing();

		expect(receiptMac(ring, bytes)).toEqual(receiptMac(ring, bytes));
		expect(receiptMac(ring, bytes)).not.toEqual(receiptMac(newKeyRing(), bytes));
		expect(receiptMac(ring, bytes)).toHaveLength(16);
	});

	test('made before a rotation is still found, after the current one', () => {
		const ring = newKeyRing();
		const before = receiptMac(ring, bytes);
		const rotated = rotate(ring, 'receipt');

		expect(receiptMacs(rotated, bytes)).toEqual([receiptMac(rotated, bytes), before]);
	});
});

describe('hashes and secrets', () => {
	test('a text hashes as its UTF-8 bytes', () => {
		expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
		expect(sha256('é')).toBe(sha256(Buffer.from('é', 'utf8')));
	});

	test('salts differ', () => {
		expect(randomSalt()).not.toBe(randomSalt());
		expect(Buffer.from(randomSalt(), 'base64url')).toHaveLength(16);
	});

	test('secrets are the same only when every byte is', () => {
		expect(isSameSecret(bytes, Buffer.from(bytes))).toBe(true);
		expect(isSameSecret(bytes, bytes.subarray(1))).toBe(false);
		expect(isSameSecret(bytes, Buffer.from(bytes).fill(0, 3, 4))).toBe(false);
		expect(isSameSecret(new Uint8Array(), new Uint8Array())).toBe(true);
	});
});
