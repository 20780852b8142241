import { formatBytes } from '#text/format.ts';
import type { Lang, Words } from '#text/words.ts';

/** A document or recording as it is listed; `href` is missing where it may not be opened. */
export type FileLine = {
	readonly key: string;
	readonly title: string;
	readonly size: string;
	readonly alt: string;
	readonly scan: 'waiting_scan' | 'clean' | 'quarantined' | null;
	readonly href: string | null;
};

type Stored = {
	readonly key: string;
	readonly mediaType: string;
	readonly bytes: number;
	readonly pages: number | null;
	readonly seconds: number | null;
	readonly scan: FileLine['scan'];
	readonly alt: string;
};

/** What a file is, in words. What the virus scanner holds leads nowhere. */
export function fileLine(
	file: Stored,
	href: string,
	{ lang, words }: { lang: Lang; words: Words },
): FileLine {
	const { key, bytes, alt, scan } = file;
	const isHeld = scan === 'waiting_scan' || scan === 'quarantined';
	return {
		key,
		title: titleOf(file, words),
		size: formatBytes(bytes, lang),
		alt,
		scan,
		href: isHeld ? null : href,
	};
}

function titleOf({ pages, seconds }: Stored, { files }: Words): string {
	if (pages !== null) return files.document(pages);
	return seconds === null ? files.soundUnknown : files.sound(lengthOf(seconds));
}

/** `3:07` */
function lengthOf(seconds: number): string {
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
