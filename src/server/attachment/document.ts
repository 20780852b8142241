/** What may not be in a document that is kept; pages, their drawing and their fonts go on, nothing that acts or hides. */

/** Entries of PDF objects that do something, carry something, or tell who made it; taken out wherever they stand. */
export const FORBIDDEN_ENTRIES = [
	'A',
	'AA',
	'AcroForm',
	'AF',
	'Annots',
	'Collection',
	'EF',
	'EmbeddedFiles',
	'Encrypt',
	'Info',
	'JavaScript',
	'JS',
	'Launch',
	'Metadata',
	'Names',
	'OPI',
	'OpenAction',
	'Outlines',
	'Perms',
	'PieceInfo',
	'PS',
	'Ref',
	'RichMediaContent',
	'StructTreeRoot',
	'URI',
	'XFA',
] as const;

const SEGMENT = 0xff;
const START_OF_SCAN = 0xda;
/** Segments of a JPEG a reader needs to draw it: tables, frames, and the two that tell its colours. */
const NEEDED = (marker: number, name: string) =>
	!(marker >= 0xe0 && marker <= 0xef) ? marker !== 0xfe : name.startsWith('JFIF') || name.startsWith('Adobe');

/** A JPEG inside a document without what its camera wrote beside the picture: place, maker, thumbnail, comments. */
export function withoutCameraNotes(jpeg: Uint8Array): Uint8Array {
	const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
	let at = 2;
	while (at + 4 <= jpeg.length && jpeg[at] === SEGMENT && jpeg[at + 1] !== START_OF_SCAN) {
		const marker = jpeg[at + 1] ?? 0;
		const size = 2 + (jpeg[at + 2] ?? 0) * 256 + (jpeg[at + 3] ?? 0);
		const name = String.fromCharCode(...jpeg.subarray(at + 4, at + 9));
		if (NEEDED(marker, name)) kept.push(jpeg.subarray(at, at + size));
		at += Math.max(size, 4);
	}
	kept.push(jpeg.subarray(at));
	return joined(kept);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
