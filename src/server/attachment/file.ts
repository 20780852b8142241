import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { PhotoRefusal } from './photo.ts';

/** What a report may carry besides photographs: how many, how large (one megabyte is 1,000,000 bytes), how long. */
export const FILE_LIMITS = { most: 5, megabytes: 20, pages: 100, minutes: 15 } as const;
export type FileLimits = { readonly [limit in keyof typeof FILE_LIMITS]: number };

/** What a virus scanner said; null where nothing of what was sent is kept, or no scanner is configured. */
export type Scan = 'waiting_scan' | 'clean' | 'quarantined' | null;

export type FileKind = 'photo' | 'document' | 'sound';

export type FileRefusal =
	| { readonly code: 'file_too_many'; readonly most: number }
	| { readonly code: 'file_too_large'; readonly megabytes: number }
	/** Neither a photograph, nor a PDF, nor one of the kinds of sound. */
	| { readonly code: 'file_format' }
	/** Its name says one kind, its bytes another. */
	| { readonly code: 'file_mislabelled'; readonly said: string }
	| { readonly code: 'file_too_heavy' }
	| { readonly code: 'file_busy' }
	| { readonly code: 'pdf_locked' }
	| { readonly code: 'pdf_pages'; readonly most: number }
	| { readonly code: 'pdf_unreadable' }
	| { readonly code: 'sound_unreadable' }
	| { readonly code: 'sound_long'; readonly minutes: number };
export type AnyFileRefusal = FileRefusal | PhotoRefusal;

/** Endings of names that promise a kind. Others promise nothing: then the bytes alone decide. */
const ENDINGS: Readonly<Record<string, FileKind>> = {
	jpg: 'photo',
	jpeg: 'photo',
	png: 'photo',
	webp: 'photo',
	heic: 'photo',
	pdf: 'document',
	ogg: 'sound',
	oga: 'sound',
	opus: 'sound',
	m4a: 'sound',
	mp3: 'sound',
	wav: 'sound',
	amr: 'sound',
	aac: 'sound',
};

/** Whether the name of a file promises what its bytes are; a name that promises nothing is no lie. */
export function admitName(name: string, kind: FileKind): Result<FileKind, FileRefusal> {
	const ending = /\.([a-z0-9]{1,5})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? '';
	const promised = Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
	return promised && promised !== kind ? refuse({ code: 'file_mislabelled', said: ending }) : ok(kind);
}

/** Whether one more file fits beside those already there, and is small enough to be looked at. */
export function admitFile(
	size: number,
	already: number,
	{ most, megabytes }: FileLimits,
): Result<number, FileRefusal> {
	if (already >= most) return refuse({ code: 'file_too_many', most });
	return size > megabytes * 1_000_000 ? refuse({ code: 'file_too_large', megabytes }) : ok(already + 1);
}

/** Whether `bytes` begin as a PDF does: at the very first byte, so that nothing else can stand before it. */
export function beginsAsPdf(bytes: Uint8Array): boolean {
	return String.fromCharCode(...bytes.subarray(0, 5)) === '%PDF-';
}

/** Kinds of sound that are kept, by the media type they are served under, with the ending of a file handed out. */
export const SOUND_ENDINGS = {
	'audio/ogg': 'ogg',
	'audio/mp4': 'm4a',
	'audio/mpeg': 'mp3',
	'audio/wav': 'wav',
	'audio/amr': 'amr',
} as const;
export type SoundType = keyof typeof SOUND_ENDINGS;

/** The ending of a file of ours, by its media type. */
export function endingOf(mediaType: string): string {
	if (mediaType === 'application/pdf') return 'pdf';
	if (mediaType === 'image/webp') return 'webp';
	return SOUND_ENDINGS[mediaType as SoundType] ?? 'bin';
}
