import type { FileStore } from '../platform/storage.ts';
import type { Place } from './adapters/place.ts';
import { type BackupGround, backupsIn, removeBackup, removeHalves } from './backup-commands.ts';
import { alone } from './cluster-queries.ts';
import { namesOf, timeOfId, wholeIds } from './manifest.ts';
import { keptBackups, oldestDaily, type Retention } from './retention.ts';
import { isOutlived } from './wal-name.ts';

/** Throws away the backups nobody keeps any more, the log before the oldest daily one, and files that only they held. */
export function prune(ground: BackupGround, retention: Retention): Promise<number> {
	return alone(ground.ownerUrl, () => pruneAlone(ground, retention));
}

async function pruneAlone({ store, place, key }: BackupGround, retention: Retention): Promise<number> {
	const whole = await backupsIn(place, key);
	const dated = whole.map(({ id }) => ({ id, at: timeOfId(id) ?? new Date(0) }));
	const kept = keptBackups(dated, retention);
	const gone = whole.filter(({ id }) => !kept.has(id));
	for (const { id } of gone) await removeBackup(place, id);
	const oldest = oldestDaily(dated, retention);
	const first = whole.find(({ id }) => id === oldest?.id);
	if (first) await pruneLog(place, first);
	await pruneFiles(place, store, [...kept]);
	return gone.length;
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
async function pruneFiles(place: Place, store: FileStore, ids: readonly string[]): Promise<void> {
	const lists = await Promise.all(ids.map((id) => place.get(namesOf.fileList(id))));
	if (lists.includes(undefined)) return; // a list that cannot be read condemns nothing
	const listed = lists.flatMap((list) => list?.toString('utf8').split('\n') ?? []);
	const kept = new Set([...listed, ...(await store.list())]);
	for (const name of await place.list('files/'))
		if (!kept.has(name.split('/').at(-1) ?? '')) await place.remove(name);
}

export type SecondGround = BackupGround & { readonly second: Place; readonly retention: Retention };
export type Mirrored = { readonly copied: number; readonly removed: number };

/**
 * Brings the second place up to date; at `night` it throws old backups away as well. It keeps by its own rule, from what
 * it holds itself: whatever becomes of the first place, backups never leave the second because the first lost them.
 */
export function keepSecond(ground: SecondGround, when: 'round' | 'night'): Promise<Mirrored> {
	const { second, retention } = ground;
	const work = async () => {
		const copied = await copyOver(ground);
		if (when === 'round') return { copied, removed: 0 };
		await removeHalves(second);
		return { copied, removed: await pruneAlone({ ...ground, place: second }, retention) };
	};
	return alone(ground.ownerUrl, work, 'second_place');
}

/** Copies what the second place lacks; manifests come last, so that a backup cut short counts for nothing there. */
async function copyOver({ place, second, retention }: SecondGround): Promise<number> {
	const [here, there] = [await place.list(''), await second.list('')];
	const ids = new Set([...wholeIds(here), ...wholeIds(there)]);
	const kept = keptBackups(
		[...ids].map((id) => ({ id, at: timeOfId(id) ?? new Date(0) })),
		retention,
	);
	const known = new Set(there);
	const isWanted = (name: string) => !name.startsWith('base/') || kept.has(name.split('/')[1] ?? '');
	const missing = here.filter((name) => !known.has(name) && isWanted(name));
	const isManifest = (name: string) => name.endsWith('/manifest.json');
	for (const name of [...missing.filter((one) => !isManifest(one)), ...missing.filter(isManifest)]) {
		const bytes = await place.get(name);
		if (bytes) await second.put(name, bytes);
	}
	return missing.length;
}
