import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { replaceFile } from './durable-file.ts';
import { sha256 } from './hash.ts';

/** Names stored bytes: their SHA-256 in hexadecimal. The same bytes have the same key, wherever they are kept. */
export type StorageKey = string & { readonly __brand: 'StorageKey' };

/** Where files are kept. Small, so that an object store can take the place of the disk. */
export type FileStore = {
	/** Keeps `bytes`; on return they survive a power cut. The same bytes twice are kept once. */
	put(bytes: Uint8Array): Promise<StorageKey>;
	/** The bytes, or undefined when there are none. Throws when they are no longer what was put. */
	get(key: string): Promise<Buffer | undefined>;
	/** Forgets the bytes; may run twice. Whoever calls knows that nothing else names the same key. */
	remove(key: string): Promise<void>;
	/** The keys of everything kept, in order; for backups, which copy it. */
	list(): Promise<readonly StorageKey[]>;
};

/** Stored bytes that are no longer those of their name. */
export class DamagedFile extends Error {
	override readonly name = 'DamagedFile';

	constructor(key: string) {
		super(`stored file ${key} is damaged`);
	}
}

const KEY = /^[0-9a-f]{64}$/;

/** Whether a text can be a name of stored bytes; nothing else is ever part of a path. */
export function isStorageKey(key: string): key is StorageKey {
	return KEY.test(key);
}

/** Files on disk below `folder`, spread over 65,536 folders; the folder is made when first needed. */
export function diskStore(folder: string): FileStore {
	const pathOf = (key: string) => join(folder, key.slice(0, 2), key.slice(2, 4), key);

	return {
		async put(bytes) {
			const key = sha256(bytes) as StorageKey;
			const path = pathOf(key);
			if (await isKept(path, bytes.length)) return key;
			await mkdir(dirname(path), { recursive: true, mode: 0o700 });
			await replaceFile(path, bytes);
			return key;
		},

		async get(key) {
			if (!isStorageKey(key)) return undefined;
			const bytes = await readFile(pathOf(key)).catch(absentOrThrow);
			if (bytes && sha256(bytes) !== key) throw new DamagedFile(key);
			return bytes;
		},

		async remove(key) {
			if (isStorageKey(key)) await rm(pathOf(key), { force: true });
		},

		async list() {
			const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(absentOrThrow);
			const names = (found ?? []).flatMap((one) => (one.isFile() ? [one.name] : []));
			return names.filter(isStorageKey).sort();
		},
	};
}

async function isKept(path: string, size: number): Promise<boolean> {
	const found = await stat(path).catch(absentOrThrow);
	return found?.size === size;
}

function absentOrThrow(fault: NodeJS.ErrnoException): undefined {
	if (fault.code === 'ENOENT') return undefined;
	throw fault;
}
