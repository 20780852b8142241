import * as mupdf from 'mupdf';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	aHostilePdf,
	anAmr,
	anHonestPdf,
	anM4a,
	anMp3,
	anOpus,
	aPdf,
	aWav,
	stream,
} from '../../../../tests/documents.ts';
import { FORBIDDEN_ENTRIES } from '../document.ts';
import { type Inspector, startInspector } from './inspect.ts';

let inspector: Inspector;
beforeAll(() => {
	inspector = startInspector();
});
afterAll(() => inspector.close());

const SECRET = 'PEMBUAT-RAHASIA-4711';

async function remade(sent: Uint8Array): Promise<{ whole: string; pages: number; text: string }> {
	const made = await inspector.document(sent, 100);
	if (!made.ok) throw new Error(made.refusal.code);
	const open = mupdf.Document.openDocument(made.value.bytes, 'application/pdf') as mupdf.PDFDocument;
	return {
		// Everything unpacked: nothing hides in a compressed stream.
		whole: Buffer.from(open.saveToBuffer('decompress,pretty').asUint8Array()).toString('latin1'),
		pages: made.value.pages,
		text: open.loadPage(0).toStructuredText('').asText(),
	};
}

const answerTo = async (sent: Uint8Array, mostPages = 100) => {
	const made = await inspector.document(sent, mostPages);
	return made.ok ? 'ok' : made.refusal.code;
};

describe('a document', () => {
	test('keeps its pages and what stands on them', async () => {
		const { pages, text } = await remade(anHonestPdf(3, 'Surat keterangan desa'));

		expect(pages).toBe(3);
		expect(text).toContain('Surat keterangan desa');
	});

	test('loses scripts, forms, launches, attachments and its maker', async () => {
		expect(aHostilePdf(SECRET).includes(SECRET)).toBe(true);

		const { whole, text } = await remade(aHostilePdf(SECRET));

		expect(text).toContain('Bukti bayar');
		expect(whole).not.toContain(SECRET);
		expect(whole).not.toMatch(/Launch|JavaScript|cmd\.exe|Filespec/);
		const found = FORBIDDEN_ENTRIES.filter((entry) => new RegExp(`/${entry}\\b`).test(whole));
		expect(found.filter((entry) => entry !== 'Info')).toEqual([]);
	});

	test('keeps what was typed into its form, and not the form', async () => {
		const { whole, text } = await remade(
			aPdf([
				'<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>',
				'<< /Type /Pages /Count 1 /Kids [5 0 R] >>',
				'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
				stream('BT /F1 12 Tf 20 150 Td (Nama:) Tj ET'),
				'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Annots [6 0 R] /Resources << /Font << /F1 3 0 R >> >> >>',
				'<< /Type /Annot /Subtype /Widget /FT /Tx /T (nama) /V (Siti Contoh) /F 4 /Rect [20 80 180 110] /AP << /N 7 0 R >> >>',
				stream(
					'/Tx BMC BT /F1 12 Tf 2 8 Td (Siti Contoh) Tj ET EMC',
					'/Type /XObject /Subtype /Form /BBox [0 0 160 30] /Resources << /Font << /F1 3 0 R >> >>',
				),
			]),
		);

		expect(text).toMatch(/Nama:.*Siti Contoh/s);
		expect(whole).not.toMatch(/AcroForm|Widget/);
	});

	test('loses what a camera wrote into a picture on its page', async () => {
		const jpeg = await sharp({ create: { width: 16, height: 16, channels: 3, background: 'teal' } })
			.withExif({ IFD0: { Make: SECRET } })
			.jpeg()
			.toBuffer();
		const sent = aPdf([
			'<< /Type /Catalog /Pages 2 0 R >>',
			'<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
			'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>',
			stream('99 0 0 99 0 0 cm /I Do'),
			stream(
				jpeg.toString('latin1'),
				'/Type /XObject /Subtype /Image /Width 16 /Height 16 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode',
			),
		]);
		expect(sent.includes(SECRET)).toBe(true);

		const made = await inspector.document(sent, 1);

		if (!made.ok) throw new Error(made.refusal.code);
		const bytes = Buffer.from(made.value.bytes);
		expect(bytes.includes(SECRET)).toBe(false);
		const at = bytes.indexOf(Buffer.from([0xff, 0xd8, 0xff]));
		const picture = bytes.subarray(at, bytes.indexOf('endstream', at));
		const { width, exif } = await sharp(picture).metadata();
		expect([width, exif]).toEqual([16, undefined]);
	});

	test('with a page of HTML or an archive behind it loses both', async () => {
		const behind = Buffer.concat([anHonestPdf(), Buffer.from('<script>alert(1)</script>PK\x03\x04')]);

		const { whole } = await remade(behind);
		for (const sign of ['<script', 'PK\x03\x04']) expect(whole).not.toContain(sign);
	});

	test.each([
		['of 101 pages', () => anHonestPdf(101), 'pdf_pages'],
		['that is only called one', () => Buffer.from('%PDF-1.7 dan tidak lebih'), 'pdf_unreadable'],
		[
			'of nothing but noise',
			() => Buffer.from(`%PDF-1.4\n${'a\0\xff'.repeat(5000)}`, 'latin1'),
			'pdf_unreadable',
		],
		['cut in half', () => anHonestPdf(40).subarray(0, 300), 'pdf_unreadable'],
		[
			'whose pages are their own parents',
			() => aPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>']),
			'pdf_unreadable',
		],
	])('%s is refused, and the next one is read', async (_, made, answer) => {
		expect(await answerTo(made())).toBe(answer);
		expect(await answerTo(anHonestPdf())).toBe('ok');
	});

	test('locked with a password is told apart', async () => {
		const plain = mupdf.Document.openDocument(anHonestPdf(), 'application/pdf') as mupdf.PDFDocument;
		const locked = plain.saveToBuffer('encrypt=aes-256,user-password=a,owner-password=b').asUint8Array();

		expect(await answerTo(locked)).toBe('pdf_locked');
	});

	test('that takes too long is given up, and the process goes with it', async () => {
		const hasty = startInspector({ seconds: 0.01 });

		expect(await hasty.document(anHonestPdf(), 9)).toEqual({
			ok: false,
			refusal: { code: 'file_too_heavy' },
		});
		hasty.close();
	});
});

describe('a recording', () => {
	test.each([
		['Opus', anOpus(4), 'audio/ogg', 4],
		['M4A', anM4a(5), 'audio/mp4', 5],
		['sound alone in a video container', anM4a(6, 'soun', 'isom'), 'audio/mp4', 6],
		['MP3', anMp3(3), 'audio/mpeg', 4],
		['WAV', aWav(2), 'audio/wav', 2],
		['AMR', anAmr(3), 'audio/amr', 3],
	])('as %s is known by its bytes, with its length', async (_, sent, mediaType, seconds) => {
		expect(await inspector.sound(sent)).toEqual({ ok: true, value: { mediaType, seconds } });
	});

	test.each([
		['a film', anM4a(5, 'vide', 'isom'), 'sound_unreadable'],
		['a program', Buffer.from('MZ\x90\0\x03'), 'file_format'],
		['a page', Buffer.from('<html><script>alert(1)</script>'), 'file_format'],
		['an archive', Buffer.from('PK\x03\x04\x14\0\0\0'), 'file_format'],
		['nothing', Buffer.alloc(0), 'file_format'],
		[
			'a recording with an archive behind it',
			Buffer.concat([anAmr(), Buffer.from('PK\x03\x04')]),
			'sound_unreadable',
		],
		[
			'a recording with a page behind it',
			Buffer.concat([anOpus(), Buffer.from('<html>')]),
			'sound_unreadable',
		],
		['half a recording', aWav().subarray(0, 9000), 'sound_unreadable'],
	])('%s is refused', async (_, sent, code) => {
		expect(await inspector.sound(sent)).toEqual({ ok: false, refusal: { code } });
	});
});
