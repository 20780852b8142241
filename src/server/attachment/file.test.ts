import { describe, expect, test } from 'vitest';
import { withoutCameraNotes } from './document.ts';
import { admitFile, admitName, beginsAsPdf, endingOf, FILE_LIMITS } from './file.ts';

describe('the name of a file', () => {
	test.each([
		['surat.pdf', 'document', true],
		['SURAT.PDF', 'document', true],
		['foto.jpg', 'document', false],
		['surat.pdf', 'photo', false],
		['rekaman.m4a', 'document', false],
		['tanpa-akhiran', 'document', true],
		['apa.saja', 'sound', true],
		['surat.pdf.constructor', 'sound', true],
	] as const)('%s of a %s: taken %s', (name, kind, taken) => {
		expect(admitName(name, kind).ok).toBe(taken);
	});
});

test('a file that is one too many, or one byte too large, is not looked at', () => {
	const most = FILE_LIMITS.megabytes * 1_000_000;

	expect(admitFile(most, 0, FILE_LIMITS)).toEqual({ ok: true, value: 1 });
	expect(admitFile(most + 1, 0, FILE_LIMITS)).toMatchObject({ refusal: { code: 'file_too_large' } });
	expect(admitFile(1, FILE_LIMITS.most, FILE_LIMITS)).toMatchObject({ refusal: { code: 'file_too_many' } });
});

test('a PDF begins with its first byte', () => {
	expect(beginsAsPdf(Buffer.from('%PDF-1.7'))).toBe(true);
	expect(beginsAsPdf(Buffer.from('<html>%PDF-1.7'))).toBe(false);
});

test('a file is handed out under an ending of ours', () => {
	expect(['application/pdf', 'audio/ogg', 'text/html'].map(endingOf)).toEqual(['pdf', 'ogg', 'bin']);
});

test('notes of a camera leave a picture, whatever its segments say about their length', () => {
	const [start, table, picture] = [
		[0xff, 0xd8],
		[0xff, 0xdb, 0, 4, 1, 2],
		[0xff, 0xda, 0, 2, 7, 7, 0xff, 0xd9],
	];
	const notes = [0xff, 0xe1, 0, 6, 69, 120, 105, 102];

	expect([...withoutCameraNotes(Uint8Array.from([...start, ...notes, ...table, ...picture]))]).toEqual([
		...start,
		...table,
		...picture,
	]);
	for (const length of [0, 1, 3, 255])
		withoutCameraNotes(Uint8Array.from([...start, 0xff, 0xe1, length, length, ...table]));
});
