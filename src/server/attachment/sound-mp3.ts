import { letters, partsOf } from './sound-bytes.ts';

/** Length of an MP3: every frame is stepped over by its own header, tags before and behind by theirs. */

const KBITS = {
	/** MPEG 1, layer 3. */
	one: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
	/** MPEG 2 and 2.5, layer 3. */
	two: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const RATES = [44_100, 48_000, 32_000] as const;
/** By the two bits of the version: 2.5, none, 2, 1. */
const DIVIDED = [4, undefined, 2, 1] as const;
const OLD_TAG = 128;

export function mp3Seconds(bytes: Uint8Array): number | undefined {
	const end = bytes.length - (letters(bytes, bytes.length - OLD_TAG, 3) === 'TAG' ? OLD_TAG : 0);
	const frames = partsOf(tagLength(bytes), end, (at) => frameAt(bytes, at));
	return frames && frames.length > 1 ? frames.reduce((sum, { seconds }) => sum + seconds, 0) : undefined;
}

/** The tag before the sound: its length is written in seven bits a byte. */
function tagLength(bytes: Uint8Array): number {
	if (letters(bytes, 0, 3) !== 'ID3') return 0;
	const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((bytes[at] ?? 0) & 127), 0);
	const hasFooter = ((bytes[5] ?? 0) & 16) !== 0;
	return 10 + size + (hasFooter ? 10 : 0);
}

function frameAt(bytes: Uint8Array, at: number): { next: number; seconds: number } | undefined {
	const [sync = 0, head = 0, rates = 0] = bytes.subarray(at, at + 3);
	const divided = DIVIDED[(head >> 3) & 3];
	const isLayer3 = sync === 0xff && (head & 0xe0) === 0xe0 && ((head >> 1) & 3) === 1;
	const full = RATES[(rates >> 2) & 3];
	const kbits = KBITS[divided === 1 ? 'one' : 'two'][rates >> 4];
	if (!isLayer3 || !divided || !full || !kbits) return undefined;
	const samples = divided === 1 ? 1152 : 576;
	const rate = full / divided;
	const padding = (rates >> 1) & 1;
	return { next: at + Math.floor((samples * kbits * 125) / rate) + padding, seconds: samples / rate };
}
