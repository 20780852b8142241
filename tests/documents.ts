/** Documents and recordings as people and attackers send them, made byte by byte. */

/** A PDF of the given objects, the first of them its catalogue; readers that check the table of contents find it right. */
export function aPdf(objects: readonly string[], trailer = ''): Buffer {
	let text = '%PDF-1.7\n';
	const places = objects.map((object, index) => {
		const at = text.length;
		text += `${index + 1} 0 obj\n${object}\nendobj\n`;
		return `${String(at).padStart(10, '0')} 00000 n \n`;
	});
	const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
	const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`;
	return Buffer.from(text + table + end, 'latin1');
}

export function stream(content: string, entries = ''): string {
	return `<< /Length ${content.length} ${entries} >>\nstream\n${content}\nendstream`;
}

/** So many pages with a line of text on each. */
export function anHonestPdf(pages = 2, text = 'Surat keterangan'): Buffer {
	const kids = Array.from({ length: pages }, (_, page) => `${5 + page} 0 R`).join(' ');
	return aPdf([
		'<< /Type /Catalog /Pages 2 0 R >>',
		`<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
		stream(`BT /F1 12 Tf 20 100 Td (${text}) Tj ET`),
		...Array.from(
			{ length: pages },
			() =>
				'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>',
		),
	]);
}

/** A PDF that does everything a PDF should not: scripts, a form, a launch, an attachment, notes about its maker. */
export function aHostilePdf(secret: string): Buffer {
	return aPdf(
		[
			'<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R /AA << /WC 6 0 R >> /AcroForm 8 0 R /Names << /JavaScript << /Names [(a) 6 0 R] >> /EmbeddedFiles << /Names [(x.exe) 9 0 R] >> >> /Metadata 11 0 R >>',
			'<< /Type /Pages /Count 1 /Kids [5 0 R] >>',
			'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
			stream('BT /F1 12 Tf 20 100 Td (Bukti bayar) Tj ET'),
			'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /AA << /O 6 0 R >> /Annots [7 0 R] /Metadata 11 0 R /PieceInfo << /X << /Private 11 0 R >> >> /Resources << /Font << /F1 3 0 R >> /Properties << /M << /Metadata 11 0 R /A 6 0 R >> >> >> >>',
			`<< /S /JavaScript /JS (app.alert("${secret}")) >>`,
			'<< /Type /Annot /Subtype /Link /Rect [0 0 200 200] /A << /S /Launch /F (cmd.exe) >> >>',
			'<< /Fields [7 0 R] /XFA 11 0 R >>',
			`<< /Type /Filespec /F (x.exe) /EF << /F 10 0 R >> >>`,
			stream(`MZ ${secret}`, '/Type /EmbeddedFile'),
			stream(`<x:xmpmeta>${secret}</x:xmpmeta>`, '/Type /Metadata /Subtype /XML'),
			`<< /Author (${secret}) /Producer (${secret}) >>`,
		],
		'/Info 12 0 R',
	);
}

/** A recording of so many seconds in the format of old telephones. */
export function anAmr(seconds = 3): Buffer {
	const frame = Buffer.alloc(32, 0);
	frame[0] = 7 << 3;
	return Buffer.concat([Buffer.from('#!AMR\n'), ...Array.from({ length: seconds * 50 }, () => frame)]);
}

export function aWav(seconds = 2): Buffer {
	const data = Buffer.alloc(8000 * seconds, 128);
	const head = Buffer.alloc(44);
	head.write('RIFF', 0);
	head.writeUInt32LE(36 + data.length, 4);
	head.write('WAVEfmt ', 8);
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(8000, 24);
	head.writeUInt32LE(8000, 28);
	head.writeUInt16LE(1, 32);
	head.writeUInt16LE(8, 34);
	head.write('data', 36);
	head.writeUInt32LE(data.length, 40);
	return Buffer.concat([head, data]);
}

/** Frames of 128 kbit/s at 44.1 kHz behind a tag. */
export function anMp3(seconds = 2): Buffer {
	const frame = Buffer.alloc(417, 0);
	frame.set([0xff, 0xfb, 0x90, 0x00]);
	const tag = Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 3, 1, 2, 3]);
	return Buffer.concat([tag, ...Array.from({ length: Math.ceil(seconds / 0.02612) }, () => frame)]);
}

/** One stream of Opus: a first page, a page of comments, a page of sound that ends at the given second. */
export function anOpus(seconds = 4): Buffer {
	const head = Buffer.concat([Buffer.from('OpusHead'), Buffer.from([1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0])]);
	return Buffer.concat([
		oggPage(2, 0, head),
		oggPage(0, 0, Buffer.from('OpusTags\0\0\0\0\0\0\0\0')),
		oggPage(4, seconds * 48_000, Buffer.alloc(200, 3)),
	]);
}

export function oggPage(type: number, granule: number, body: Buffer): Buffer {
	const head = Buffer.alloc(28);
	head.write('OggS', 0);
	head[5] = type;
	head.writeBigInt64LE(BigInt(granule), 6);
	head[26] = 1;
	head[27] = body.length;
	return Buffer.concat([head, body]);
}

/** Sound (`soun`) or a film (`vide`) in the container of M4A. */
export function anM4a(seconds = 5, handler = 'soun', brand = 'M4A '): Buffer {
	const header = Buffer.alloc(100);
	header.writeUInt32BE(1000, 12);
	header.writeUInt32BE(seconds * 1000, 16);
	const kind = Buffer.concat([Buffer.alloc(8), Buffer.from(handler), Buffer.alloc(13)]);
	return Buffer.concat([
		box('ftyp', Buffer.from(`${brand}\0\0\0\0${brand}mp42`)),
		box('mdat', Buffer.alloc(500, 9)),
		box('moov', Buffer.concat([box('mvhd', header), box('trak', box('mdia', box('hdlr', kind)))])),
	]);
}

export function box(name: string, body: Buffer): Buffer {
	const head = Buffer.alloc(8);
	head.writeUInt32BE(body.length + 8);
	head.write(name, 4);
	return Buffer.concat([head, body]);
}
