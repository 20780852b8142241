import { ok, type Result } from '#server/platform/result.ts';
import type { FileStore, StorageKey } from '#server/platform/storage.ts';
import type { CleanPhoto, Reencoder } from './adapters/reencode.ts';
import { admitPhoto, type PhotoLimits, type PhotoRefusal } from './photo.ts';
import type { HiddenCells } from './redaction.ts';

/** A photograph as it is kept: remade, stored with its thumbnail, ready to be written beside a report. */
export type KeptPhoto = {
	/** Of the remade picture, not of what was sent. */
	readonly sha256: string;
	readonly storageKey: StorageKey;
	readonly thumbKey: StorageKey;
	readonly mediaType: string;
	readonly bytes: number;
	readonly width: number;
	readonly height: number;
};

/** What keeping photographs needs. */
export type PhotoDesk = { readonly store: FileStore; readonly reencoder: Reencoder };

/** Takes in a photograph somebody sent. What they sent is forgotten; what is kept has no metadata. */
export async function keepPhoto(
	desk: PhotoDesk,
	sent: Uint8Array,
	limits: PhotoLimits,
): Promise<Result<KeptPhoto, PhotoRefusal>> {
	const format = admitPhoto(sent, limits);
	if (!format.ok) return format;
	const clean = await desk.reencoder.reencode(sent);
	return clean.ok ? ok(await stored(desk.store, clean.value)) : clean;
}

/** Keeps a copy of a photograph with cells hidden, for the public; the original stays. Throws when it is gone. */
export async function redactPhoto(
	desk: PhotoDesk,
	storageKey: string,
	cells: HiddenCells,
): Promise<Result<KeptPhoto, PhotoRefusal>> {
	const original = await desk.store.get(storageKey);
	if (!original) throw new Error('a photograph to redact is not in the store');
	const clean = await desk.reencoder.pixelate(original, cells);
	return clean.ok ? ok(await stored(desk.store, clean.value)) : clean;
}

async function stored(store: FileStore, { mediaType, picture, thumbnail }: CleanPhoto): Promise<KeptPhoto> {
	const [storageKey, thumbKey] = await Promise.all([store.put(picture.bytes), store.put(thumbnail.bytes)]);
	const { sha256, width, height } = picture;
	return { sha256, storageKey, thumbKey, mediaType, bytes: picture.bytes.length, width, height };
}
