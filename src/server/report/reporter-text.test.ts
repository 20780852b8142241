import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFields } from './reporter-form.ts';
import { cleanLine, cleanText, lettersIn, proposedTitle } from './reporter-text.ts';

describe('what somebody typed', () => {
	test('keeps its words and paragraphs, and loses what nobody sees', () => {
		expect(cleanText('  Jalan rusak.\r\n\r\nSejak\u0000 Senin.\u202e ')).toBe('Jalan rusak.\n\nSejak Senin.');
	});

	test('of one line has no line breaks: nothing can be slipped into a header or a log', () => {
		expect(cleanLine('Siti\r\nBcc: semua@contoh.example')).toBe('Siti Bcc: semua@contoh.example');
	});

	test('can always be stored: no zero byte, no half character', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (typed) => {
				const clean = cleanText(typed);

				expect(clean.includes('\u0000')).toBe(false);
				expect(clean.isWellFormed()).toBe(true);
				expect(cleanText(clean)).toBe(clean);
			}),
		);
	});

	test.each([
		['', 0],
		['   \n\t ', 0],
		['😀😀😀🎉', 0],
		['!!! ... ???', 0],
		['jalan rusak', 10],
	])('%j has %i letters', (text, letters) => {
		expect(lettersIn(text)).toBe(letters);
	});
});

describe('a title nobody wrote', () => {
	test('is the first sentence', () => {
		expect(proposedTitle('Lampu jalan padam. Sudah seminggu.')).toBe('Lampu jalan padam');
	});

	test('is cut between words when the sentence is long', () => {
		const title = proposedTitle(`${'Lampu jalan di simpang tiga '.repeat(10)}padam.`);

		expect(title.length).toBeLessThanOrEqual(81);
		expect(title).toMatch(/\S…$/);
	});
});

describe('a form', () => {
	const kinds = { kind: 'line', story: 'text' } as const;
	const formOf = (fields: Record<string, string>) => {
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) form.append(name, value);
		return form;
	};

	test('is read in its own fields, the missing ones empty', () => {
		expect(readFields(formOf({ story: ' Jalan \r\n rusak ' }), kinds)).toEqual({
			ok: true,
			value: { kind: '', story: 'Jalan \n rusak' },
		});
	});

	test('that tries to set what is not its to set is refused whole, by name', () => {
		expect(readFields(formOf({ story: 'x', status: 'closed', role: 'leader' }), kinds)).toEqual({
			ok: false,
			refusal: { code: 'unknown_fields', fields: ['status', 'role'] },
		});
	});
});
