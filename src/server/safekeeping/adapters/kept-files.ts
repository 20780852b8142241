import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '#server/platform/hash.ts';
import { SafekeepingFault } from '../fault.ts';
import { namesOf } from '../manifest.ts';
import type { Place } from './place.ts';

const KEY = /^[0-9a-f]{64}$/;

/** Copies every stored file the place does not have yet; they are sealed and named by their own hash, so none changes. */
export async function copyFiles(
	folder: string,
	place: Place,
): Promise<{ readonly names: readonly string[]; readonly bytes: number }> {
	const there = new Set((await place.list('files/')).map((name) => name.split('/').at(-1)));
	const names: string[] = [];
	let bytes = 0;
	for (const name of await filesIn(folder)) {
		const content = there.has(name)
			? null
			: await readOrGone(join(folder, name.slice(0, 2), name.slice(2, 4), name));
		if (content === undefined) continue;
		if (content) {
			await place.put(namesOf.file(name), content);
			bytes += content.length;
		}
		names.push(name);
	}
	return { names, bytes };
}

/** The names of all stored files; none where nothing was ever stored. */
export async function filesIn(folder: string): Promise<readonly string[]> {
	const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
		(fault: NodeJS.ErrnoException) => {
			if (fault.code === 'ENOENT') return [];
			throw fault;
		},
	);
	return found.flatMap((one) => (one.isFile() && KEY.test(one.name) ? [one.name] : [])).sort();
}

/** A file erased since we looked is not in the backup, as it should be. */
function readOrGone(path: string): Promise<Buffer | undefined> {
	return readFile(path).catch((fault: NodeJS.ErrnoException) => {
		if (fault.code === 'ENOENT') return undefined;
		throw fault;
	});
}

/** The file as it was stored; undefined when it is missing or not what it was. */
export async function keptFile(place: Place, key: string): Promise<Buffer | undefined> {
	const bytes = await place.get(namesOf.file(key));
	return bytes && sha256(bytes) === key ? bytes : undefined;
}

/** Lays the stored files of a backup out in `folder`, as the running system keeps them. */
export async function layFiles(place: Place, { id }: { readonly id: string }, folder: string): Promise<void> {
	const names = new Set((await place.get(namesOf.fileList(id)))?.toString('utf8').split('\n'));
	// Those that came after the backup, with the log.
	for (const name of await place.list('files/')) names.add(name.split('/').at(-1) ?? '');
	for (const name of [...names].filter((one) => KEY.test(one))) {
		const content = await keptFile(place, name);
		if (!content)
			throw new SafekeepingFault(
				'damaged',
				`The stored file ${name} is missing or damaged in ${place.says}.`,
			);
		const path = join(folder, name.slice(0, 2), name.slice(2, 4), name);
		await mkdir(dirname(path), { recursive: true, mode: 0o700 });
		await writeFile(path, content, { mode: 0o600 });
	}
}
