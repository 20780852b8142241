/** A stream of any length as sealed objects of bounded size: packed (zstd), encrypted (age), cut. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ReadableStream as WebStream } from 'node:stream/web';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import { sha256 } from '#server/platform/hash.ts';
import { SafekeepingFault } from '../fault.ts';
import type { Manifest } from '../manifest.ts';
import type { BackupKey } from './backup-key.ts';
import type { Place } from './place.ts';

export type Part = Manifest['parts'][number];

const PART_BYTES = 16 * 1024 * 1024;

type To = { readonly place: Place; readonly key: BackupKey; readonly nameOf: (nth: number) => string };

/** Writes the stream; what is returned is needed to read it again. */
export async function writeSealed(
	source: AsyncIterable<Uint8Array>,
	{ place, key, nameOf }: To,
): Promise<readonly Part[]> {
	const parts: Part[] = [];
	await pipeline(Readable.from(source), createZstdCompress(), async (packed: AsyncIterable<Uint8Array>) => {
		for await (const bytes of cut(await encrypted(packed, key))) {
			const name = nameOf(parts.length + 1);
			await place.put(name, bytes);
			parts.push({ name, bytes: bytes.length, sha256: sha256(bytes) });
		}
	});
	return parts;
}

/** The stream that was written as `parts`; throws when any of them is missing or not what it was. */
export async function* readSealed(
	parts: readonly Part[],
	{ place, key }: Omit<To, 'nameOf'>,
): AsyncGenerator<Buffer> {
	yield* opened(checked(parts, place), key);
}

/** One small thing, sealed by itself. */
export async function sealBytes(bytes: Uint8Array, key: BackupKey): Promise<Buffer> {
	const sealed: Buffer[] = [];
	await pipeline(Readable.from([bytes]), createZstdCompress(), async (packed: AsyncIterable<Uint8Array>) => {
		for await (const piece of await encrypted(packed, key)) sealed.push(Buffer.from(piece));
	});
	return Buffer.concat(sealed);
}

export async function openBytes(sealed: Uint8Array, key: BackupKey): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of opened([sealed], key)) pieces.push(piece);
	return Buffer.concat(pieces);
}

async function* checked(parts: readonly Part[], place: Place): AsyncGenerator<Uint8Array> {
	for (const { name, sha256: wanted } of parts) {
		const bytes = await place.get(name);
		if (!bytes || sha256(bytes) !== wanted)
			throw new SafekeepingFault('damaged', `${name} is ${bytes ? 'damaged' : 'missing'} in ${place.says}`);
		yield bytes;
	}
}

async function encrypted(
	packed: AsyncIterable<Uint8Array>,
	{ recipient }: BackupKey,
): Promise<AsyncIterable<Uint8Array>> {
	const encrypter = new Encrypter();
	encrypter.addRecipient(recipient);
	return encrypter.encrypt(webStream(packed));
}

async function* opened(
	sealed: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
	{ identity }: BackupKey,
): AsyncGenerator<Buffer> {
	const decrypter = new Decrypter();
	decrypter.addIdentity(identity);
	const packed = await decrypter.decrypt(webStream(sealed)).catch((fault: unknown) => {
		if (fault instanceof SafekeepingFault) throw fault;
		throw new SafekeepingFault('foreign_key', 'This backup was sealed with another key.');
	});
	const unpacked = createZstdDecompress();
	const packing = pipeline(Readable.fromWeb(packed as Parameters<typeof Readable.fromWeb>[0]), unpacked);
	packing.catch(() => undefined); // its fault reaches the reader through the stream
	for await (const piece of unpacked) yield piece as Buffer;
	await packing;
}

/** Node's own streams of the web are those of the browser under another name. */
function webStream(source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
	return WebStream.from(source) as unknown as ReadableStream<Uint8Array>;
}

/** Pieces of exactly `PART_BYTES`, the last one shorter. */
async function* cut(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
	let held: Uint8Array[] = [];
	let size = 0;
	for await (const piece of source) {
		held.push(piece);
		size += piece.length;
		if (size < PART_BYTES) continue;
		const all = Buffer.concat(held);
		yield all.subarray(0, PART_BYTES);
		held = [all.subarray(PART_BYTES)];
		size = all.length - PART_BYTES;
	}
	if (size > 0) yield Buffer.concat(held);
}
