import { describe, expect, test } from 'vitest';
import { admitCount, admitPhoto, admitSize, PHOTO_FORMATS, type PhotoFormat } from './photo.ts';
import { coverOf, isGrid } from './redaction.ts';

const LIMITS = { most: 5, megabytes: 10 };
const text = (content: string) => new TextEncoder().encode(content);
const photo = (...signature: number[]) => new Uint8Array([...signature, ...new Array(32).fill(0)]);

const JPEG = photo(0xff, 0xd8, 0xff, 0xe1);
const PNG = photo(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const WEBP = text('RIFF\0\0\0\0WEBPVP8 ');

describe('a photograph is told by its first bytes', () => {
	test.each([
		['jpeg', JPEG],
		['png', PNG],
		['webp', WEBP],
	])('%s', (format, bytes) => {
		expect(admitPhoto(bytes, LIMITS)).toEqual({ ok: true, value: format });
	});

	test.each([
		['a Windows program', text('MZ\x90\0')],
		['a Linux program', photo(0x7f, 0x45, 0x4c, 0x46)],
		['an archive', text('PK\x03\x04')],
		['a GIF that is also a script', text('GIF89a/*\0\0*/=1;alert(1)//')],
		['a drawing with a script', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
		['a page', text('<!doctype html><script>alert(1)</script>')],
		['a PDF', text('%PDF-1.7')],
		[
			'a command for a converter',
			text('push graphic-context\nviewbox 0 0 1 1\nimage over 0,0 0,0 "@/etc/passwd"'),
		],
		['an AVIF', text('\0\0\0\x20ftypavif')],
		['a sound in a RIFF', text('RIFF\0\0\0\0WAVEfmt ')],
		['half a signature', new Uint8Array([0xff, 0xd8])],
	])('%s is refused', (_, bytes) => {
		expect(admitPhoto(bytes, LIMITS)).toEqual({ ok: false, refusal: { code: 'photo_format' } });
	});

	test.each(['heic', 'heix', 'mif1', 'msf1', 'hevc'])('%s is refused with help', (brand) => {
		const refusal = { code: 'heic_unsupported' };
		expect(admitPhoto(text(`\0\0\0\x18ftyp${brand}`), LIMITS)).toEqual({ ok: false, refusal });
	});

	test('an empty or too large file is refused before anything is read', () => {
		const large = new Uint8Array(10_000_001);

		expect(admitPhoto(new Uint8Array(), LIMITS)).toMatchObject({ refusal: { code: 'photo_empty' } });
		expect(admitPhoto(large, LIMITS)).toMatchObject({ refusal: { code: 'photo_too_large', megabytes: 10 } });
	});
});

test('five photographs may go with a report, not six', () => {
	expect(admitCount(4, LIMITS)).toEqual({ ok: true, value: 5 });
	expect(admitCount(5, LIMITS)).toEqual({ ok: false, refusal: { code: 'photo_too_many', most: 5 } });
});

describe('the size of a picture', () => {
	test.each([
		['jpeg', 8000, 6000, 'ok'],
		['jpeg', 30_000, 30_000, 'photo_sides'],
		['jpeg', 10_000, 5001, 'photo_too_many_pixels'],
		['png', 6000, 4000, 'ok'],
		['png', 8000, 6000, 'photo_too_many_pixels'],
		['png', 1, 60_000, 'photo_sides'],
		['webp', 7, 100, 'photo_sides'],
		['webp', 8, 16_000, 'ok'],
		['webp', 8, 16_001, 'photo_sides'],
	] as const)('%s of %i × %i: %s', (format, width, height, answer) => {
		const decided = admitSize(format, width, height);
		expect(decided.ok ? 'ok' : decided.refusal.code).toBe(answer);
	});

	test('is bounded for every format', () => {
		for (const format of Object.keys(PHOTO_FORMATS) as PhotoFormat[])
			expect(admitSize(format, 16_000, 16_000).ok).toBe(false);
	});
});

describe('the cells to hide', () => {
	test('cover their place, row by row', () => {
		expect([...coverOf({ columns: 3, rows: 2, hidden: [0, 4] })]).toEqual([255, 0, 0, 0, 255, 0]);
	});

	test.each([
		[{ columns: 0, rows: 1, hidden: [] }, false],
		[{ columns: 49, rows: 1, hidden: [] }, false],
		[{ columns: 2.5, rows: 2, hidden: [] }, false],
		[{ columns: 2, rows: 2, hidden: [4] }, false],
		[{ columns: 2, rows: 2, hidden: [-1] }, false],
		[{ columns: 2, rows: 2, hidden: [Number.NaN] }, false],
		[{ columns: 48, rows: 48, hidden: [0, 2303] }, true],
	])('lie on their grid: %j', (cells, answer) => {
		expect(isGrid(cells)).toBe(answer);
	});
});
