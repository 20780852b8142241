import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLines, lineOf } from './json-lines.ts';

const linesOf = (text: string) => {
	const read = jsonLines(text);
	return read.ok ? Object.fromEntries(read.value) : read.refusal;
};

describe('the lines of a JSON text', () => {
	it('are told for every value, by its path', () => {
		expect(linesOf('{\n\t"a": [1,\n\t\t{ "b": null }],\r\n\n\t"c": "x"\n}')).toEqual({
			'': 1,
			a: 2,
			'a.0': 2,
			'a.1': 3,
			'a.1.b': 3,
			c: 5,
		});
	});

	it('lead to what is nearest where something is missing', () => {
		const read = jsonLines('{\n"units": [\n{ "key": "a" }\n]\n}');
		const lines = read.ok ? read.value : new Map();

		expect(lineOf(lines, 'units.0.parent')).toBe(3);
		expect(lineOf(lines, 'agency.name')).toBe(1);
	});

	it.each([
		['{\n"a": 1,\n}', 3],
		['{"a" 1}', 1],
		['[1,\n2', 2],
		['', 1],
		['{}\n\nx', 1],
		['"a\nb"', 1],
		['[01]', 1],
		["{'a': 1}", 1],
	])('%j stops being JSON on line %i', (text, line) => {
		expect(linesOf(text)).toMatchObject({ code: 'not_json', line });
	});

	it('say where a name stands twice: the first one would be lost without a word', () => {
		expect(linesOf('{"a": {"b": 1,\n"b": 2}}')).toEqual({ code: 'name_repeated', line: 2, path: 'a.b' });
	});

	it('go no deeper than a person could write', () => {
		expect(linesOf('['.repeat(100_000))).toMatchObject({ code: 'too_deep' });
	});

	it('are found in whatever JSON can say, however it is laid out', () => {
		fc.assert(
			fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(0, 2, '\t'), (text, space) => {
				const laid = JSON.stringify(JSON.parse(text), null, space);
				const read = jsonLines(laid);

				expect(read.ok).toBe(true);
				const last = laid.split('\n').length;
				if (read.ok) for (const line of read.value.values()) expect(line).toBeLessThanOrEqual(last);
			}),
		);
	});

	it('takes exactly what JSON is', () => {
		const almost = fc.string({ unit: fc.constantFrom(...'{}[]:,"a1 \n\\-.e') });
		fc.assert(
			fc.property(almost, (text) => {
				const read = jsonLines(text);
				expect(read.ok || read.refusal.code === 'name_repeated').toBe(isJson(text));
			}),
			{ numRuns: 3000 },
		);
	});
});

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
