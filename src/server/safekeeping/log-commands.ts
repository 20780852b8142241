import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { copyFiles, filesIn } from './adapters/kept-files.ts';
import type { Place } from './adapters/place.ts';
import { sealBytes } from './adapters/sealed-parts.ts';
import type { BackupGround } from './backup-commands.ts';
import { backupsIn, removeBackup } from './backup-commands.ts';
import { alone, clusterOf } from './cluster-queries.ts';
import { namesOf, timeOfId } from './manifest.ts';
import { keptBackups, oldestDaily, type Retention } from './retention.ts';
import { isKeptLog, isOutlived } from './wal-name.ts';

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
	await copyFiles(ground.folders.files, ground.place);
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

/** Throws away the backups nobody keeps any more, the log before the oldest daily one, and files that only they held. */
export async function prune(
	{ ownerUrl, folders, place, key }: BackupGround,
	retention: Retention,
): Promise<number> {
	return alone(ownerUrl, async () => {
		const whole = await backupsIn(place, key);
		const dated = whole.map(({ id }) => ({ id, at: timeOfId(id) ?? new Date(0) }));
		const kept = keptBackups(dated, retention);
		const gone = whole.filter(({ id }) => !kept.has(id));
		for (const { id } of gone) await removeBackup(place, id);
		const oldest = oldestDaily(dated, retention);
		const first = whole.find(({ id }) => id === oldest?.id);
		if (first) await pruneLog(place, first);
		await pruneFiles(place, folders.files, [...kept]);
		return gone.length;
	});
}

async function pruneLog(
	place: Place,
	{ systemId, startWal }: { systemId: string; startWal: string },
): Promise<void> {
	const folder = namesOf.log(systemId);
	for (const name of await place.list(folder)) {
		const piece = name.slice(folder.length).replace(/\.age$/, '');
		if (isOutlived(piece, startWal)) await place.remove(name);
	}
}

/** What was erased in the running system leaves the backups with the last one that lists it. */
async function pruneFiles(place: Place, folder: string, ids: readonly string[]): Promise<void> {
	const lists = await Promise.all(ids.map((id) => place.get(namesOf.fileList(id))));
	if (lists.includes(undefined)) return; // a list that cannot be read condemns nothing
	const listed = lists.flatMap((list) => list?.toString('utf8').split('\n') ?? []);
	const kept = new Set([...listed, ...(await filesIn(folder))]);
	for (const name of await place.list('files/'))
		if (!kept.has(name.split('/').at(-1) ?? '')) await place.remove(name);
}

/** Makes `second` hold what `first` holds; a backup's manifest comes over last and goes first. */
export async function mirror(
	first: Place,
	second: Place,
): Promise<{ readonly copied: number; readonly removed: number }> {
	const [here, there] = [await first.list(''), new Set(await second.list(''))];
	const wanted = new Set(here);
	const isManifest = (name: string) => name.endsWith('/manifest.json');
	const missing = here.filter((name) => !there.has(name));
	const over = [...there].filter((name) => !wanted.has(name));
	for (const name of inOrder(missing, (one) => !isManifest(one))) {
		const bytes = await first.get(name);
		if (bytes) await second.put(name, bytes);
	}
	for (const name of inOrder(over, isManifest)) await second.remove(name);
	return { copied: missing.length, removed: over.length };
}

function inOrder(names: readonly string[], comesFirst: (name: string) => boolean): readonly string[] {
	return [...names.filter(comesFirst), ...names.filter((name) => !comesFirst(name))];
}
