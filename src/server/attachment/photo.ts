import { ok, type Result, refuse } from '#server/platform/result.ts';

/**
 * What a photograph may be. Told by its first bytes, never by its name or what the sender calls it.
 * The pixels are what decoding may cost: a JPEG is shrunk while it is read, the others must be unpacked whole.
 */
export const PHOTO_FORMATS = {
	jpeg: { mediaType: 'image/jpeg', megapixels: 50, begins: [[0, 0xff, 0xd8, 0xff]] },
	png: {
		mediaType: 'image/png',
		megapixels: 25,
		begins: [[0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
	},
	webp: {
		mediaType: 'image/webp',
		megapixels: 25,
		begins: [
			[0, 0x52, 0x49, 0x46, 0x46],
			[8, 0x57, 0x45, 0x42, 0x50],
		],
	},
} as const satisfies Record<string, PhotoFormatRow>;
export type PhotoFormat = keyof typeof PHOTO_FORMATS;

type PhotoFormatRow = {
	readonly mediaType: string;
	readonly megapixels: number;
	/** Where bytes stand and what they are, all of them. */
	readonly begins: readonly (readonly [at: number, ...bytes: number[]])[];
};

/** What we keep: the picture no longer than this on its longer side, and a small one for lists, in pixels. */
export const KEPT_SIDE = 1600;
export const THUMBNAIL_SIDE = 400;

/** Longest and shortest side a picture of a real place has, in pixels. */
export const LONGEST_SIDE = 16_000;
export const SHORTEST_SIDE = 8;

/** How many and how large, as the government in question allows. */
export type PhotoLimits = { readonly most: number; readonly megabytes: number };

export type PhotoRefusal =
	| { readonly code: 'photo_too_many'; readonly most: number }
	| { readonly code: 'photo_too_large'; readonly megabytes: number }
	| { readonly code: 'photo_empty' }
	/** An iPhone's own format; it can be set to take JPEG. */
	| { readonly code: 'heic_unsupported' }
	| { readonly code: 'photo_format' }
	| { readonly code: 'photo_too_many_pixels'; readonly megapixels: number }
	| { readonly code: 'photo_sides'; readonly shortest: number; readonly longest: number }
	| { readonly code: 'photo_unreadable' }
	/** Reading it took more time or memory than any honest picture does. */
	| { readonly code: 'photo_too_heavy' }
	/** Too many are being read at this moment. */
	| { readonly code: 'photo_busy' };

const MEGA = 1_000_000;

/** Whether one more photograph fits beside those already there. */
export function admitCount(already: number, { most }: PhotoLimits): Result<number, PhotoRefusal> {
	return already < most ? ok(already + 1) : refuse({ code: 'photo_too_many', most });
}

/** What kind of photograph `bytes` begin as, if they may be looked at further. One megabyte is 1,000,000 bytes. */
export function admitPhoto(bytes: Uint8Array, { megabytes }: PhotoLimits): Result<PhotoFormat, PhotoRefusal> {
	if (bytes.length === 0) return refuse({ code: 'photo_empty' });
	if (bytes.length > megabytes * MEGA) return refuse({ code: 'photo_too_large', megabytes });
	if (isHeic(bytes)) return refuse({ code: 'heic_unsupported' });
	const format = formatOf(bytes);
	return format ? ok(format) : refuse({ code: 'photo_format' });
}

/** Whether a picture of this size may be decoded; asked when only its header was read. */
export function admitSize(
	format: PhotoFormat,
	width: number,
	height: number,
): Result<{ width: number; height: number }, PhotoRefusal> {
	const { megapixels } = PHOTO_FORMATS[format];
	if (Math.min(width, height) < SHORTEST_SIDE || Math.max(width, height) > LONGEST_SIDE)
		return refuse({ code: 'photo_sides', shortest: SHORTEST_SIDE, longest: LONGEST_SIDE });
	if (width * height > megapixels * MEGA) return refuse({ code: 'photo_too_many_pixels', megapixels });
	return ok({ width, height });
}

/** Whether `bytes` are to be judged as a photograph at all: one we take, or one we explain why we do not. */
export function bearsPhoto(bytes: Uint8Array): boolean {
	return isHeic(bytes) || formatOf(bytes) !== undefined;
}

/** The format whose signature `bytes` bear. */
export function formatOf(bytes: Uint8Array): PhotoFormat | undefined {
	const formats = Object.keys(PHOTO_FORMATS) as PhotoFormat[];
	return formats.find((format) => PHOTO_FORMATS[format].begins.every((part) => bears(bytes, part)));
}

function bears(bytes: Uint8Array, [at, ...signature]: readonly [number, ...number[]]): boolean {
	return signature.every((byte, index) => bytes[at + index] === byte);
}

const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

function isHeic(bytes: Uint8Array): boolean {
	const [box, brand] = [bytes.subarray(4, 8), bytes.subarray(8, 12)].map((part) =>
		String.fromCharCode(...part),
	);
	return box === 'ftyp' && HEIC_BRANDS.has(brand ?? '');
}
