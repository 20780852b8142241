import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { aVisitor, axeFaults, closeBrowser, expectNoSidewaysScroll } from './browser.ts';

afterAll(closeBrowser);

const STORY = 'Lampu jalan di simpang padam sejak Senin, gelap sekali. Hubungi saya di 081234567890.';
const MASKED = 'Hubungi saya di [nomor HP disamarkan].';

type Phone = { readonly page: Page; readonly context: BrowserContext };
type Sent = { readonly code: string; readonly receipt: string };

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

const textOf = async (page: Page, where: string) => (await page.locator(where).textContent())?.trim() ?? '';

async function expectSound(page: Page): Promise<void> {
	await expectNoSidewaysScroll(page);
	expect(await axeFaults(page)).toEqual([]);
}

async function tellWhatAndWhere(page: Page, kind: RegExp = /^Pengaduan Layanan/): Promise<void> {
	await page.goto('/lapor');
	await page.getByRole('radio', { name: kind }).check();
	await page.getByLabel('Ceritakan apa yang terjadi').fill(STORY);
	await press(page, 'Lanjut');
	await page.getByLabel('Kecamatan').selectOption({ index: 3 });
	await press(page, 'Tampilkan desa');
	await page.getByLabel('Desa atau kelurahan').selectOption({ index: 1 });
	await press(page, 'Lanjut');
	await page.waitForURL(/\/lapor\/(3|2\/mirip)$/);
	if (page.url().includes('mirip')) await page.getByRole('link', { name: 'Bukan ini' }).click();
	await page.waitForURL('**/lapor/3');
}

async function send(page: Page, how: RegExp): Promise<Sent> {
	await page.getByRole('radio', { name: how }).check();
	await press(page, 'Lanjut');
	await page.getByLabel('Cerita ini benar').check();
	await press(page, 'Kirim laporan');
	return {
		code: await textOf(page, '.code-big'),
		receipt: await textOf(page, '.receipt'),
	};
}

describe('a citizen with a small phone and no script', () => {
	const noScript = () => aVisitor({ javaScript: false });

	test('is told what to mend, and nothing typed is lost, not even by going back', async () => {
		const { page }: Phone = await noScript();
		await page.goto('/lapor/1');
		await page.getByLabel('Ceritakan apa yang terjadi').fill('jalan rusak');
		await page.getByLabel('Judul singkat').fill('Jalan');
		await press(page, 'Lanjut');

		expect(await page.title()).toMatch(/^Ada yang perlu diperbaiki/);
		expect(await page.getByRole('alert').textContent()).toContain('Baru 10 huruf');
		expect(await page.getByLabel('Judul singkat').inputValue()).toBe('Jalan');
		await expectSound(page);

		await tellWhatAndWhere(page);
		await page.goto('/lapor/1');
		expect(await page.getByLabel('Ceritakan apa yang terjadi').inputValue()).toBe(STORY);
		await page.goto('/lapor/2');
		expect(await page.getByLabel('Desa atau kelurahan').inputValue()).not.toBe('');
	});

	test('reports with a photograph, masks a number, and comes back with the receipt', async () => {
		const { page, context }: Phone = await noScript();
		await tellWhatAndWhere(page);
		const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#556' } })
			.withExif({ IFD0: { Copyright: 'Siti Contoh' } })
			.jpeg()
			.toBuffer();
		await page
			.getByLabel('Tambah foto, dokumen, atau rekaman')
			.setInputFiles({ name: 'lampu.jpg', mimeType: 'image/jpeg', buffer: photo });
		await press(page, 'Unggah');
		await page.getByLabel('Apa yang terlihat di foto 1?').fill('Tiang lampu yang padam');
		await expectSound(page);
		await press(page, 'Lanjut');
		await expectSound(page);
		await page.getByRole('radio', { name: /^Anonim/ }).check();
		await press(page, 'Lanjut');
		expect(await page.getByRole('region', { name: 'Yang akan dibaca publik' }).textContent()).toContain(
			'081234567890',
		);
		await press(page, 'Samarkan semuanya');
		expect(await page.getByRole('region', { name: 'Yang akan dibaca publik' }).textContent()).toContain(
			MASKED,
		);
		await page.getByLabel('Cerita ini benar').check();
		await press(page, 'Kirim laporan');

		const receipt = await textOf(page, '.receipt');
		expect(receipt).toMatch(/^([0-9A-Z]{3}-){5}[0-9A-Z]{3}$/);
		await expectSound(page);
		await page.getByRole('link', { name: 'Buka halaman laporan' }).click();
		expect(await page.getByRole('img', { name: 'Tiang lampu yang padam' }).count()).toBe(1);
		await expectSound(page);

		const exit = await context.request.get('/keluar-cepat', { maxRedirects: 0 });
		expect([exit.status(), exit.headers().location]).toEqual([
			303,
			expect.not.stringContaining(inject('address')),
		]);
		const names = (await context.cookies(inject('address'))).map(({ name }) => name);
		expect(names.filter((name) => /tanda|draf|terima/.test(name))).toEqual([]);

		await page.goto('/t');
		await page.getByLabel('Tanda terima').fill(receipt.toLowerCase());
		await press(page, 'Buka laporan saya');
		await page.getByText('Tambah keterangan').first().click();
		await page.locator('#add_details textarea').fill('Tiang nomor 12, depan warung.');
		await press(page, 'Tambahkan');
		expect(await page.getByRole('list').filter({ hasText: 'Tiang nomor 12' }).count()).toBe(1);
		await page.goto(`${page.url().split('?')[0]}/jam`);
		await expectSound(page);
	});

	test('deletes the draft, and it is gone', async () => {
		const { page }: Phone = await noScript();
		await tellWhatAndWhere(page);
		await press(page, 'Hapus draf ini');

		await page.goto('/lapor/3');
		expect(page.url()).toMatch(/\/lapor\/1$/);
		expect(await page.getByLabel('Ceritakan apa yang terjadi').inputValue()).toBe('');
	});
});

describe('somebody with only the code', () => {
	test('sees status and clock of an anonymous report, and no word of it', async () => {
		const reporter = await aVisitor();
		await tellWhatAndWhere(reporter.page);
		await reporter.page.goto('/lapor/4');
		const { code } = await send(reporter.page, /^Anonim/);

		const { page } = await aVisitor();
		await page.goto(`/l/${code.toLowerCase().replaceAll('-', '')}`);
		expect(page.url()).toContain(`/l/${code}`);
		expect(await page.getByRole('region', { name: 'Jam laporan' }).count()).toBe(1);
		expect(await page.content()).not.toContain('Lampu jalan di simpang');
		await expectSound(page);
	});

	test('finds no secret report: the same page as for one that does not exist', async () => {
		const reporter = await aVisitor();
		await tellWhatAndWhere(reporter.page);
		await reporter.page.goto('/lapor/4');
		const { code } = await send(reporter.page, /^Rahasia/);
		const address = inject('address');
		const answerTo = async (path: string) => {
			const answer = await fetch(address + path, { headers: { accept: 'text/html' } });
			return { status: answer.status, body: (await answer.text()).replaceAll(path, '') };
		};
		const prefix = code.slice(0, code.indexOf('-'));

		const secret = await answerTo(`/l/${code}`);
		const missing = await answerTo(`/l/${prefix}-26-22222`);

		expect(secret.status).toBe(404);
		expect(secret.body.replace(/%2F[^"]*/g, '')).toBe(missing.body.replace(/%2F[^"]*/g, ''));
	});

	test('is not told by a wrong receipt whether it was close', async () => {
		const { page } = await aVisitor();
		const answer = await page.goto('/t/7K3-M9Q-XA2-BC4-DE5-FG6');

		expect(answer?.status()).toBe(404);
		expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
	});
});
