/** Files of a report on their way in and out: whole, in pieces, hostile; and the place a photograph tells. */
import sharp from 'sharp';
import { Upload } from 'tus-js-client';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { aHostilePdf, anAmr, anHonestPdf, aWav } from '../documents.ts';
import { aVisitor, axeFaults, closeBrowser, expectNoSidewaysScroll } from './browser.ts';
import { aCaller, type Caller, textOf } from './caller.ts';
import { asOwner } from './owner.ts';
import { atDesk } from './people.ts';
import { aDraft, aStory, casePath, receiptOn, sendOff } from './reports.ts';

afterAll(closeBrowser);

const story = () => aStory('Pompa air desa mati dan belum diperbaiki.');
const TUS = { 'tus-resumable': '1.0.0' };
const PIECE = { ...TUS, 'content-type': 'application/offset+octet-stream' };

function formOf(...files: readonly (readonly [string, Uint8Array])[]): FormData {
	const form = new FormData();
	for (const [name, bytes] of files) form.append('photos', new File([new Uint8Array(bytes)], name));
	return form;
}

const add = (who: Caller, name: string, bytes: Uint8Array) =>
	who.send('/lapor/3?/tambah', formOf([name, bytes]));
const begin = (who: Caller, length: number, headers = {}) =>
	who.ask('/lapor/berkas', {
		method: 'POST',
		headers: { ...TUS, 'upload-length': String(length), ...headers },
	});
const links = (page: { body: string }, start: string) =>
	[...page.body.matchAll(new RegExp(`href="(${start}[^"]+)"[^>]*download`, 'g'))].map(
		([, href = '']) => href,
	);

describe('a document and a recording', () => {
	test('come in without a script, go out as downloads to whom they concern, and to nobody else', async () => {
		const sound = anAmr(4);
		const reporter = await aDraft({ story: story() });
		const sent = await reporter.send(
			'/lapor/3?/tambah',
			formOf(['surat.pdf', aHostilePdf('JEJAK-PEMBUAT')], ['suara.amr', sound]),
		);
		expect(sent.status).toBe(303);
		expect(textOf(await reporter.read('/lapor/3'))).toMatch(/Dokumen PDF, 1 halaman.*Rekaman suara, 0:04/s);
		const { code } = receiptOn(await sendOff(reporter));

		const own = links(await reporter.read(`/l/${code}`), '/berkas/');
		const verifier = await atDesk('rahmah');
		const theirs = links(await verifier.read(casePath(code)), '/petugas/');
		expect([own.length, theirs.length]).toEqual([2, 2]);
		for (const [who, path = ''] of [
			[reporter, own[0]],
			[verifier, theirs[0]],
		] as const) {
			const file = await who.ask(path);
			expect(file.headers.get('content-disposition')).toMatch(
				new RegExp(`^attachment; filename="${code}-\\d.pdf"$`),
			);
			expect(file.headers.get('x-content-type-options')).toBe('nosniff');
			expect(file.headers.get('content-security-policy')).toContain('sandbox');
			expect(file.body).not.toMatch(/JEJAK-PEMBUAT|JavaScript/);
		}
		const heard = await reporter.ask(own[1] ?? '');
		expect(heard.headers.get('content-length')).toBe(String(sound.length));
		expect(heard.headers.get('content-type')).toBe('audio/amr');

		const stranger = aCaller();
		const missing = await stranger.ask(`/berkas/${code}/${'0'.repeat(64)}`);
		for (const path of own)
			expect(await stranger.ask(path)).toMatchObject({ status: 404, body: missing.body });
		expect((await stranger.read(`/l/${code}`)).body).not.toContain('/berkas/');
	});

	test.each([
		['makro.docm', Buffer.from('PK\x03\x04\x14\0word/vbaProject.bin'), 'tidak kami terima'],
		['foto.jpg', Buffer.from('MZ\x90\0\x03\0\0\0 program'), 'tidak kami terima'],
		['surat.html', Buffer.from('<html><script>alert(1)</script>'), 'tidak kami terima'],
		['foto.jpg', anHonestPdf(), 'berakhiran “.jpg”'],
		['buku.pdf', anHonestPdf(101), 'lebih dari 100 halaman'],
		['rusak.pdf', Buffer.from('%PDF-1.7 tidak utuh'), 'rusak atau tidak utuh'],
		['rapat.wav', aWav(901), 'lebih dari 15 menit'],
		['suara.amr', Buffer.concat([anAmr(), Buffer.from('PK\x03\x04')]), 'tidak utuh, atau berisi hal lain'],
	])(
		'%s that is not as it should be is refused in words, and nothing changes (attacks 34, 35, 38, 41)',
		async (name, bytes, said) => {
			const reporter = await aDraft({ story: story() });
			const answer = await add(reporter, name, bytes);

			expect(answer.status).toBe(422);
			expect(textOf(answer)).toContain(said);
			expect((await reporter.read('/lapor/3')).body).not.toContain('?/hapus');
		},
	);

	test('is refused in English to who reads English', async () => {
		const reporter = await aDraft({ story: story(), lang: 'en' });

		expect(textOf(await add(reporter, 'x.zip', Buffer.from('PK\x03\x04')))).toContain(
			'We do not take this kind of file',
		);
	});
});

describe('an upload in pieces', () => {
	test('cut in the middle is taken up where it was left, by a client of the protocol', async () => {
		const reporter = await aDraft({ story: story() });
		const sound = aWav(90);
		const upload = (uploadUrl: string | null, cutAt: number) =>
			new Promise<{ url: string; sent: number; done: boolean }>((done, failed) => {
				let first = -1;
				const one = new Upload(sound as unknown as Blob, {
					endpoint: `${inject('address')}/lapor/berkas`,
					uploadUrl,
					chunkSize: 150_000,
					retryDelays: [],
					metadata: { filename: 'rapat.wav' },
					headers: {
						origin: inject('address'),
						cookie: [...reporter.cookies].map((pair) => pair.join('=')).join('; '),
					},
					onError: failed,
					onProgress: (sent) => {
						if (first < 0) first = sent;
					},
					onChunkComplete: (_, sent) => {
						if (sent >= cutAt)
							void one.abort().then(() => done({ url: one.url ?? '', sent: first, done: false }));
					},
					onSuccess: () => done({ url: one.url ?? '', sent: first, done: true }),
				});
				one.start();
			});

		const cut = await upload(null, 300_000);
		expect(cut.done).toBe(false);
		const half = await reporter.ask(new URL(cut.url).pathname, { method: 'HEAD', headers: TUS });
		expect(Number(half.headers.get('upload-offset'))).toBeGreaterThanOrEqual(300_000);
		const rest = await upload(cut.url, Number.POSITIVE_INFINITY);

		expect(rest.done).toBe(true);
		expect(rest.sent).toBeGreaterThanOrEqual(300_000);
		expect(textOf(await reporter.read('/lapor/3'))).toContain('Rekaman suara, 1:30');
	});

	test('that breaks the protocol or is somebody else’s is answered by it (attack 87)', async () => {
		const [reporter, other] = [await aDraft({ story: story() }), await aDraft({ story: story() })];
		const { location, status } = await begin(reporter, 1000);
		expect(status).toBe(201);
		const patch = (who: Caller, path: string, offset: number, body = 'x') =>
			who.ask(path, { method: 'PATCH', headers: { ...PIECE, 'upload-offset': String(offset) }, body });

		expect((await patch(reporter, location, 5)).status).toBe(409);
		expect((await patch(reporter, location, 0, 'x'.repeat(2000))).status).toBe(413);
		expect((await begin(reporter, -1)).status).toBe(400);
		expect((await begin(reporter, 900_000_000)).status).toBe(413);
		expect((await begin(reporter, 10, { 'upload-concat': 'final;/lapor/berkas/a' })).status).toBe(400);
		expect((await patch(other, location, 0)).status).toBe(404);
		expect((await other.ask(location, { method: 'HEAD', headers: TUS })).status).toBe(404);
		expect((await other.ask(location, { method: 'DELETE', headers: TUS })).status).toBe(404);
		for (const path of ['/lapor/berkas/..%2f..%2fkeys', `/lapor/berkas/${'a'.repeat(65)}`])
			expect((await patch(reporter, path, 0)).status).toBe(404);
		expect((await begin(aCaller(), 10)).status).toBe(404);
		const more = [await begin(reporter, 9), await begin(reporter, 9), await begin(reporter, 9)];
		expect(more.map((one) => one.status)).toEqual([201, 201, 201]);
		expect((await begin(reporter, 9)).status).toBe(429);
		const foreign = { ...TUS, 'upload-length': '9', origin: 'https://evil.example' };
		expect((await reporter.ask('/lapor/berkas', { method: 'POST', headers: foreign })).status).toBe(403);
		expect((await reporter.ask(location, { method: 'DELETE', headers: TUS })).status).toBe(204);
	});

	test('of what is not taken is told why, and leaves nothing behind', async () => {
		const reporter = await aDraft({ story: story() });
		const { location } = await begin(reporter, 4);
		const headers = { ...PIECE, 'upload-offset': '0' };

		const answer = await reporter.ask(location, { method: 'PATCH', headers, body: 'MZ..' });

		expect(answer.status).toBe(422);
		expect(answer.body).toContain('tidak kami terima');
		expect((await reporter.ask(location, { method: 'HEAD', headers: TUS })).status).toBe(404);
	});
});

describe('somebody with a telephone', () => {
	test('sends files as the signal comes and goes, and takes the place of a photograph over once', async () => {
		const [name, district, lat, lon] = JSON.parse(
			await asOwner<string>(`select jsonb_build_array(v.name, d.name, v.lat, v.lon)::text from region v join region d on d.code = v.parent_code
				where v.kind = 'village' and v.code like '99.01.%' and v.lat is not null order by v.code limit 1`),
		) as [string, string, number, number];
		const { page, context } = await aVisitor({ offline: 'off' });
		await page.goto('/lapor/1');
		await page.getByRole('radio', { name: /^Pengaduan Layanan/ }).check();
		await page.getByLabel('Ceritakan apa yang terjadi').fill(story());
		await page.getByRole('button', { name: 'Lanjut' }).click();
		await page.getByLabel('Kecamatan').selectOption('-');
		await page.getByRole('button', { name: 'Lanjut' }).click();

		let cuts = 0;
		await page.route('**/lapor/berkas/*', (route) => {
			cuts += 1;
			return cuts === 2 ? route.abort('internetdisconnected') : route.continue();
		});
		await page.getByLabel('Tambah foto, dokumen').setInputFiles([
			{ name: 'lampu.jpg', mimeType: 'image/jpeg', buffer: await photoAt(lat, lon) },
			{ name: 'rapat.wav', mimeType: 'audio/wav', buffer: aWav(60) },
		]);
		await page.getByText('Rekaman suara, 1:00').waitFor();
		await page.getByText(`diambil di ${name}, ${district}`).waitFor();
		expect(cuts).toBeGreaterThan(3);
		expect(await axeFaults(page)).toEqual([]);
		await expectNoSidewaysScroll(page);

		await page.getByRole('button', { name: 'Pakai lokasi ini' }).click();
		expect(await page.getByLabel('Desa atau kelurahan').locator('option:checked').textContent()).toBe(name);
		expect(await page.getByText('Foto Anda menyimpan lokasi').count()).toBe(0);
		await page.goto('/lapor/3');
		expect(await page.getByText('Foto Anda menyimpan lokasi').count()).toBe(0);
		await context.close();
	});
});

async function photoAt(lat: number, lon: number): Promise<Buffer> {
	const inParts = (degrees: number) => {
		const minutes = (Math.abs(degrees) % 1) * 60;
		return `${Math.floor(Math.abs(degrees))}/1 ${Math.floor(minutes)}/1 ${Math.round((minutes % 1) * 6000)}/100`;
	};
	return sharp({ create: { width: 1200, height: 900, channels: 3, background: '#556' } })
		.withExif({
			IFD3: {
				GPSLatitudeRef: lat < 0 ? 'S' : 'N',
				GPSLatitude: inParts(lat),
				GPSLongitudeRef: lon < 0 ? 'W' : 'E',
				GPSLongitude: inParts(lon),
			},
		})
		.jpeg()
		.toBuffer();
}
