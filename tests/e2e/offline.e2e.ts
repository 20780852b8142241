import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { aVisitor, axeFaults, closeBrowser, expectNoSidewaysScroll } from './browser.ts';
import { aPhone, heading, kept, reportsThatSay, SOON, send, withoutBackground, write } from './phone.ts';

afterAll(closeBrowser);

const SENDING = '**/lapor/luring/kirim';

describe('without a signal', () => {
	test('a report waits on the phone and is sent once when the signal is back (attack 66)', async () => {
		const story = 'Lampu jalan padam sejak pasar pindah, warga berjalan dalam gelap.';
		const { page, context } = await aPhone();
		await context.setOffline(true);
		await page.goto('/lapor');
		await heading(page, 'Tidak ada sinyal');
		expect(new URL(page.url()).pathname).toBe('/lapor/luring');
		await write(page, story);
		await send(page);
		await heading(page, 'Laporan Anda aman di HP ini');
		expect(await page.getByRole('article').textContent()).toMatch(/0,\d kB/);
		await page.close();

		const later = await context.newPage();
		await later.goto('/lapor/luring');
		await heading(later, 'Laporan Anda aman di HP ini');
		expect(await reportsThatSay(story)).toBe(0);
		await context.setOffline(false);
		await heading(later, 'Laporan Anda sudah kami terima');
		await later.reload();
		const receipt = later.getByRole('article');
		expect(await receipt.textContent()).toMatch(/MSR-\d\d-[0-9A-Z]{5}/);
		expect(await reportsThatSay(story)).toBe(1);

		const href = await receipt.getByRole('link', { name: 'Buka laporan' }).getAttribute('href');
		await receipt.getByRole('button', { name: /Sudah saya catat/ }).click();
		await receipt.waitFor({ state: 'detached' });
		expect(await kept(later)).toBe(0);
		await later.goto(String(href));
		await heading(later, 'Lampu jalan padam sejak pasar pindah, warga berjalan dalam gelap');
		await context.close();
	});

	test('several reports wait, each can be deleted, the rest are sent', async () => {
		const stories = [
			'Selokan di gang ketiga meluap setiap hujan turun.',
			'Antrean loket berkas tidak bernomor sama sekali.',
		];
		const { page, context } = await aPhone();
		await context.setOffline(true);
		await page.goto('/lapor/luring');
		for (const [index, story] of stories.entries()) {
			await write(page, story);
			await send(page);
			await page.getByRole('article').nth(index).waitFor();
		}
		const first = page.getByRole('article').first();
		await first.getByText('Hapus dari HP ini').click();
		await first.getByRole('button', { name: 'Ya, hapus' }).click();
		await page.getByRole('article').nth(1).waitFor({ state: 'detached' });

		await context.setOffline(false);
		await heading(page, 'Laporan Anda sudah kami terima');
		expect(await Promise.all(stories.map(reportsThatSay))).toEqual([0, 1]);
		await context.close();
	});

	test('a confidential report is kept only after the person agreed', async () => {
		const { page, context } = await aPhone();
		await context.setOffline(true);
		await page.goto('/lapor/luring');
		await write(page, 'Petugas gudang menjual beras bantuan lewat pintu belakang.', 'Rahasia');
		await send(page);
		await heading(page, 'Laporan rahasia tidak kami simpan tanpa persetujuan Anda');
		expect(await kept(page)).toBe(0);

		await page.getByRole('button', { name: 'Setuju, simpan di HP ini' }).click();
		await heading(page, 'Laporan Anda aman di HP ini');
		expect(await kept(page)).toBe(1);
		await context.close();
	});

	test('what is typed on a step survives a closed browser and is offered back', async () => {
		const story = 'Air ledeng keruh tiga hari, anak-anak tidak bisa mandi di rumah.';
		const { page, context } = await aPhone();
		await context.setOffline(true);
		await page.getByLabel('Ceritakan apa yang terjadi').fill(story);
		await page.getByRole('button', { name: 'Lanjut' }).click();
		await page.getByText('Isian langkah ini tersimpan tersandi di HP ini.').waitFor();
		await page.close();

		await context.setOffline(false);
		const later = await context.newPage();
		await later.goto('/lapor/1');
		await heading(later, 'Ada isian yang belum terkirim');
		expect(await axeFaults(later)).toEqual([]);
		await later.getByRole('button', { name: 'Pakai lagi' }).click();
		await expect.poll(() => later.getByLabel('Ceritakan apa yang terjadi').inputValue(), SOON).toBe(story);
		await later.getByRole('radio', { name: /^Pengaduan(?! pengawasan)/ }).check();
		await later.getByRole('button', { name: 'Lanjut' }).click();
		await heading(later, 'Di mana, dan kantor apa?');
		await expect.poll(() => kept(later), SOON).toBe(0);
		await context.close();
	});

	test('a step that is posted into nowhere leads to the one-page form, with what was typed', async () => {
		const story = 'Tiang listrik miring ke arah rumah warga sejak hujan kemarin.';
		const { page, context } = await aPhone();
		await page.evaluate(`Object.defineProperty(Navigator.prototype, 'onLine', { get: () => true })`);
		await context.setOffline(true);
		await page.getByLabel('Ceritakan apa yang terjadi').fill(story);
		await page.getByRole('button', { name: 'Lanjut' }).click();
		await heading(page, 'Lapor dalam satu halaman');
		await page.getByRole('button', { name: 'Pakai lagi' }).click();
		await expect.poll(() => page.getByLabel('Ceritakan apa yang terjadi').inputValue(), SOON).toBe(story);
		await context.close();
	});

	test('a supervisory complaint being typed leaves nothing on the phone', async () => {
		const { page, context } = await aPhone();
		await page.getByLabel('Ceritakan apa yang terjadi').fill('Kepala loket meminta uang untuk berkas.');
		await expect.poll(() => kept(page), SOON).toBe(1);
		await page.getByRole('radio', { name: /^Pengaduan pengawasan/ }).check();
		await expect.poll(() => kept(page), SOON).toBe(0);
		await context.close();
	});

	test.each(['offline', 'online'])('a quick exit leaves nothing behind, %s (attack 98)', async (signal) => {
		const { page, context } = await aPhone();
		await context.setOffline(true);
		await page.goto('/lapor/luring');
		await write(page, 'Pagar sekolah roboh dan belum ada yang datang melihat.');
		await send(page);
		await heading(page, 'Laporan Anda aman di HP ini');
		await context.route('**/wikipedia.org/**', (route) => route.fulfill({ body: '' }));
		await context.route(SENDING, (route) => route.abort());
		await context.setOffline(signal === 'offline');

		await page.getByRole('link', { name: 'Keluar cepat' }).click();
		await page.waitForURL((url) => !url.pathname.startsWith('/lapor')).catch(() => undefined);
		await context.setOffline(false);
		const later = await context.newPage();
		await later.goto('/privasi');
		const left = await later.evaluate(
			'Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()]).then((all) => all.map((one) => one.length))',
		);
		expect(left).toEqual([0, 0, 0]);
		await context.close();
	});
});

describe('with a weak signal', () => {
	test('a lost answer makes no second report, and the receipt still comes', async () => {
		const story = 'Jembatan kayu menuju kebun karet sudah patah dua papan.';
		const { page, context } = await aPhone();
		await withoutBackground(context);
		await page.goto('/lapor/luring');
		await context.route(SENDING, async (route) => {
			await route.fetch();
			await route.abort();
		});
		await write(page, story);
		await send(page);
		await heading(page, 'Laporan Anda aman di HP ini');
		expect(await reportsThatSay(story)).toBe(1);

		await context.unroute(SENDING);
		await page.getByRole('button', { name: 'Coba kirim sekarang' }).click();
		await heading(page, 'Laporan Anda sudah kami terima');
		expect(await reportsThatSay(story)).toBe(1);
		await context.close();
	});

	test('a browser that can keep nothing still sends', async () => {
		const { page, context } = await aPhone();
		await context.addInitScript(`IDBFactory.prototype.open = () => { throw new Error('no room'); };`);
		await page.goto('/lapor/luring');
		await write(page, 'Pintu air macet, sawah di hilir kering sejak pekan lalu.');
		await send(page);
		await heading(page, 'Laporan Anda sudah kami terima');
		await context.close();
	});

	test('what the server cannot take is told where it was typed', async () => {
		const { page, context } = await aPhone();
		await page.goto('/lapor/luring');
		await write(page, 'Nomor saya salah ketik, tetapi ceritanya benar.');
		await page.getByLabel('Nomor HP').fill('12');
		await send(page);
		await page.getByRole('link', { name: /Nomor ini tidak lengkap/ }).waitFor();
		expect(await page.getByLabel('Tempat persisnya').inputValue()).toBe('Depan pasar lama');
		await expect.poll(() => kept(page), SOON).toBe(0);
		await context.close();
	});
});

describe('without JavaScript', () => {
	test('one page and one post make a report, after the checks of the five steps', async () => {
		const { page, context } = await aVisitor({ javaScript: false });
		await page.goto('/lapor/luring');
		await send(page);
		const faults = await page.getByRole('alert').textContent();
		for (const fault of [
			'Pilih jenis laporan',
			'Tulis ceritanya',
			'Pilih kecamatan',
			'Pilih cara Anda tampil',
		])
			expect(faults).toContain(fault);
		await write(page, 'Halte depan pasar tidak beratap sejak angin kencang.');
		await send(page);
		await heading(page, 'Laporan Anda sudah kami terima');
		expect(new URL(page.url()).pathname).toBe('/lapor/terima');
		await context.close();
	});

	test('the same form sent by many at once is one report; another story is another', async () => {
		const { context } = await aVisitor();
		const origin = inject('address');
		const post = async (story: string) => {
			const form = {
				kind: 'aspiration',
				story,
				region: '-',
				confidentiality: 'anonymous',
				truth: 'yes',
				key: 'k'.repeat(43),
			};
			const answer = await context.request.post('/lapor/luring/kirim', { form, headers: { origin } });
			return ((await answer.json()) as { code: string }).code;
		};
		const story = 'Usul: perpustakaan keliling singgah juga di hari pasar.';
		const codes = await Promise.all(Array.from({ length: 20 }, () => post(story)));
		const other = await post('Usul: loket buka juga pada hari pasar, walau sebentar.');

		expect(new Set(codes).size).toBe(1);
		expect(other).not.toBe(codes[0]);
		expect(await reportsThatSay(story)).toBe(1);
		await context.close();
	});
});

test.each([{ width: 320 }, { width: 1280, dark: true }])(
	'the page can be read by everybody (%o)',
	async (visit) => {
		const { page, context } = await aVisitor(visit);
		await page.goto('/lapor/luring');
		expect(await axeFaults(page)).toEqual([]);
		await expectNoSidewaysScroll(page);
		await context.close();
	},
);

test('all scripts of citizen pages together stay under 15 kB', () => {
	const client = join(import.meta.dirname, '../../build/client');
	const assets = join(client, '_app/immutable/assets');
	// The script of the attachment step is loaded there alone and has a measure of its own.
	const scripts = readdirSync(assets).filter((name) => name.endsWith('.js') && !name.startsWith('upload'));
	const [upload = ''] = readdirSync(assets).filter(
		(name) => name.startsWith('upload') && name.endsWith('.js'),
	);
	expect(statSync(join(assets, upload)).size).toBeLessThanOrEqual(6000);
	const bytes = [join(client, 'service-worker.js'), ...scripts.map((name) => join(assets, name))].map(
		(file) => statSync(file).size,
	);
	expect(bytes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(15_000);
});
