import { letters, partsOf, viewOf } from './sound-bytes.ts';

/** Length of sound in the container of M4A and 3GP; a film in it, or boxes that do not fill the file, have none. */

type Box = { readonly name: string; readonly from: number; readonly next: number };

export function mp4Seconds(bytes: Uint8Array): number | undefined {
	const boxes = boxesIn(bytes, { from: 0, next: bytes.length });
	const moov = boxes?.find(({ name }) => name === 'moov');
	if (boxes?.[0]?.name !== 'ftyp' || !moov) return undefined;
	const parts = boxesIn(bytes, moov) ?? [];
	const tracks = parts.filter(({ name }) => name === 'trak').map((track) => handlerOf(bytes, track));
	if (tracks.length === 0 || tracks.some((handler) => handler !== 'soun')) return undefined;
	const header = parts.find(({ name }) => name === 'mvhd');
	return header && durationIn(bytes, header);
}

function boxesIn(bytes: Uint8Array, { from, next }: Pick<Box, 'from' | 'next'>): Box[] | undefined {
	return partsOf(from, next, (at) => boxAt(bytes, at, next));
}

function boxAt(bytes: Uint8Array, at: number, end: number): Box | undefined {
	if (at + 8 > end) return undefined;
	const view = viewOf(bytes);
	const short = view.getUint32(at);
	const isLong = short === 1 && at + 16 <= end;
	const size = isLong ? Number(view.getBigUint64(at + 8)) : short;
	const head = isLong ? 16 : 8;
	if (size < head || at + size > end) return undefined;
	return { name: letters(bytes, at + 4, 4), from: at + head, next: at + size };
}

function handlerOf(bytes: Uint8Array, track: Box): string | undefined {
	const media = boxesIn(bytes, track)?.find(({ name }) => name === 'mdia');
	const handler = media && boxesIn(bytes, media)?.find(({ name }) => name === 'hdlr');
	return handler && letters(bytes, handler.from + 8, 4);
}

function durationIn(bytes: Uint8Array, { from, next }: Box): number | undefined {
	const view = viewOf(bytes);
	const isLong = bytes[from] === 1;
	if (from + (isLong ? 32 : 20) > next) return undefined;
	const scale = view.getUint32(from + (isLong ? 20 : 12));
	const units = isLong ? Number(view.getBigUint64(from + 24)) : view.getUint32(from + 16);
	return scale > 0 ? units / scale : undefined;
}
