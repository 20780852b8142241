/** The files of a running cluster as one stream, and back (PostgreSQL 18, 25.3.4 "Making a Base Backup Using the Low Level API"). */
import { createWriteStream, type Dirent } from 'node:fs';
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, type Header, type Pack, pack } from 'tar-stream';
import { giveTo, type SystemUser } from '#server/platform/postgres-cluster.ts';
import { SafekeepingFault } from '../fault.ts';
import { bytesOf } from './place.ts';

/** Folders whose content belongs to the running server alone; the folders themselves must be there. */
const EMPTY = [
	'pg_wal',
	'pg_replslot',
	'pg_dynshmem',
	'pg_notify',
	'pg_serial',
	'pg_snapshots',
	'pg_stat_tmp',
	'pg_subtrans',
];
/** Of the running server, or of an earlier backup. */
const LEFT_OUT =
	/^(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map(\.old)?|recovery\.signal|standby\.signal)$|(^|\/)(pgsql_tmp[^/]*|pg_internal\.init[^/]*)$/;

/** A file of the copy that is not on disk in the cluster. */
export type Extra = { readonly name: string; readonly content: Buffer };

/**
 * Everything in `folder` a backup needs, then what `last` gives once all of it is read: the label of the backup and the
 * log that makes the copy whole. Files may change while they are read; the log puts that right.
 */
export function packCluster(
	folder: string,
	last: () => Promise<AsyncIterable<Extra>>,
): AsyncIterable<Uint8Array> {
	const tar = pack();
	const packing = async () => {
		await packFolder(tar, folder, '');
		for await (const { name, content } of await last())
			await entry(tar, { name, size: content.length }, [content]);
		tar.finalize();
	};
	packing().catch((fault: Error) => tar.destroy(fault));
	return tar as unknown as AsyncIterable<Uint8Array>;
}

async function packFolder(tar: Pack, folder: string, inside: string): Promise<void> {
	for (const one of await readdir(join(folder, inside), { withFileTypes: true }))
		await packOne(tar, folder, { one, name: inside ? `${inside}/${one.name}` : one.name });
}

async function packOne(
	tar: Pack,
	folder: string,
	{ one, name }: { one: Dirent; name: string },
): Promise<void> {
	if (LEFT_OUT.test(name)) return;
	if (one.isFile()) return packFile(tar, join(folder, name), name);
	// The log may lie elsewhere behind a link; a table space may not.
	if (one.isDirectory() || EMPTY.includes(name)) return packDirectory(tar, folder, name);
	throw new SafekeepingFault(
		'external_database',
		`This cluster has tablespaces (${name}); back it up with tools of its own.`,
	);
}

async function packDirectory(tar: Pack, folder: string, name: string): Promise<void> {
	await entry(tar, { name, type: 'directory' }, []);
	if (name === 'pg_wal')
		for (const below of ['archive_status', 'summaries'])
			await entry(tar, { name: `${name}/${below}`, type: 'directory' }, []);
	if (!EMPTY.includes(name)) await packFolder(tar, folder, name);
}

/** A table that is gone by now is left out: the log says that it went. */
async function packFile(tar: Pack, path: string, name: string): Promise<void> {
	const found = await lstat(path).catch(() => undefined);
	if (!found) return;
	const pieces = bytesOf(path, found.size);
	const first = await pieces.next().catch((fault: NodeJS.ErrnoException) => {
		if (fault.code === 'ENOENT') return undefined;
		throw fault;
	});
	if (first) await entry(tar, { name, size: found.size }, followed(first, pieces));
}

async function* followed(first: IteratorResult<Buffer>, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	if (first.done) return;
	yield first.value;
	yield* rest;
}

async function entry(
	tar: Pack,
	header: Pick<Header, 'name'> & Partial<Header>,
	pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<void> {
	const done = Promise.withResolvers<void>();
	const sink = tar.entry(header, (fault) => (fault ? done.reject(fault) : done.resolve()));
	for await (const piece of pieces)
		if (!sink.write(piece)) await new Promise<void>((ready) => sink.once('drain', () => ready()));
	sink.end(undefined);
	await done.promise;
}

/** Lays the files of a copy out in `folder`, as the user the database runs as. */
export async function unpackCluster(
	source: AsyncIterable<Buffer>,
	folder: string,
	owner: SystemUser,
): Promise<void> {
	const tar = extract();
	const reading = pipeline(Readable.from(source), tar);
	reading.catch((fault: Error) => tar.destroy(fault));
	for await (const one of tar) {
		const path = insideOf(folder, one.header.name);
		if (one.header.type === 'directory') {
			await mkdir(path, { recursive: true, mode: 0o700 });
			giveTo(owner, path);
			one.resume();
			continue;
		}
		await mkdir(dirname(path), { recursive: true, mode: 0o700 });
		await pipeline(one, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
		giveTo(owner, path);
	}
	await reading;
}

/** A name may not lead out of the folder, whoever wrote it. */
function insideOf(folder: string, name: string): string {
	const path = normalize(join(folder, name));
	if (!path.startsWith(normalize(folder) + sep))
		throw new SafekeepingFault('damaged', `The backup holds a file outside itself: ${name}`);
	return path;
}
