import { letters, partsOf, viewOf } from './sound-bytes.ts';

/** Length of Opus or Vorbis in Ogg: every page is stepped over by its own table; one stream, and it is sound. */

const HEADER = 27;
const OPUS_RATE = 48_000;
const FIRST_PAGE = 2;

export function oggSeconds(bytes: Uint8Array): number | undefined {
	const pages = partsOf(0, bytes.length, (at) => pageAt(bytes, at));
	const beginnings = pages?.filter(({ isFirst }) => isFirst) ?? [];
	const [first, second] = beginnings;
	// A second stream beside the first may be a film.
	const rate = first && !second ? rateAt(bytes, first.body) : undefined;
	if (!pages || !rate) return undefined;
	return pages.reduce((most, { samples }) => Math.max(most, samples), 0) / rate;
}

function pageAt(bytes: Uint8Array, at: number) {
	if (at + HEADER > bytes.length || letters(bytes, at, 4) !== 'OggS' || bytes[at + 4] !== 0) return undefined;
	const body = at + HEADER + (bytes[at + 26] ?? 0);
	const next = bytes.subarray(at + HEADER, body).reduce((sum, size) => sum + size, body);
	if (next > bytes.length) return undefined;
	const isFirst = ((bytes[at + 5] ?? 0) & FIRST_PAGE) !== 0;
	return { next, body, isFirst, samples: Number(viewOf(bytes).getBigInt64(at + 6, true)) };
}

function rateAt(bytes: Uint8Array, at: number): number | undefined {
	if (letters(bytes, at, 8) === 'OpusHead') return OPUS_RATE;
	if (letters(bytes, at, 7) !== '\u0001vorbis' || at + 16 > bytes.length) return undefined;
	return viewOf(bytes).getUint32(at + 12, true) || undefined;
}
