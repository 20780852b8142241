import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { aCaller, type Caller, fieldOf, textOf } from './caller.ts';
import { asOwner } from './owner.ts';
import { atDesk } from './people.ts';
import { act, aDraft, aReport, aStory, casePath, forward, receiptOn, sendOff } from './reports.ts';

const ROADS = 'Dinas Pekerjaan Umum dan Penataan Ruang';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const step1 = (story: string) => ({ kind: 'complaint', story, title: '', occurredOn: '' });

/** As an object such a field could not be written. */
function formWith(field: string, story: string): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(step1(story))) form.append(name, value);
	form.append(field, 'x');
	return form;
}

const received = async () => Number(await asOwner('select count(*) from report'));

test('a hundred parallel submissions with one key are one report, with the same receipt for all (attack 66)', async () => {
	const reporter = await aDraft({ story: aStory('Perahu tambangan tidak berpelampung.') });
	const key = fieldOf(await reporter.read('/lapor/5'), 'key');
	const before = await received();
	const answers = await Promise.all(
		Array.from({ length: 100 }, async () => {
			const tab = aCaller(new Map(reporter.cookies));
			const { status, location } = await tab.send('/lapor/5?/kirim', { key, truth: 'yes' });
			return JSON.stringify({ status, location, ...receiptOn(await tab.read('/lapor/terima')) });
		}),
	);

	expect(new Set(answers).size).toBe(1);
	expect(JSON.parse(answers[0] ?? '')).toMatchObject({ status: 303, location: '/lapor/terima' });
	expect(await received()).toBe(before + 1);
});

test('two hundred phones behind one village’s address are all taken in (attacks 77, 78)', async () => {
	const before = await received();
	const drafts = await Promise.all(
		Array.from({ length: 200 }, () =>
			aDraft({ story: 'Puskesmas kami tutup padahal jam buka, obat tidak ada.', from: '127.0.0.1' }),
		),
	);
	const sent = await Promise.all(drafts.map(async (phone) => receiptOn(await sendOff(phone))));

	expect(new Set(sent.map(({ code }) => code)).size).toBe(200);
	expect(new Set(sent.map(({ receipt }) => receipt)).size).toBe(200);
	expect(await received()).toBe(before + 200);
}, 120_000);

describe('a form that is not as ours are', () => {
	const story = aStory('Kapal penyeberangan terlambat tiap hari.');

	test.each([
		'status',
		'agency_id',
		'is_public',
		'created_at',
		'reporter_id',
		'role',
		'__proto__',
		'constructor',
	])('with the field %s is refused whole, by name (attack 9)', async (field) => {
		const caller = aCaller();
		const answer = await caller.send('/lapor/1', formWith(field, story));
		expect(answer.status).toBe(400);
		expect(textOf(answer)).toContain(field);
		expect((await caller.read('/lapor/1')).body).not.toContain(story);
	});

	test.each([
		['from another site', { ...FORM, origin: 'https://evil.example' }, 403],
		['from nowhere', { ...FORM, origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
		['as JSON in plain text', { 'content-type': 'text/plain' }, 422],
		['as JSON', { 'content-type': 'application/json' }, 415],
		['in pieces that do not fit', { 'content-type': 'multipart/form-data; boundary=x' }, 422],
		['without a boundary', { 'content-type': 'multipart/form-data' }, 422],
		['of no type', { 'content-type': '' }, 415],
		['with another method meant', { ...FORM, 'x-http-method-override': 'DELETE', origin: 'http://x' }, 403],
	] as const)('%s is refused and explained (attack 28)', async (_, headers, status) => {
		const caller = aCaller();
		const answer = await caller.ask('/lapor/1', { method: 'POST', headers, body: `story=${story}` });
		expect(answer.status).toBe(status);
		expect(textOf(answer)).toMatch(/Kiriman ini|Isian ini/);
		expect(caller.cookies.size).toBe(0);
	});

	test('larger than all photographs together is refused in words, and the draft is kept', async () => {
		const caller = await aDraft({ story });
		const form = new FormData();
		form.append('photos', new File([Buffer.alloc(61 * 1024 * 1024)], 'besar.jpg'));
		const answer = await caller.send('/lapor/3?/tambah', form);
		expect(answer.status).toBe(413);
		expect(textOf(answer)).toContain('Kiriman ini terlalu besar');
		expect(textOf(await caller.read('/lapor/5'))).toContain(story);
	});

	test('in English is answered in English', async () => {
		const caller = aCaller(new Map([['tuntas_bahasa', 'en']]));
		const answer = await caller.send('/lapor/1', step1('short'));
		expect(answer.status).toBe(422);
		expect(answer.body).toContain('<html lang="en">');
		expect(textOf(answer)).not.toMatch(/Tulis|Pilih/);
	});
});

describe('a story', () => {
	test.each([
		['empty', ''],
		['of spaces', '   \n\t   '],
		['of signs nobody sees', '\u200b\u202e\u0000'.repeat(20)],
		['of a few faces', '😀😡', '😀😡'],
		['too long', 'panjang '.repeat(3000), 'panjang panjang panjang'],
	])('%s is sent back with what to mend, and kept (attack 46)', async (_, story, shown = '') => {
		const answer = await aCaller().send('/lapor/1', step1(story));
		expect(answer.status).toBe(422);
		expect(answer.body).toContain('role="alert"');
		expect(textOf(answer)).toContain(shown);
	});

	test.each([
		['as long as a long letter', `${'Air mati sejak kemarin. '.repeat(180)}`],
		[
			'of signs and metacharacters',
			"'; drop table report; -- $ne {{7*7}} #{7*7} *)(uid=*)) %00 `id` \\..\\.. %s%n",
		],
		['of another script', 'ꦱꦸꦒꦼꦁꦲꦺꦚ꧀ꦗꦁ, 道路坏了, الطريق مكسور, дорога разбита всем'],
		[
			'of lines that end as mail does',
			'Jalan rusak berat sekali\r\nBcc: semua@contoh.example\r\n\r\n.\r\nQUIT',
		],
	])('%s is taken as it is (attacks 46, 50, 51)', async (_, body) => {
		const sent = await aReport({ story: aStory(body), confidentiality: 'anonymous' });
		const said = textOf(await (await atDesk('rahmah')).read(casePath(sent.code)));
		expect(said).toContain(body.replace(/\s+/g, ' ').slice(0, 60).trim());
	});

	test('with markup is text on every page that shows it, and reads no file on paper (attacks 30, 42)', async () => {
		const evil = '<script>alert(1)</script><img src=x onerror=alert(2)>"><svg/onload=alert(3)>';
		const reading =
			'<iframe src="file:///etc/passwd"></iframe><style>@import "http://169.254.169.254/"</style>';
		const sent = await aReport({
			story: aStory(`${evil} javascript:alert(4) ${reading}`),
			name: `Evil ${evil}`,
			place: evil,
		});
		const verifier = await atDesk('rahmah');
		await forward(verifier, sent.code, ROADS, { words: evil });
		const roads: readonly (readonly [Caller, string])[] = [
			...[`/l/${sent.code}`, '/laporan?keadaan=all', '/laporan.rss', '/'].map(
				(path) => [aCaller(), path] as const,
			),
			[sent.reporter, `/l/${sent.code}`],
			...[casePath(sent.code), '/petugas'].map((path) => [verifier, path] as const),
		];
		for (const [caller, path] of roads) {
			const { body } = await caller.read(path);
			const isMarkup = /<script>alert|<img src=x|<svg\/onload|<iframe|<style>@import/.test(body);
			expect([path, isMarkup]).toEqual([path, false]);
		}
	});

	test('with numbers that name a person is warned about and masked in one tap (attack 48)', async () => {
		const told =
			'Hubungi saya 0812-3456-7890, NIK 6371012304850003, surel budi@contoh.example, motor DA 4471 XY.';
		const reporter = await aDraft({ story: aStory(told) });
		const warned = textOf(await reporter.read('/lapor/5'));
		expect(warned).toContain('Ada data pribadi di dalam teks');
		expect((await reporter.send('/lapor/5?/samarkan', {})).status).toBe(303);
		const masked = textOf(await reporter.read('/lapor/5'));
		for (const found of ['0812-3456-7890', '6371012304850003', 'budi@contoh.example', 'DA 4471 XY'])
			expect([found, masked.includes(found)]).toEqual([found, false]);
	});
});

describe('a photograph', () => {
	let reporter: Caller;
	let jpeg: Buffer;
	beforeAll(async () => {
		reporter = await aDraft({ story: aStory('Rambu sungai roboh.') });
		const plain = sharp({ create: { width: 640, height: 480, channels: 3, background: '#356' } });
		jpeg = await plain
			.withExif({ IFD0: { Copyright: 'Rahasia Contoh' } })
			.jpeg()
			.toBuffer();
	});
	const upload = async (bytes: Buffer, type = 'image/jpeg') => {
		const form = new FormData();
		form.append('photos', new File([new Uint8Array(bytes)], 'foto.jpg', { type }));
		return reporter.send('/lapor/3?/tambah', form);
	};
	const flat = (width: number, height: number) =>
		sharp({ create: { width, height, channels: 3, background: '#000' } })
			.png()
			.toBuffer();

	test.each([
		['a program', () => Buffer.from(`MZ${'x'.repeat(2000)}`)],
		['a drawing that can hold a script', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
		['a GIF that is also a script', () => Buffer.from('GIF89a/*aaaaaaaaaaaaaaaaaaaaaaaa*/=1;alert(1)')],
		[
			'a recipe that makes another program read a file',
			() => Buffer.from('push graphic-context\nimage over 0,0 0,0 "msl:/etc/passwd"\n'),
		],
		['the name of a file to read', () => Buffer.from('@/etc/passwd')],
		['a page description', () => Buffer.from('%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file\n')],
		['a HEIC from a phone', () => Buffer.from('\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic')],
		['a line 60,000 long', () => flat(60_000, 1)],
		['a bomb of 225 million points', () => flat(15_000, 15_000)],
		['half a photograph', () => jpeg.subarray(0, 300)],
		['nothing', () => Buffer.alloc(0)],
	])('that is %s is refused with help, at once (attacks 35, 38, 39)', async (_, make) => {
		const bytes = await make();
		const began = performance.now();
		const answer = await upload(bytes);
		expect(answer.status).toBe(422);
		expect(performance.now() - began).toBeLessThan(3000);
		expect(textOf(answer)).toMatch(/foto/i);
	});

	test('that carries more than a picture comes out as a picture only (attacks 34, 36)', async () => {
		const tail = Buffer.from('PK\x03\x04<script>alert(1)</script>GPSLatitude');
		expect((await upload(Buffer.concat([jpeg, tail]))).status).toBe(303);
		const page = await reporter.read('/lapor/3');
		const [, src = ''] = /src="(\/lapor\/foto\/[^"]+)"/.exec(page.body) ?? [];
		const shown = await reporter.ask(src);
		expect(shown.status).toBe(200);
		expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
		expect(shown.headers.get('content-security-policy')).toContain('sandbox');
		expect(shown.body).not.toMatch(/Rahasia Contoh|script|GPS|Exif/);
		expect((await aCaller().ask(src)).status).toBe(404);
	});
});

test('reopening and replying in a storm is collapsed into a person to talk to (attack 75)', async () => {
	const sent = await aReport({ story: aStory('Penjaga loket tidak ada di tempat.') });
	const statuses: number[] = [];
	for (let nth = 1; nth <= 24; nth += 1)
		statuses.push((await act(sent, 'tambah', { words: `Keterangan ke-${nth} dari saya.` })).status);
	expect(statuses.filter((status) => status === 303).length).toBeGreaterThanOrEqual(10);
	expect(statuses.at(-1)).toBe(422);
	expect(textOf(await act(sent, 'tambah', { words: 'Satu lagi.' }))).toMatch(/\(0599\)|@/);
});
