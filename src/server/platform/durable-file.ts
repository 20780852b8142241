import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** For this user's eyes only. */
const PRIVATE = 0o600;

/** Writes a file that must not exist yet, readable by this user only; on return it survives a power cut. */
export async function createFile(path: string, content: string | Uint8Array): Promise<void> {
	await writeSynced(path, content);
	await syncFolder(dirname(path));
}

/** Writes or replaces a file in one move: a crash leaves what was there or what is new, never half. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
	const beside = `${path}.${randomUUID()}.part`;
	try {
		await writeSynced(beside, content);
		await rename(beside, path);
	} catch (fault) {
		await rm(beside, { force: true });
		throw fault;
	}
	await syncFolder(dirname(path));
}

async function writeSynced(path: string, content: string | Uint8Array): Promise<void> {
	const file = await open(path, 'wx', PRIVATE);
	try {
		await file.writeFile(content);
		await file.sync();
	} finally {
		await file.close();
	}
}

/** A new name is only safe once its folder is; Windows cannot open folders and does not need it. */
async function syncFolder(path: string): Promise<void> {
	if (process.platform === 'win32') return;
	const folder = await open(path, 'r');
	await folder.sync().finally(() => folder.close());
}
