/** Where a cluster of the tests stands: in memory where there is room, so that nothing waits for a disk. */
import { chmodSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ROOM = 3 * 2 ** 30;

/** A new folder which the database's own user may enter. The server on it keeps every promise an installation's keeps. */
export function quickFolder(prefix: string): string {
	const folder = mkdtempSync(join(hasRoom(MEMORY) ? MEMORY : tmpdir(), prefix));
	chmodSync(folder, 0o711);
	return folder;
}

function hasRoom(folder: string): boolean {
	try {
		const { bavail, bsize } = statfsSync(folder);
		return bavail * bsize > ROOM;
	} catch {
		return false; // this system has no such folder
	}
}
