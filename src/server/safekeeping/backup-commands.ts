import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../platform/hash.ts';
import { randomBytes } from '../platform/random.ts';
import type { FileStore } from '../platform/storage.ts';
import type { BackupKey } from './adapters/backup-key.ts';
import { type Extra, packCluster } from './adapters/cluster-copy.ts';
import { copyFiles } from './adapters/kept-files.ts';
import type { Place } from './adapters/place.ts';
import { sealBytes, writeSealed } from './adapters/sealed-parts.ts';
import {
	alone,
	beginBackup,
	type Cluster,
	clusterOf,
	countRows,
	endBackup,
	newestMigration,
	type OwnerLine,
} from './cluster-queries.ts';
import { SafekeepingFault } from './fault.ts';
import { backupId, type Manifest, namesOf, readSigned, signedText, timeOfId } from './manifest.ts';
import { segmentsBetween } from './wal-name.ts';

/** What is backed up, and with what. */
export type BackupGround = {
	readonly ownerUrl: string;
	/** Of the installation: cluster and archived log. */
	readonly folders: { readonly postgres: string; readonly wal: string };
	/** Stored files as they lie, sealed: on disk or in an object store. */
	readonly store: FileStore;
	readonly place: Place;
	readonly key: BackupKey;
	/** Settings that are no secrets, to have at hand when all is lost. */
	readonly settings: Readonly<Record<string, string>>;
	readonly now: () => Date;
};

/** A copy needs about so much of the size of what it copies; measured at 0.2, with room to spare. */
const PACKED_SHARE = 0.5;

/**
 * Takes a whole backup while everything runs: the cluster's files, the log that makes them whole, stored files, settings.
 * It counts from the moment its manifest stands, written last; whatever is cut short before leaves nothing behind.
 */
export async function takeBackup(ground: BackupGround): Promise<Manifest> {
	return alone(ground.ownerUrl, async (line) => {
		const cluster = await clusterOf(line);
		if (!cluster.archives)
			throw new SafekeepingFault(
				'log_missing',
				'The database does not archive its log; start it with npm start.',
			);
		await assertRoom(ground.place, cluster);
		await removeHalves(ground.place);
		const id = backupId(ground.now(), randomBytes(4).toString('hex'));
		try {
			return await writeBackup(ground, { line, cluster, id });
		} catch (fault) {
			await removeBackup(ground.place, id).catch(() => undefined); // the next backup tries again
			throw fault;
		}
	});
}

type End = Awaited<ReturnType<typeof endBackup>>;
type Ended = End & { readonly counts: Manifest['counts'] };
type Taking = { readonly line: OwnerLine; readonly cluster: Cluster; readonly id: string };

async function writeBackup(ground: BackupGround, { line, cluster, id }: Taking): Promise<Manifest> {
	const { place, key, folders, now } = ground;
	const startedAt = now();
	await beginBackup(line, `tuntas ${id}`);
	const ended = Promise.withResolvers<Ended>();
	const last = async () => {
		const counts = await countRows(line);
		const end = await endBackup(line);
		ended.resolve({ ...end, counts });
		return lastEntries(folders.wal, end);
	};
	const nameOf = (nth: number) => namesOf.part(id, nth);
	const parts = await writeSealed(packCluster(folders.postgres, last), { place, key, nameOf });
	const { startWal, stopWal, counts } = await ended.promise;
	await place.put(namesOf.settings(id), await sealBytes(Buffer.from(JSON.stringify(ground.settings)), key));
	// After the copy: every file a row of it names was stored before that row.
	const files = await copyFiles(ground.store, place);
	const list = Buffer.from(files.names.join('\n'));
	await place.put(namesOf.fileList(id), list);
	const manifest: Manifest = {
		version: 1,
		id,
		startedAt: startedAt.toISOString(),
		endedAt: now().toISOString(),
		systemId: cluster.systemId,
		postgres: cluster.postgres,
		migration: await newestMigration(line),
		startWal,
		stopWal,
		parts: [...parts],
		files: { count: files.names.length, bytes: files.bytes, sha256: sha256(list) },
		counts,
	};
	await place.put(namesOf.manifest(id), Buffer.from(signedText(manifest, key.mac)));
	return manifest;
}

/** What makes the copied files whole, whatever changed while they were read. */
async function* lastEntries(wal: string, { label, startWal, stopWal }: End): AsyncGenerator<Extra> {
	yield { name: 'backup_label', content: Buffer.from(label) };
	for (const segment of segmentsBetween(startWal, stopWal)) {
		const content = await readFile(join(wal, segment)).catch(() => {
			throw new SafekeepingFault('log_missing', `The archived log lacks ${segment}.`);
		});
		yield { name: `pg_wal/${segment}`, content };
	}
	for (const history of (await readdir(wal)).filter((name) => name.endsWith('.history')))
		yield { name: `pg_wal/${history}`, content: await readFile(join(wal, history)) };
}

async function assertRoom(place: Place, { bytes }: Cluster): Promise<void> {
	const room = await place.room();
	if (room !== undefined && room < bytes * PACKED_SHARE)
		throw new SafekeepingFault(
			'disk_full',
			`${place.says} has ${megabytes(room)} MB left, and a backup may need ${megabytes(bytes * PACKED_SHARE)} MB.`,
		);
}

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

/** The whole backups of a place, oldest first. What is not ours, or damaged, is none. */
export async function backupsIn(place: Place, key: BackupKey): Promise<readonly Manifest[]> {
	const names = (await place.list('base/')).filter((name) => name.endsWith('/manifest.json'));
	const found: Manifest[] = [];
	for (const name of names) {
		const text = await place.get(name);
		const manifest = text && readSigned(text.toString('utf8'), key.isMac);
		if (manifest) found.push(manifest);
	}
	return found.sort((a, b) => a.id.localeCompare(b.id));
}

/** Takes a backup away, its manifest first: what is left of it counts for nothing. */
export async function removeBackup(place: Place, id: string): Promise<void> {
	await place.remove(namesOf.manifest(id));
	for (const name of await place.list(namesOf.base(id))) await place.remove(name);
}

/** What processes that were cut short left behind. */
export async function removeHalves(place: Place): Promise<void> {
	const names = await place.list('base/');
	const ids = new Set(names.map((name) => name.split('/')[1] ?? ''));
	for (const id of ids)
		if (timeOfId(id) && !names.includes(namesOf.manifest(id))) await removeBackup(place, id);
}
