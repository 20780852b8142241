import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { copyFiles } from './adapters/kept-files.ts';
import { sealBytes } from './adapters/sealed-parts.ts';
import type { BackupGround } from './backup-commands.ts';
import { alone, clusterOf } from './cluster-queries.ts';
import { namesOf } from './manifest.ts';
import { isKeptLog } from './wal-name.ts';

export type Shipped = { readonly pieces: number; readonly thrownAway: number };

/** The archived log that could not leave may take so much of the disk; then the running system matters more than its past. */
const MOST_WAITING = 4 * 1024 * 1024 * 1024;

/**
 * Every few minutes: the finished pieces of the log go, sealed, to the place of backups, and from the archive. May run
 * again at any time: a piece leaves the archive only after it is kept.
 */
export async function shipLog(ground: BackupGround): Promise<Shipped> {
	const { ownerUrl, folders } = ground;
	return alone(ownerUrl, async (line) => {
		const { systemId } = await clusterOf(line);
		const all = (await readdir(folders.wal)).sort();
		const names = all.filter(isKeptLog);
		for (const mark of all.filter((name) => name.endsWith('.backup'))) await rm(join(folders.wal, mark));
		const shipped = await shipAll(ground, names, systemId).catch((fault: unknown) => ({ fault }));
		if (!('fault' in shipped)) return shipped;
		if ((await sizeOf(folders.wal, names)) < MOST_WAITING) throw shipped.fault;
		await Promise.all(names.map((name) => rm(join(folders.wal, name), { force: true })));
		return { pieces: 0, thrownAway: names.length };
	});
}

async function shipAll(ground: BackupGround, names: readonly string[], systemId: string): Promise<Shipped> {
	// First the files, then the log: a row that is kept finds the file it names.
	await copyFiles(ground.store, ground.place);
	for (const name of names) await shipPiece(ground, name, systemId);
	return { pieces: names.length, thrownAway: 0 };
}

async function shipPiece(
	{ folders, place, key }: BackupGround,
	name: string,
	systemId: string,
): Promise<void> {
	const path = join(folders.wal, name);
	await place.put(namesOf.log(systemId, name), await sealBytes(await readFile(path), key));
	await rm(path);
}

async function sizeOf(folder: string, names: readonly string[]): Promise<number> {
	const sizes = names.map((name) =>
		stat(join(folder, name)).then(
			({ size }) => size,
			() => 0,
		),
	);
	return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
