import { sha256 } from '#server/platform/hash.ts';
import { DamagedFile, type FileStore, isStorageKey } from '#server/platform/storage.ts';
import { namesOf } from '../manifest.ts';
import type { Place } from './place.ts';

/**
 * Copies every stored file the place does not have yet, from wherever the system keeps them; they are sealed and named by
 * their own hash, so none changes. One that is damaged where it lies keeps no other from being copied: the trial restore
 * misses it, and says so.
 */
export async function copyFiles(
	store: FileStore,
	place: Place,
): Promise<{ readonly names: readonly string[]; readonly bytes: number }> {
	const there = new Set((await place.list('files/')).map((name) => name.split('/').at(-1)));
	const names: string[] = [];
	let bytes = 0;
	for (const name of await store.list()) {
		const content = there.has(name) ? null : await readWhole(store, name);
		if (content === undefined) continue;
		if (content) {
			await place.put(namesOf.file(name), content);
			bytes += content.length;
		}
		names.push(name);
	}
	return { names, bytes };
}

/** Undefined for a file erased since we looked, and for one that cannot be had any more. */
function readWhole(store: FileStore, key: string): Promise<Buffer | undefined> {
	return store.get(key).catch((fault: unknown) => {
		if (fault instanceof DamagedFile) return undefined;
		throw fault;
	});
}

/** The file as it was stored; undefined when it is missing or not what it was. */
export async function keptFile(place: Place, key: string): Promise<Buffer | undefined> {
	const bytes = await place.get(namesOf.file(key));
	return bytes && sha256(bytes) === key ? bytes : undefined;
}

/** What was laid out, and the files that are missing or damaged in the place: they keep no other from coming back. */
export type Laid = { readonly files: number; readonly missing: readonly string[] };

/** Of a backup, and of the copy restored from it: the files its rows name. */
type Belonging = { readonly id: string; readonly named: readonly string[] };

/** Lays the stored files of a backup out where the restored system will look for them; what is there is left alone. */
export async function layFiles(place: Place, { id, named }: Belonging, store: FileStore): Promise<Laid> {
	const listed = (await place.get(namesOf.fileList(id)))?.toString('utf8').split('\n') ?? [];
	// Those that came after the backup, with the log.
	const later = (await place.list('files/')).map((name) => name.split('/').at(-1) ?? '');
	const keys = [...new Set([...listed, ...later, ...named])].filter(isStorageKey);
	const there = new Set<string>(await store.list());
	const missing: string[] = [];
	for (const key of keys.filter((one) => !there.has(one))) {
		const content = await keptFile(place, key);
		if (content) await store.put(content);
		else missing.push(key);
	}
	return { files: keys.length - missing.length, missing };
}
