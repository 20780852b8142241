import { ok, type Result, refuse } from '#server/platform/result.ts';

/** Where a JSON text stops being one, or where a name stands twice in the same object (the first would be lost). */
export type JsonFault = {
	readonly code: 'not_json' | 'name_repeated' | 'too_deep';
	readonly line: number;
	readonly path: string;
};

/** Line of each value, by its path: `units.3.parent`; the whole text has the path of no letters. */
export type JsonLines = ReadonlyMap<string, number>;

const DEEPEST = 64;
/** Spaces, then a sign, a string, or a number or word. Control signs in a string are taken for none of JSON's. */
const TOKEN =
	/[ \t\r\n]*(?:([{}[\],:])|("[^"\\\p{Cc}]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\p{Cc}]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/uy;

/** On which line of a JSON text each of its values stands, for telling people where to look. */
export function jsonLines(text: string): Result<JsonLines, JsonFault> {
	const reading = new Reading(text);
	const fault = readValue(reading, '', 0) ?? (reading.atEnd() ? undefined : reading.fault('not_json', ''));
	return fault ? refuse(fault) : ok(reading.lines);
}

/** The line of `path`, or of what is nearest around it. */
export function lineOf(lines: JsonLines, path: string): number {
	const line = lines.get(path);
	if (line !== undefined || path === '') return line ?? 1;
	return lineOf(lines, path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '');
}

/** A place in the text that moves on, and what was found on the way. */
class Reading {
	readonly lines = new Map<string, number>();
	readonly #text: string;
	#at = 0;
	#line = 1;
	#counted = 0;

	constructor(text: string) {
		this.#text = text;
	}

	/** The next token, or nothing where none is. */
	next(): string {
		TOKEN.lastIndex = this.#at;
		const found = TOKEN.exec(this.#text);
		if (!found) return '';
		this.#at = TOKEN.lastIndex;
		return found[1] ?? found[2] ?? found[3] ?? '';
	}

	peek(): string {
		const before = this.#at;
		const token = this.next();
		this.#at = before;
		return token;
	}

	/** The line of the token just read: strings hold no line ends, so it is where the place is now. */
	line(): number {
		for (; this.#counted < this.#at; this.#counted += 1)
			if (this.#text.charCodeAt(this.#counted) === 10) this.#line += 1;
		return this.#line;
	}

	atEnd(): boolean {
		return /^[ \t\r\n]*$/.test(this.#text.slice(this.#at));
	}

	fault(code: JsonFault['code'], path: string): JsonFault {
		return { code, line: this.line(), path };
	}
}

type Fault = JsonFault | undefined;

function readValue(reading: Reading, path: string, depth: number): Fault {
	const token = reading.next();
	if (token === '' || '}],:'.includes(token)) return reading.fault('not_json', path);
	if (!reading.lines.has(path)) reading.lines.set(path, reading.line());
	if (depth > DEEPEST) return reading.fault('too_deep', path);
	const seen = new Set<string>();
	if (token === '{') return readAll(reading, '}', () => readMember(reading, path, { depth, seen }));
	if (token === '[')
		return readAll(reading, ']', (nth) => readValue(reading, under(path, `${nth}`), depth + 1));
	return undefined;
}

/** What stands between a bracket and its end, parted by commas; `one` reads the nth of it. */
function readAll(reading: Reading, end: string, one: (nth: number) => Fault): Fault {
	if (reading.peek() === end) {
		reading.next();
		return undefined;
	}
	for (let nth = 0; ; nth += 1) {
		const fault = one(nth);
		if (fault) return fault;
		const token = reading.next();
		if (token === end) return undefined;
		if (token !== ',') return reading.fault('not_json', '');
	}
}

function readMember(
	reading: Reading,
	path: string,
	{ depth, seen }: { depth: number; seen: Set<string> },
): Fault {
	const token = reading.next();
	if (!token.startsWith('"')) return reading.fault('not_json', path);
	const name = JSON.parse(token) as string; // the pattern lets only strings of JSON through
	const inner = under(path, name);
	if (seen.has(name)) return reading.fault('name_repeated', inner);
	seen.add(name);
	reading.lines.set(inner, reading.line());
	if (reading.next() !== ':') return reading.fault('not_json', inner);
	return readValue(reading, inner, depth + 1);
}

function under(path: string, name: string): string {
	return path === '' ? name : `${path}.${name}`;
}
