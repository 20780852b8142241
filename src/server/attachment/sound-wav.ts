import { letters, partsOf, viewOf } from './sound-bytes.ts';

/** Length of a WAV: chunks fill the file, one says how many bytes a second has, one how many there are. */
export function wavSeconds(bytes: Uint8Array): number | undefined {
	if (bytes.length < 12 || letters(bytes, 0, 4) + letters(bytes, 8, 4) !== 'RIFFWAVE') return undefined;
	const view = viewOf(bytes);
	if (view.getUint32(4, true) + 8 !== bytes.length) return undefined;
	const chunks = partsOf(12, bytes.length, (at) => chunkAt(bytes, at));
	const format = chunks?.find(({ name, size }) => name === 'fmt ' && size >= 16);
	const data = chunks?.find(({ name }) => name === 'data');
	const perSecond = format && view.getUint32(format.body + 8, true);
	return data && perSecond ? data.size / perSecond : undefined;
}

function chunkAt(bytes: Uint8Array, at: number) {
	if (at + 8 > bytes.length) return undefined;
	const size = viewOf(bytes).getUint32(at + 4, true);
	return { name: letters(bytes, at, 4), body: at + 8, size, next: at + 8 + size + (size % 2) };
}
