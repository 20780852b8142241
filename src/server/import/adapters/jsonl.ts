import { createReadStream } from 'node:fs';
import { type Cells, SourceFault, type SourceRow } from '../source-row.ts';

/** No complaint is longer; a file without line breaks fills no memory. */
const LONGEST_LINE = 512 * 1024;

/** One JSON object per line; numbers and truth values are read as they are written. */
export async function* readJsonl(path: string): AsyncGenerator<SourceRow, void> {
	let line = 0;
	for await (const text of linesOf(path)) {
		line += 1;
		if (text?.trim() === '') continue;
		yield { line, cells: text === null ? null : cellsOf(text) };
	}
}

/** Lines end in a line feed and nothing else: other separators may stand inside a text. Null for one that is too long. */
async function* linesOf(path: string): AsyncGenerator<string | null, void> {
	let rest = '';
	for await (const chunk of textOf(path)) {
		const lines = (rest + chunk).split('\n');
		rest = (lines.pop() ?? '').slice(0, LONGEST_LINE + 1); // what is too long stays too long
		yield* lines.map(readable);
	}
	if (rest !== '') yield readable(rest);
}

function readable(line: string): string | null {
	return line.length > LONGEST_LINE ? null : line;
}

/** The file as text, without the mark some programs put before it; whatever is not UTF-8 is a fault, not a guess. */
export async function* textOf(path: string): AsyncGenerator<string, void> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	try {
		for await (const bytes of createReadStream(path)) yield decoder.decode(bytes, { stream: true });
		yield decoder.decode();
	} catch (fault) {
		if (!(fault instanceof TypeError)) throw fault;
		throw new SourceFault(`${path} is not in UTF-8: save it as "UTF-8" and try again.`);
	}
}

function cellsOf(text: string): Cells | null {
	const read = parsed(text);
	if (typeof read !== 'object' || read === null || Array.isArray(read)) return null;
	const cells = Object.entries(read).map(([name, value]) => [name, cellOf(value)] as const);
	return cells.every((cell): cell is readonly [string, string] => cell[1] !== null) ? new Map(cells) : null;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** Lists and objects are no cells. */
function cellOf(value: unknown): string | null {
	if (value === null || value === undefined) return '';
	return typeof value === 'object' ? null : String(value);
}
