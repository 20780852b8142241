import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idIn } from './id.ts';

it.each(['1', '12', '2147483647'])('%s is an id', (text) => {
	expect(idIn(text)).toBe(Number(text));
});

it.each([
	'',
	'abc',
	'0',
	'-1',
	'+1',
	'007',
	'1e3',
	'0x10',
	'1.0',
	' 1',
	'1\n',
	'1,2',
	'٣',
	'２',
	'2147483648',
	'99999999999',
	'a0000000-0000-4000-8000-000000000012',
])('%j is nobody’s id', (text) => {
	expect(idIn(text)).toBeNull();
});

it('what is not given is nobody’s id', () => {
	expect([idIn(null), idIn(undefined)]).toEqual([null, null]);
});

it('every id reads as it is written, and nothing else reads as one', () => {
	fc.assert(fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (id) => idIn(String(id)) === id));
	fc.assert(
		fc.property(fc.string(), (text) => {
			const id = idIn(text);
			return id === null || String(id) === text;
		}),
	);
});
