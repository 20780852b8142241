import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { aVisitor, axeFaults, closeBrowser, expectNoSidewaysScroll } from './browser.ts';
import { aCaller, textOf } from './caller.ts';
import { atDesk, seat } from './people.ts';
import { aReport, aStory, casePath, forward, type Sent, stepPath, today } from './reports.ts';

afterAll(closeBrowser);

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function expectSound(page: Page): Promise<void> {
	await expectNoSidewaysScroll(page);
	expect(await axeFaults(page)).toEqual([]);
}

/** Somebody at their desk with a small phone and no JavaScript. */
async function phoneOf(key: string) {
	const visit = await aVisitor({ javaScript: false, width: 360 });
	await seat(visit.context, await atDesk(key));
	return visit;
}

async function taken(page: Page): Promise<void> {
	await page.getByText('Langkah tercatat.').waitFor();
}

describe('a request for documents, from a phone without JavaScript to the superior', () => {
	let sent: Sent;

	test('the office converts it, with a mistake on the way, takes more time and gives a part', async () => {
		const story = aStory('Mohon salinan anggaran pemeliharaan lampu jalan tahun lalu.');
		sent = await aReport({ story, kind: 'information_request' });
		await forward(await atDesk('rahmah'), sent.code, 'Dinas Perhubungan');
		const { page, context } = await phoneOf('rizal');
		await page.goto(casePath(sent.code));
		await page.getByRole('link', { name: 'Alihkan ke PPID' }).click();
		await press(page, 'Alihkan ke PPID');
		expect(await page.getByRole('alert').textContent()).toContain('Pilih pemohonnya.');
		await expectSound(page);
		await page.getByRole('radio', { name: 'Perseorangan' }).check();
		await page.getByLabel('Informasi yang diminta').fill('Salinan anggaran pemeliharaan lampu jalan');
		await page.getByLabel('Tujuan penggunaan').fill('Penelitian warga');
		await page.getByRole('radio', { name: 'Berkas elektronik' }).check();
		await press(page, 'Alihkan ke PPID');
		await taken(page);

		await page.goto(stepPath(sent.code, 'extend_ppid'));
		await page.getByLabel('Alasan perpanjangan').fill('Dokumen dikumpulkan dari tiga bidang.');
		await press(page, 'Perpanjang waktu PPID');
		await taken(page);

		await page.goto(stepPath(sent.code, 'decide_ppid'));
		await page.getByLabel('Pemberitahuan tertulis').fill('Sebagian diberikan; daftar nama pegawai ditahan.');
		await page.getByRole('radio', { name: 'Diberikan sebagian' }).check();
		await press(page, 'Putuskan permohonan informasi');
		expect(await page.getByRole('alert').textContent()).toContain('Pilih alasan');
		await page.getByLabel('Alasan menahan').selectOption('personal_secret');
		await page.getByLabel('Biaya penyalinan').fill('25.000');
		await press(page, 'Putuskan permohonan informasi');
		await taken(page);
		await expectSound(page);
		await context.close();
	});

	test('the applicant reads decision and terms, and objects; the superior decides', async () => {
		const own = await sent.reporter.read(`/l/${sent.code}`);
		expect(textOf(own)).toContain('Rahasia pribadi seseorang (UU 14/2008 ps. 17 huruf h)');
		expect(textOf(own)).toMatch(/Ajukan keberatan kepada atasan PPID paling lambat \w+, \d/);
		const { page, context } = await aVisitor({ javaScript: false, width: 360 });
		await seat(context, sent.reporter);
		await page.goto(`/l/${sent.code}`);
		await page.locator('#object_ppid textarea').fill('Nama pegawai di anggaran bukan rahasia.');
		await press(page, 'Ajukan keberatan');
		await page.getByText('Tersimpan.').waitFor();
		await expectSound(page);
		await context.close();

		const superior = await phoneOf('mahdiah');
		await superior.page.goto(stepPath(sent.code, 'decide_ppid_objection'));
		await superior.page.getByLabel('Tanggapan tertulis').fill('Keberatan diterima, serahkan seluruhnya.');
		await superior.page.getByRole('radio', { name: /^Diberikan Seluruh/ }).check();
		await press(superior.page, 'Putuskan keberatan informasi');
		await taken(superior.page);
		await superior.context.close();
		expect(textOf(await sent.reporter.read(`/l/${sent.code}`))).toMatch(
			/Komisi Informasi paling lambat \w+, \d/,
		);
	});

	test('the register has it, on the page and as a file, for those who may read it', async () => {
		const { page, context } = await phoneOf('rahmah');
		await page.goto('/petugas/ppid');
		expect(await page.locator('main').textContent()).toContain(sent.code);
		await expectSound(page);
		await context.close();
		const file = await (await atDesk('rahmah')).ask('/petugas/ppid/register.csv');
		expect(file.body).toContain(sent.code);
		expect((await (await atDesk('wahyu')).ask('/petugas/ppid/register.csv')).body).not.toContain(sent.code);
		expect((await aCaller().ask('/petugas/ppid')).status).toBe(303);
	});
});

describe('the bridge to the national system, by hand and without JavaScript', () => {
	const number = `9${process.pid % 1000}${Date.now() % 100_000}`;

	test('a report that came from there is taken in, copied back and found by its number', async () => {
		const { page, context } = await phoneOf('rahmah');
		await page.goto('/petugas/sp4n/masuk');
		await press(page, 'Terima laporan');
		expect(await page.getByRole('alert').textContent()).toContain('Pilih klasifikasinya.');
		await expectSound(page);
		await page.getByLabel('Nomor SP4N').fill(`#${number}`);
		await page.getByLabel('Diterima di SP4N-LAPOR pada').fill(today());
		await page
			.getByRole('radio', { name: /^Pengaduan/ })
			.first()
			.check();
		await page.getByLabel('Judul laporan').fill('Lampu jalan padam');
		await page.getByLabel('Isi laporan').fill(aStory('Lampu jalan di depan terminal padam.'));
		await page.getByRole('radio', { name: 'Anonim' }).check();
		await press(page, 'Terima laporan');
		await page.getByRole('link', { name: 'Salin untuk SP4N' }).click();
		expect(await page.getByLabel('Teks untuk disalin').inputValue()).toContain(
			'Judul Laporan: Lampu jalan padam',
		);
		await expectSound(page);
		await page.goto(`/petugas?q=${number}`);
		expect(page.url()).toContain('/petugas/laporan/');
		await context.close();
	});

	test('a list from there is compared, and what differs is named with the way to mend it', async () => {
		const { page, context } = await phoneOf('rahmah');
		const list = `Tracking ID,Tanggal Laporan Masuk,Status\n${number},${today()},Selesai\n${number}7,${today()},Tertunda\n`;
		await page.goto('/petugas/sp4n/neraca');
		await page
			.getByLabel('Berkas daftar')
			.setInputFiles({ name: 'daftar.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
		await press(page, 'Simpan daftar');
		expect(await page.locator('main').getByRole('status').textContent()).toContain('Daftar tersimpan.');
		const said = (await page.locator('main').textContent()) ?? '';
		expect(said).toContain('Keadaannya berbeda');
		expect(said).toContain('Ada di SP4N, belum ada di sini');
		await expectSound(page);
		await page.goto('/petugas/sp4n');
		await expectSound(page);
		await context.close();
		const officer = await atDesk('rahmah');
		const csv = await officer.ask('/petugas/sp4n/unduh?arah=all&bentuk=csv&kolom=sp4nId&kolom=title');
		expect(csv.body).toContain(`Judul Laporan,Tracking ID\r\n`);
		expect(csv.body).toContain(number);
		expect((await (await atDesk('wahyu')).ask('/petugas/sp4n')).status).toBe(404);
	});
});
