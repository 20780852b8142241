import { mkdir, open, readdir, readFile, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { replaceFile } from '#server/platform/durable-file.ts';

/** Where backups lie. Small objects by name, so that a folder and an object store look alike. */
export type Place = {
	/** For people: where it is, without secrets. */
	readonly says: string;
	/** Keeps `bytes` under `name`, whole or not at all; on return they survive a power cut. */
	put(name: string, bytes: Uint8Array): Promise<void>;
	/** Undefined when there is none. */
	get(name: string): Promise<Buffer | undefined>;
	/** All names that begin with `prefix`, in order. */
	list(prefix: string): Promise<readonly string[]>;
	/** Forgets the object; may run twice. */
	remove(name: string): Promise<void>;
	/** Bytes that still fit; undefined where nobody can say. */
	room(): Promise<number | undefined>;
};

/** A folder: on this disk, on another one, or on a mounted share. Made when something first comes into it. */
export function folderPlace(path: string): Place {
	const folder = resolve(path);
	const pathOf = (name: string) => join(folder, ...name.split('/'));
	return {
		says: folder,
		async put(name, bytes) {
			await mkdir(dirname(pathOf(name)), { recursive: true, mode: 0o700 });
			await replaceFile(pathOf(name), bytes);
		},
		get: (name) => readFile(pathOf(name)).catch(absent),
		async list(prefix) {
			const at = pathOf(prefix.slice(0, prefix.lastIndexOf('/') + 1));
			const found = await readdir(at, { recursive: true, withFileTypes: true }).catch(absent);
			const names = (found ?? [])
				.filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
				.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
			return names.filter((name) => name.startsWith(prefix)).sort();
		},
		remove: (name) => rm(pathOf(name), { force: true }),
		async room() {
			await mkdir(folder, { recursive: true, mode: 0o700 });
			const { bavail, bsize } = await statfs(folder);
			return bavail * bsize;
		},
	};
}

/** Whether something lies at `path` already. */
export async function isTaken(path: string): Promise<boolean> {
	const found = await stat(path).catch(absent);
	if (!found) return false;
	return !found.isDirectory() || (await readdir(path)).length > 0;
}

/** So many bytes of a file, from its beginning, in pieces; what is missing at its end is filled with zeros. */
export async function* bytesOf(path: string, size: number): AsyncGenerator<Buffer> {
	const file = await open(path, 'r');
	try {
		for (let left = size; left > 0; ) {
			const piece = Buffer.alloc(Math.min(left, PIECE));
			const { bytesRead } = await file.read(piece, 0, piece.length);
			// Cut short since we looked: the log brings back what belongs there.
			const given = bytesRead === 0 ? piece.length : bytesRead;
			yield piece.subarray(0, given);
			left -= given;
		}
	} finally {
		await file.close();
	}
}

const PIECE = 1024 * 1024;

function absent(fault: NodeJS.ErrnoException): undefined {
	if (fault.code === 'ENOENT' || fault.code === 'ENOTDIR') return undefined;
	throw fault;
}
