/** A reporter asks for the end of their data, an officer decides, a tombstone is left: on a phone without JavaScript. */
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { aVisitor, axeFaults, closeBrowser, expectNoSidewaysScroll } from './browser.ts';
import { aCaller, textOf } from './caller.ts';
import { asOwner } from './owner.ts';
import { seat, signIn } from './people.ts';
import { aReport, aStory } from './reports.ts';

afterAll(closeBrowser);

const phone = () => aVisitor({ javaScript: false, width: 360 });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor();

async function expectSound(page: Page): Promise<void> {
	await expectNoSidewaysScroll(page);
	expect(await axeFaults(page)).toEqual([]);
}

describe('the end of somebody’s data', () => {
	const story = aStory('Lampu di depan langgar rahasiakata padam sejak Kamis malam.');
	let code = '';
	let seq = 0;

	test('is asked for from the page of one’s own report, with the receipt typed again', async () => {
		const sent = await aReport({ story, name: 'Salwa Rahmi' });
		code = sent.code;
		const { page, context } = await phone();
		await seat(context, sent.reporter);
		await page.goto(`/l/${code}`);
		await page.getByRole('link', { name: /^Data saya/ }).click();
		await heading(page, 'Data saya di laporan ini');
		expect(await page.getByText('Salwa Rahmi').count()).toBe(1);
		await expectSound(page);

		await press(page, 'Kirim permintaan');
		expect(await page.getByRole('alert').textContent()).toContain('Pilih apa yang dihapus');
		await page.getByLabel('Isi laporan').check();
		await page.getByLabel('Catatan untuk petugas').fill('Saya pindah rumah.');
		await page.getByRole('textbox', { name: 'Tanda terima' }).fill('AAA-AAA-AAA-AAA-AAA-AAA');
		await press(page, 'Kirim permintaan');
		expect(await page.getByRole('alert').textContent()).toContain('tidak cocok');
		expect(await page.getByLabel('Catatan untuk petugas').inputValue()).toBe('Saya pindah rumah.');
		await page.getByRole('textbox', { name: 'Tanda terima' }).fill(sent.receipt);
		await press(page, 'Kirim permintaan');
		await page.getByText(/^Permintaan PD-\d{4}-\d+ kami terima\.$/).waitFor();
		await expectSound(page);

		const copy = await sent.reporter.ask(`/l/${code}/data/unduh`, {
			method: 'POST',
			body: new URLSearchParams(),
		});
		expect(copy.headers.get('content-disposition')).toBe(`attachment; filename="data-${code}.json"`);
		expect(JSON.parse(copy.body)).toMatchObject({
			code,
			you: { name: 'Salwa Rahmi' },
			requests: [{ kind: 'erasure' }],
		});
		expect((await aCaller().ask(`/l/${code}/data`)).status).toBe(404);
		seq = await asOwner(
			'select max(q.seq) from data_request q join report r on r.id = q.report_id where r.code = $1 and q.kind = $2',
			code,
			'erasure',
		);
		// The reporter ends the way: words of a case that is still handled would wait.
		await asOwner(
			`update report set ended_at = now(), status = 'archived', archived_for = 'withdrawn' where code = $1 returning 1`,
			code,
		);
		await asOwner(
			'update report_clock c set ended_at = now(), met = false from report r where r.id = c.report_id and r.code = $1 returning 1',
			code,
		);
		await context.close();
	});

	test('is decided by an officer, and done; the page shows a tombstone', async () => {
		const officer = await signIn('norhayati');
		const { page, context } = await phone();
		await seat(context, officer);
		await page.goto('/kelola/data-pribadi');
		await expectSound(page);
		await page.getByRole('link', { name: new RegExp(`^PD-\\d{4}-${seq}: Penghapusan data$`) }).click();
		expect(await page.getByText('Saya pindah rumah.').count()).toBe(1);
		await page.getByLabel('Kabulkan').check();
		await press(page, 'Simpan keputusan');
		expect(await page.getByRole('alert').textContent()).toContain('Tulis alasan');
		await expectSound(page);
		await page.getByLabel('Alasan untuk pemohon').fill('Laporan sudah dicabut dan tidak diperlukan lagi.');
		await press(page, 'Simpan keputusan');
		await page.getByText('Keputusan tersimpan.').waitFor();
		const erased = () =>
			asOwner<number>('select count(*)::int from report where code = $1 and erased_at is not null', code);
		await expect.poll(erased, { timeout: 10_000 }).toBe(1);
		await context.close();

		const anybody = await aCaller().read(`/l/${code}`);
		expect(textOf(anybody)).toContain('Isi laporan ini sudah dihapus.');
		expect(anybody.body).not.toContain('rahasiakata');
		expect((await officer.read(`/petugas?q=rahasiakata`)).body).not.toContain(code);
	});

	test('incidents, holds, rules and the form without a receipt stand on small screens, too', async () => {
		const { page, context } = await phone();
		await page.goto('/privasi');
		await expectSound(page);
		await page.getByRole('link', { name: 'Minta salinan atau penghapusan data pribadi' }).click();
		await page.getByLabel('Nama Anda').fill('Salwa Rahmi');
		await press(page, 'Kirim permintaan');
		expect(await page.getByRole('alert').textContent()).toContain('nomor HP atau surel');
		await page.getByLabel('Nomor HP atau surel', { exact: true }).fill('0812 0000 9999');
		await press(page, 'Kirim permintaan');
		await heading(page, /^Permintaan PD-/);
		await expectSound(page);

		await seat(context, await signIn('mahdiah'));
		for (const room of ['data-pribadi/penahanan', 'data-pribadi/aturan']) {
			await page.goto(`/kelola/${room}`);
			await expectSound(page);
		}
		await page.goto('/kelola/insiden');
		await page.getByLabel('Apa yang terjadi, singkat').fill('HP petugas hilang');
		await press(page, 'Simpan insiden');
		expect(await page.getByLabel('Apa yang terjadi, singkat').inputValue()).toBe('HP petugas hilang');
		await page
			.getByLabel('Kapan dan bagaimana terjadinya')
			.fill('Tertinggal di angkutan kota pada Senin pagi.');
		await page.getByLabel('Data apa yang terungkap').fill('Nama pelapor');
		await page.getByLabel('Data siapa').fill('Pelapor bulan ini');
		await page.getByLabel('Upaya penanganan').fill('Sesi diakhiri dan kata sandi diganti.');
		await press(page, 'Simpan insiden');
		await heading(page, /HP petugas hilang$/);
		expect(await page.getByText(/^Sisa 7[12] jam/).count()).toBe(1);
		await expectSound(page);
		await page.getByRole('link', { name: 'Naskah pemberitahuan' }).click();
		await heading(page, 'Pemberitahuan kepada pemilik data');
		await expectSound(page);
		await context.close();
	});
});
