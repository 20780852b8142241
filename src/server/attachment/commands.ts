import { sha256 } from '#server/platform/hash.ts';
import { ok, type Result } from '#server/platform/result.ts';
import type { FileStore, StorageKey } from '#server/platform/storage.ts';
import type { Scanner, Verdict } from './adapters/clamav.ts';
import type { Inspector } from './adapters/inspect.ts';
import type { CleanPhoto, Reencoder } from './adapters/reencode.ts';
import {
	type AnyFileRefusal,
	admitFile,
	admitName,
	beginsAsPdf,
	type FileLimits,
	type FileRefusal,
	type Scan,
} from './file.ts';
import { admitCount, admitPhoto, bearsPhoto, type PhotoLimits, type PhotoRefusal } from './photo.ts';
import type { Coordinates } from './photo-place.ts';
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

/** A document made anew, or a recording as it was sent. */
export type KeptFile = Omit<KeptPhoto, 'thumbKey' | 'width' | 'height'> & {
	readonly pages: number | null;
	readonly seconds: number | null;
	readonly scan: Scan;
};

/** What somebody sent, kept; `place` is where a camera says it was and is for the caller to ask about or forget. */
export type Kept =
	| { readonly photo: KeptPhoto; readonly place: Coordinates | null }
	| { readonly file: KeptFile };

/** What keeping photographs needs. */
export type PhotoDesk = { readonly store: FileStore; readonly reencoder: Reencoder };

/** What keeping anything needs; without a scanner nothing is scanned. */
export type FileDesk = PhotoDesk & { readonly inspector: Inspector; readonly scanner: Scanner | null };

/** Something somebody sent, with what is there already. */
export type Sent = {
	readonly bytes: Uint8Array;
	/** As its sender calls it: compared with the bytes, never kept. */
	readonly name: string;
	readonly photos: number;
	readonly files: number;
};

type Limits = { readonly photos: PhotoLimits; readonly files: FileLimits };

/** Takes in a file of any kind we know, told by its bytes. Of a photograph and a document nothing that was sent is kept as it was. */
export async function keepSent(
	desk: FileDesk,
	sent: Sent,
	limits: Limits,
): Promise<Result<Kept, AnyFileRefusal>> {
	const { bytes, name } = sent;
	if (bytes.length === 0 || bearsPhoto(bytes)) return keepNamedPhoto(desk, sent, limits.photos);
	const room = admitFile(bytes.length, sent.files, limits.files);
	if (!room.ok) return room;
	const kind = beginsAsPdf(bytes) ? 'document' : 'sound';
	const looked =
		kind === 'document' ? await document(desk, bytes, limits.files) : await sound(desk, bytes, limits.files);
	if (!looked.ok) return looked;
	const named = admitName(name, kind);
	if (!named.ok) return named;
	const scan = await scanned(desk.scanner, bytes);
	const storageKey = await desk.store.put(looked.value.bytes);
	const { length } = looked.value.bytes;
	return ok({
		file: { ...looked.value, sha256: sha256(looked.value.bytes), storageKey, bytes: length, scan },
	});
}

async function keepNamedPhoto(
	desk: PhotoDesk,
	{ bytes, name, photos }: Sent,
	limits: PhotoLimits,
): Promise<Result<Kept, AnyFileRefusal>> {
	const room = admitCount(photos, limits);
	if (!room.ok) return room;
	const named = bytes.length > 0 ? admitName(name, 'photo') : ok('photo' as const);
	if (!named.ok) return named;
	const kept = await keepPhoto(desk, bytes, limits);
	return kept.ok ? ok(kept.value) : kept;
}

/** Takes in a photograph somebody sent. What they sent is forgotten; what is kept has no metadata. */
export async function keepPhoto(
	desk: PhotoDesk,
	sent: Uint8Array,
	limits: PhotoLimits,
): Promise<Result<{ readonly photo: KeptPhoto; readonly place: Coordinates | null }, PhotoRefusal>> {
	const format = admitPhoto(sent, limits);
	if (!format.ok) return format;
	const clean = await desk.reencoder.reencode(sent);
	if (!clean.ok) return clean;
	return ok({ photo: await stored(desk.store, clean.value), place: clean.value.place });
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

type Looked = Pick<KeptFile, 'mediaType' | 'pages' | 'seconds'> & { readonly bytes: Uint8Array };

async function document(
	{ inspector }: FileDesk,
	bytes: Uint8Array,
	{ pages }: FileLimits,
): Promise<Result<Looked, FileRefusal>> {
	const made = await inspector.document(bytes, pages);
	return made.ok ? ok({ ...made.value, mediaType: 'application/pdf', seconds: null }) : made;
}

/** Bit for bit as it was sent: it is evidence, and decoding it is an attack surface of its own. */
async function sound(
	{ inspector }: FileDesk,
	bytes: Uint8Array,
	{ minutes }: FileLimits,
): Promise<Result<Looked, FileRefusal>> {
	const heard = await inspector.sound(bytes);
	if (!heard.ok) return heard;
	const { seconds, mediaType } = heard.value;
	if (seconds > minutes * 60) return { ok: false, refusal: { code: 'sound_long', minutes } };
	return ok({ bytes, mediaType, seconds, pages: null });
}

const SAID = { clean: 'clean', found: 'quarantined', away: 'waiting_scan' } as const satisfies Record<
	Verdict,
	Scan
>;

/** What the scanner says of the bytes as they were sent; who is away is asked again later (jobs.ts). */
export async function scanned(scanner: Scanner | null, bytes: Uint8Array): Promise<Scan> {
	return scanner && SAID[await scanner(bytes)];
}

async function stored(store: FileStore, { mediaType, picture, thumbnail }: CleanPhoto): Promise<KeptPhoto> {
	const [storageKey, thumbKey] = await Promise.all([store.put(picture.bytes), store.put(thumbnail.bytes)]);
	const { sha256: hash, width, height } = picture;
	return { sha256: hash, storageKey, thumbKey, mediaType, bytes: picture.bytes.length, width, height };
}
