import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { SoundType } from './file.ts';
import { letters, partsOf } from './sound-bytes.ts';
import { mp3Seconds } from './sound-mp3.ts';
import { mp4Seconds } from './sound-mp4.ts';
import { oggSeconds } from './sound-ogg.ts';
import { wavSeconds } from './sound-wav.ts';

/**
 * How long a recording is, told from its structure alone: nothing is decoded. A recording must be whole from its first
 * byte to its last: what carries something before, behind or between its parts (an archive, a page) has no length.
 */
export type Sound = { readonly mediaType: SoundType; readonly seconds: number };

/** Seconds, or undefined for what is not such a recording from end to end. */
export type Measure = (bytes: Uint8Array) => number | undefined;

const MEASURES = {
	'audio/ogg': oggSeconds,
	'audio/mp4': mp4Seconds,
	'audio/mpeg': mp3Seconds,
	'audio/wav': wavSeconds,
	'audio/amr': amrSeconds,
} as const satisfies Record<SoundType, Measure>;

/** Media types as a judge of magic bytes names them, and ours. Telephones put sound alone into video containers, too. */
const NAMED: Readonly<Record<string, SoundType>> = {
	'audio/ogg': 'audio/ogg',
	'application/ogg': 'audio/ogg',
	'audio/x-m4a': 'audio/mp4',
	'audio/mp4': 'audio/mp4',
	'video/mp4': 'audio/mp4',
	'video/3gpp': 'audio/mp4',
	'audio/mpeg': 'audio/mpeg',
	'audio/wav': 'audio/wav',
	'audio/amr': 'audio/amr',
};

/** The kind of recording a judge of magic bytes named; undefined for everything that is not taken. */
export function soundTypeOf(mime: string): SoundType | undefined {
	const bare = mime.split(';')[0]?.trim() ?? '';
	return Object.hasOwn(NAMED, bare) ? NAMED[bare] : undefined;
}

export function measure(
	bytes: Uint8Array,
	mediaType: SoundType,
): Result<Sound, { code: 'sound_unreadable' }> {
	const seconds = MEASURES[mediaType](bytes);
	const isLength = seconds !== undefined && Number.isFinite(seconds) && seconds > 0;
	return isLength ? ok({ mediaType, seconds: Math.ceil(seconds) }) : refuse({ code: 'sound_unreadable' });
}

/** Bytes of a frame of 20 milliseconds, by its mode; a mode of no bytes does not exist. */
const AMR = {
	'#!AMR\n': [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1],
	'#!AMR-WB\n': [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1],
} as const;

function amrSeconds(bytes: Uint8Array): number | undefined {
	const magic = (['#!AMR\n', '#!AMR-WB\n'] as const).find((head) => letters(bytes, 0, head.length) === head);
	if (!magic) return undefined;
	const sizes: readonly number[] = AMR[magic];
	const frames = partsOf(magic.length, bytes.length, (at) => ({
		next: at + (sizes[((bytes[at] ?? 0) >> 3) & 15] ?? 0),
	}));
	return frames && frames.length / 50;
}
