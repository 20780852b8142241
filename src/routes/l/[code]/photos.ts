import type { Words } from '#text/words.ts';
import type { Photo } from '#ui/trail-view.ts';

type Stored = {
	readonly key: string;
	readonly thumb: string;
	readonly alt: string;
	readonly seq?: number;
	readonly width: number;
	readonly height: number;
};

/** Photographs as they are shown: those that came with the report itself, and those of later events by their `seq`. */
export function photosFrom(code: string, stored: readonly Stored[], words: Words['reportPage']) {
	const bySeq = new Map<number, Photo[]>();
	for (const photo of stored) {
		const { seq = 1 } = photo;
		bySeq.set(seq, [...(bySeq.get(seq) ?? []), shown(code, photo, words)]);
	}
	const first = bySeq.get(1) ?? [];
	bySeq.delete(1);
	return { first, bySeq };
}

function shown(code: string, { key, thumb, alt, width, height }: Stored, words: Words['reportPage']): Photo {
	return {
		src: `/foto/${code}/${thumb}`,
		href: `/foto/${code}/${key}`,
		alt: alt || words.photoWithoutAlt,
		width,
		height,
	};
}
