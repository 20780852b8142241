import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { aVisitor, axeFaults, closeBrowser, expectNoSidewaysScroll } from './browser.ts';
import { aCaller, textOf } from './caller.ts';
import { atDesk, seat } from './people.ts';
import { aStory, casePath, stepPath, today } from './reports.ts';
import { signInAs } from './staff-door.ts';

afterAll(closeBrowser);

const phone = () => aVisitor({ javaScript: false, width: 360 });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string | RegExp) =>
	page.getByRole('heading', { level: 1, name }).waitFor();

async function expectSound(page: Page): Promise<void> {
	await expectNoSidewaysScroll(page);
	expect(await axeFaults(page)).toEqual([]);
}

describe('a case, lived from a phone without JavaScript to the end', () => {
	const story = aStory('Jalan ke pasar berlubang dalam, dua motor jatuh pagi ini.');
	let code = '';
	let receipt = '';

	test('a stranger sends it in five steps, with a mistake on the way', async () => {
		const { page, context } = await phone();
		await page.goto('/');
		await expectSound(page);
		await page.getByRole('link', { name: 'Sampaikan laporan' }).first().click();
		await page.getByRole('radio', { name: /^Pengaduan Layanan/ }).check();
		await page.getByLabel('Ceritakan apa yang terjadi').fill('rusak');
		await press(page, 'Lanjut');
		expect(await page.getByRole('alert').textContent()).toContain('Tulis sedikit lagi');
		expect(await page.getByLabel('Ceritakan apa yang terjadi').inputValue()).toBe('rusak');
		await page.getByLabel('Ceritakan apa yang terjadi').fill(story);
		await press(page, 'Lanjut');
		await page.getByLabel('Kecamatan').selectOption({ label: 'Sirih Kota' });
		await press(page, 'Tampilkan desa');
		await page.getByLabel('Desa atau kelurahan').selectOption({ label: 'Pasar Purun' });
		await page.getByLabel('Tempat persisnya').fill('Depan gerbang pasar');
		await press(page, 'Lanjut');
		if (page.url().includes('mirip')) await page.getByRole('link', { name: /^Bukan ini/ }).click();
		const picture = sharp({ create: { width: 900, height: 700, channels: 3, background: '#775' } });
		const buffer = await picture.jpeg().toBuffer();
		await page
			.getByLabel('Tambah foto, dokumen, atau rekaman')
			.setInputFiles({ name: 'jalan.jpg', mimeType: 'image/jpeg', buffer });
		await press(page, 'Unggah');
		await press(page, 'Lanjut');
		await page.getByRole('radio', { name: /^Terbuka/ }).check();
		await page.getByRole('textbox', { name: 'Nama Anda' }).fill('Salwa Rahmi');
		await press(page, 'Lanjut');
		await page.getByLabel('Cerita ini benar').check();
		await press(page, 'Kirim laporan');

		await heading(page, 'Laporan Anda sudah kami terima');
		code = (await page.locator('.code-big').textContent())?.trim() ?? '';
		receipt = (await page.locator('.receipt').textContent())?.trim() ?? '';
		expect([code, receipt]).toEqual([
			expect.stringMatching(/^MSR-\d\d-/),
			expect.stringMatching(/^(\w{3}-){5}\w{3}$/),
		]);
		await context.close();
	});

	test('until it is checked, others see its status and clock and nothing of it', async () => {
		const stranger = aCaller();
		const page = await stranger.read(`/l/${code}`);
		expect(textOf(page)).toContain('Baru masuk');
		expect(page.body).not.toContain('berlubang dalam');
		expect(page.body).not.toContain('Salwa');
		for (const road of ['/laporan?keadaan=all&q=berlubang', '/laporan.rss', '/laporan.csv'])
			expect((await stranger.read(road)).body).not.toContain(code);
	});

	test('the verifier signs in, finds it in the queue, releases a copy and forwards it', async () => {
		const { page, context } = await aVisitor({ javaScript: false, width: 1280 });
		await page.goto('/petugas');
		await signInAs(page, 'fadil');
		await heading(page, /./);
		await page.getByRole('link', { name: /^Belum diteruskan/ }).click();
		await expectSound(page);
		await page.goto(casePath(code));
		await expectSound(page);
		await page.getByRole('link', { name: 'Teruskan ke kantor berwenang' }).first().click();
		await press(page, 'Teruskan ke kantor berwenang');
		expect(await page.getByRole('alert').textContent()).toContain('Pilih kantor tujuan dari daftar.');
		await page.getByRole('radio', { name: /^Dinas PUPR/ }).check();
		await page.getByLabel('Pesan untuk pelapor').fill('Kami teruskan ke dinas yang merawat jalan ini.');
		await page.getByLabel('Tampilkan utuh').check();
		await press(page, 'Pratinjau');
		await page.getByRole('heading', { name: 'Yang akan dibaca publik' }).waitFor();
		await expectSound(page);
		await press(page, 'Teruskan ke kantor berwenang');
		await page.getByText('Langkah tercatat.').waitFor();
		await context.close();
	});

	test('everybody reads the copy, with a first name and the photograph as released', async () => {
		const { page, context } = await phone();
		await page.goto(`/laporan?q=${encodeURIComponent('berlubang dalam')}`);
		await page.locator(`a[href$="/l/${code}"]`).first().click();
		const said = (await page.locator('main').textContent()) ?? '';
		expect(said).toContain('berlubang dalam');
		expect(said).toContain('Salwa');
		expect(said).not.toContain('Rahmi');
		expect(said).toContain('Diteruskan');
		expect(await page.locator('main img').count()).toBe(1);
		await expectSound(page);
		await context.close();
	});

	const answerAs = async (person: 'budi' | 'farida', words: string) => {
		const desk = await atDesk(person);
		const { page, context } = await phone();
		await seat(context, desk);
		const step = person === 'budi' ? 'propose_answer' : 'approve_answer';
		await page.goto(stepPath(code, step));
		if (person === 'budi') {
			await page.getByLabel('Jawaban untuk pelapor').fill(words);
			await page
				.getByLabel('Apa yang dilakukan', { exact: true })
				.fill('Lubang ditutup aspal dan dipadatkan.');
			await page.getByLabel('Siapa yang melakukan').fill('Regu jalan wilayah satu');
			await page.getByLabel('Kapan dilakukan').fill(today());
			await page.getByLabel('Buktinya').fill('Berita acara nomor 14 dengan foto');
		}
		await expectSound(page);
		await press(page, person === 'budi' ? 'Ajukan jawaban ke atasan' : 'Setujui jawaban');
		await page.getByText('Langkah tercatat.').waitFor();
		await context.close();
	};

	test('the office answers, its head approves first, and the public reads it only then', async () => {
		await answerAs('budi', 'Lubang di depan gerbang pasar sudah kami tutup.');
		expect((await aCaller().read(`/l/${code}`)).body).not.toContain('sudah kami tutup');
		expect((await (await atDesk('budi')).ask(stepPath(code, 'approve_answer'))).status).toBe(404);
		await answerAs('farida', '');
		const page = await aCaller().read(`/l/${code}`);
		expect(textOf(page)).toContain('Sudah dijawab');
		expect(textOf(page)).toContain('Lubang di depan gerbang pasar sudah kami tutup.');
	});

	test('the reporter comes back with the receipt on another phone and disagrees', async () => {
		const { page, context } = await phone();
		await page.goto(`/t/${receipt}`);
		expect(page.url()).toMatch(new RegExp(`/l/${code}$`));
		await expectSound(page);
		await page.locator('#dispute textarea').fill('Lubang yang di sisi kiri masih terbuka.');
		await press(page, 'Kirim, belum beres');
		await page.getByText('Tersimpan.').waitFor();
		expect(textOf(await aCaller().read(`/l/${code}`))).toContain('Dikerjakan');
		await context.close();
	});

	test('the office answers again, the reporter confirms with a rating, and it is done', async () => {
		await answerAs('budi', 'Lubang di sisi kiri juga sudah kami tutup.');
		await answerAs('farida', '');
		const { page, context } = await phone();
		await page.goto(`/t/${receipt}`);
		await press(page, 'Tutup laporan');
		expect(await page.getByRole('alert').textContent()).toMatch(/nilai/i);
		await page.locator('#confirm').getByRole('radio', { name: /Baik/ }).check();
		await press(page, 'Tutup laporan');
		await page.getByText('Tersimpan.').waitFor();
		expect(await page.locator('main').textContent()).toContain('Tuntas');
		await expectSound(page);
		await context.close();
	});

	test('everybody sees it done and rated, and the scorecard of the office counts it', async () => {
		const { page, context } = await phone();
		await page.goto(`/l/${code}`);
		const said = await page.locator('main').textContent();
		expect(said).toMatch(/Tuntas/i);
		expect(said).toContain('4 dari 5');
		await page.goto('/laporan?keadaan=done');
		expect(await page.locator(`a[href$="/l/${code}"]`).count()).toBeGreaterThan(0);
		const league = textOf(await aCaller().read('/rapor'));
		expect(league).toContain('Dinas PUPR');
		await page.goto('/rapor/dinas_pupr');
		await expectSound(page);
		await context.close();
	});
});
