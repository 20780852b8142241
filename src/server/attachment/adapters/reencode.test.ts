import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '#server/platform/hash.ts';
import type { CleanPhoto, Reencoder } from './reencode.ts';
import { startReencoder } from './reencode.ts';

let reencoder: Reencoder;
beforeAll(() => {
	reencoder = startReencoder({ children: 1 });
});
afterAll(() => reencoder.close());

const SECRET = 'KAMERA-RAHASIA-0815';

const scene = (width: number, height: number) =>
	sharp({
		create: {
			width,
			height,
			channels: 3,
			background: '#336699',
			noise: { type: 'gaussian', mean: 128, sigma: 30 },
		},
	});

/** A segment of a JPEG: marker, length, content. */
function segment(marker: number, content: string): Buffer {
	const body = Buffer.from(content, 'latin1');
	const head = Buffer.from([0xff, marker, 0, 0]);
	head.writeUInt16BE(body.length + 2, 2);
	return Buffer.concat([head, body]);
}

/** As a telephone writes it: place, camera, XMP, IPTC, colour profile, a comment, held sideways. */
async function fromTelephone(width: number, height: number): Promise<Buffer> {
	const jpeg = await scene(width, height)
		.withIccProfile('p3')
		.withMetadata({ orientation: 6 })
		.withExif({
			IFD0: { Make: SECRET, Software: SECRET, Artist: 'Siti' },
			IFD3: {
				GPSLatitudeRef: 'S',
				GPSLatitude: '2/1 35/1 12/1',
				GPSLongitudeRef: 'E',
				GPSLongitude: '115/1 23/1 3/1',
			},
		})
		.withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${SECRET}</a></x:xmpmeta>`)
		.jpeg()
		.toBuffer();
	const iptc = segment(
		0xed,
		`Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x18\x1c\x02\x50\x00\x13${SECRET}`,
	);
	return Buffer.concat([jpeg.subarray(0, 2), iptc, segment(0xfe, SECRET), jpeg.subarray(2)]);
}

/** The names of the chunks in a WebP: the picture's own, or something more. */
function chunks(webp: Buffer): string[] {
	const names: string[] = [];
	for (let at = 12; at < webp.length; at += 8 + webp.readUInt32LE(at + 4) + (webp.readUInt32LE(at + 4) % 2))
		names.push(webp.toString('latin1', at, at + 4).trim());
	return names;
}

/** A PNG of chunks as given; the sums are left to be zero where nobody looks at them. */
function png(width: number, height: number, ...more: Buffer[]): Buffer {
	const ihdr = Buffer.alloc(13);
	ihdr.writeUInt32BE(width, 0);
	ihdr.writeUInt32BE(height, 4);
	ihdr.set([8, 2, 0, 0, 0], 8);
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	return Buffer.concat([signature, chunk('IHDR', ihdr), ...more, chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, content: Buffer): Buffer {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(content.length);
	const named = Buffer.concat([Buffer.from(name), content]);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, sum]);
}

async function clean(bytes: Uint8Array): Promise<CleanPhoto> {
	const result = await reencoder.reencode(bytes);
	if (!result.ok) throw new Error(result.refusal.code);
	return result.value;
}

const answerTo = async (bytes: Uint8Array) => {
	const result = await reencoder.reencode(bytes);
	return result.ok ? 'ok' : result.refusal.code;
};

describe('a photograph from a telephone', () => {
	test('keeps nothing of where, when and with what it was taken', async () => {
		const sent = await fromTelephone(900, 600);
		const before = await sharp(sent).metadata();
		expect([before.exif, before.xmp, before.iptc, before.icc].every(Boolean)).toBe(true);

		const { picture, thumbnail } = await clean(sent);

		for (const { bytes } of [picture, thumbnail]) {
			const after = await sharp(bytes).metadata();
			expect([after.exif, after.xmp, after.iptc, after.icc, after.orientation]).toEqual(
				new Array(5).fill(undefined),
			);
			expect(chunks(bytes)).toEqual(['VP8']);
			expect(bytes.includes(SECRET)).toBe(false);
		}
	});

	test('stands upright and no longer than 1600 pixels, with a small copy of 400', async () => {
		const { mediaType, picture, thumbnail } = await clean(await fromTelephone(3200, 2400));

		expect(mediaType).toBe('image/webp');
		expect([picture.width, picture.height]).toEqual([1200, 1600]);
		expect([thumbnail.width, thumbnail.height]).toEqual([300, 400]);
		expect(picture.sha256).toBe(sha256(picture.bytes));
	});

	test('that is small is not made larger', async () => {
		const { picture, thumbnail } = await clean(await scene(120, 90).png().toBuffer());

		expect([picture.width, picture.height, thumbnail.width]).toEqual([120, 90, 120]);
	});

	test.each([
		['a grey JPEG', () => scene(64, 64).greyscale().jpeg().toBuffer()],
		['a CMYK JPEG', () => scene(64, 64).toColourspace('cmyk').jpeg().toBuffer()],
		['a progressive JPEG', () => scene(64, 64).jpeg({ progressive: true }).toBuffer()],
		['a transparent PNG', () => scene(64, 64).ensureAlpha(0).png().toBuffer()],
		['a PNG of 16 bits', () => scene(64, 64).toColourspace('rgb16').png().toBuffer()],
		['a palette PNG', () => scene(64, 64).png({ palette: true }).toBuffer()],
		['a lossless WebP', () => scene(64, 64).webp({ lossless: true }).toBuffer()],
	])('%s is read', async (_, made) => {
		const { picture } = await clean(await made());

		expect(await sharp(picture.bytes).metadata()).toMatchObject({
			format: 'webp',
			width: 64,
			space: 'srgb',
			hasAlpha: false,
		});
	});

	test('with an archive or a script behind it loses both', async () => {
		const polyglot = Buffer.concat([
			await scene(64, 64).jpeg().toBuffer(),
			Buffer.from('PK\x03\x04<script>alert(1)</script>'),
		]);

		const { picture } = await clean(polyglot);
		expect(picture.bytes.includes('PK\x03\x04') || picture.bytes.includes('<script')).toBe(false);
	});
});

describe('a hostile picture', () => {
	test.each([
		[
			'30,000 × 30,000 pixels in a kilobyte',
			() => png(30_000, 30_000, chunk('IDAT', deflateSync(Buffer.alloc(1000)))),
			'photo_sides',
		],
		[
			'49 million pixels of nothing',
			() => png(7000, 7000, chunk('IDAT', deflateSync(Buffer.alloc(1000)))),
			'photo_too_many_pixels',
		],
		['1 × 60,000 pixels', () => scene(1, 60_000).png().toBuffer(), 'photo_sides'],
		['a header alone', () => png(100, 100), 'photo_unreadable'],
		[
			'100 MB packed where 100 pixels should be',
			() => png(10, 10, chunk('IDAT', deflateSync(Buffer.alloc(100_000_000)))),
			'photo_unreadable|ok',
		],
		[
			'100 MB packed into a comment',
			() =>
				png(
					10,
					10,
					chunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(100_000_000))])),
					chunk('IDAT', deflateSync(Buffer.alloc(310))),
				),
			'photo_unreadable|ok',
		],
		[
			'noise after the first bytes',
			() => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(5000, 0xa5)]),
			'photo_unreadable',
		],
		[
			'half of a photograph',
			async () => (await scene(400, 400).jpeg().toBuffer()).subarray(0, 9000),
			'photo_unreadable',
		],
		['a GIF', () => scene(20, 20).gif().toBuffer(), 'photo_format'],
		['a TIFF', () => scene(20, 20).tiff().toBuffer(), 'photo_format'],
		[
			'a drawing',
			() => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
			'photo_format',
		],
	])('of %s is answered, and nothing grows here', async (_, made, answer) => {
		const bytes = await made();
		await reencoder.reencode(await scene(20, 20).png().toBuffer());
		const memory = process.memoryUsage.rss();

		const answered = await answerTo(bytes);

		expect(answer.split('|')).toContain(answered);
		expect(process.memoryUsage.rss() - memory).toBeLessThan(100_000_000);
	});

	test('that needs too much memory ends its process; the next picture is read by a new one', async () => {
		const narrow = startReencoder({ children: 1, megabytes: 200 });
		const heavy = await sharp({ create: { width: 6000, height: 4000, channels: 4, background: 'red' } })
			.toColourspace('rgb16')
			.png({ progressive: true })
			.toBuffer();

		expect(await narrow.reencode(heavy)).toEqual({ ok: false, refusal: { code: 'photo_too_heavy' } });
		expect((await narrow.reencode(await scene(64, 64).jpeg().toBuffer())).ok).toBe(true);
		narrow.close();
	});

	test('that takes too long is given up', async () => {
		const hasty = startReencoder({ children: 1, seconds: 0.01 });

		const answered = await hasty.reencode(await scene(64, 64).jpeg().toBuffer());
		expect(answered).toEqual({ ok: false, refusal: { code: 'photo_too_heavy' } });
		hasty.close();
	});

	test('one among many does not touch the others, and too many at once are told to come back', async () => {
		const small = startReencoder({ children: 1, waiting: 3 });
		const good = await scene(64, 64).jpeg().toBuffer();

		const answers = await Promise.all(
			[good, Buffer.from('x'), good, good].map((bytes) => small.reencode(bytes)),
		);

		expect(answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code))).toEqual([
			'ok',
			'photo_format',
			'ok',
			'photo_busy',
		]);
		small.close();
	});
});

describe('hiding a part', () => {
	test('makes its cells flat and leaves the others, in the thumbnail too', async () => {
		const sent = await scene(800, 400).png().toBuffer();

		const result = await reencoder.pixelate(sent, { columns: 4, rows: 2, hidden: [0, 7] });
		if (!result.ok) throw new Error(result.refusal.code);

		const { picture, thumbnail } = result.value;
		const unrest = async (bytes: Buffer, left: number, top: number, side: number) => {
			const part = await sharp(bytes).extract({ left, top, width: side, height: side }).toBuffer();
			return Math.max(...(await sharp(part).stats()).channels.map(({ stdev }) => stdev));
		};
		expect([picture.width, picture.height]).toEqual([800, 400]);
		expect(await unrest(picture.bytes, 20, 20, 160)).toBeLessThan(3);
		expect(await unrest(picture.bytes, 620, 220, 160)).toBeLessThan(3);
		expect(await unrest(picture.bytes, 220, 20, 160)).toBeGreaterThan(10);
		expect(await unrest(thumbnail.bytes, 10, 10, 80)).toBeLessThan(3);
	});

	test('of a cell outside the grid is a fault of ours', async () => {
		const sent = await scene(64, 64).png().toBuffer();

		await expect(reencoder.pixelate(sent, { columns: 2, rows: 2, hidden: [4] })).rejects.toThrow('grid');
	});
});
