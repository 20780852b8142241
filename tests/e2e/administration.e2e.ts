import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { aVisitor, axeFaults, closeBrowser, expectNoSidewaysScroll } from './browser.ts';
import { aCaller } from './caller.ts';
import { seat, signIn } from './people.ts';

afterAll(closeBrowser);

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const PASSWORD = 'empat kata yang panjang';

async function expectSound(page: Page): Promise<void> {
	expect(await axeFaults(page), page.url()).toEqual([]);
	await expectNoSidewaysScroll(page);
}

async function accept(page: Page): Promise<void> {
	await page.getByText('Tidak bisa memindai').click();
	const secret = (await page.locator('details .code').textContent())?.replace(/\s/g, '') ?? '';
	await page.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD);
	await page.getByLabel('Ulangi kata sandi baru').fill(PASSWORD);
	await page
		.getByLabel('6 angka dari aplikasi')
		.fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
	await page.getByRole('button', { name: 'Simpan dan masuk' }).click();
	await heading(page, 'Akun Anda siap');
}

describe('an administrator on a phone without JavaScript', () => {
	test('invites somebody, who signs in and is out within 5 seconds of being suspended', async () => {
		const admin = await aVisitor({ javaScript: false });
		await seat(admin.context, await signIn('reza'));
		await admin.page.goto('/kelola');
		await heading(admin.page, 'Kelola');
		await expectSound(admin.page);

		await admin.page.goto('/kelola/orang/undang');
		await admin.page.getByRole('button', { name: 'Buat undangan' }).click();
		expect(await admin.page.getByRole('alert').textContent()).toContain('Isi nama lengkapnya.');
		await expectSound(admin.page);
		const email = `tamu${Date.now()}@muarasirih.example`;
		await admin.page.getByLabel('Nama lengkap').fill('Tamu Percobaan');
		await admin.page.getByLabel('Surel dinas').fill(email);
		await admin.page.getByLabel('Peran').selectOption('liaison');
		await admin.page.getByLabel('Unit').selectOption({ index: 3 });
		await admin.page.getByRole('button', { name: 'Buat undangan' }).click();
		const link = (await admin.page.locator('.code').textContent()) ?? '';
		await admin.page.getByRole('link', { name: 'Ke halaman orang ini' }).click();
		await heading(admin.page, 'Tamu Percobaan');
		await expectSound(admin.page);

		const guest = await aVisitor({ javaScript: false });
		await guest.page.goto(link);
		await expectSound(guest.page);
		await accept(guest.page);
		await guest.page.goto('/petugas');
		expect(new URL(guest.page.url()).pathname).toBe('/petugas');
		const cookies = new Map((await guest.context.cookies()).map(({ name, value }) => [name, value]));

		await admin.page.getByRole('button', { name: 'Hentikan sementara' }).click();
		await admin.page.getByText('Semua perangkatnya sudah keluar.').waitFor();
		const since = performance.now();
		await guest.page.reload();
		await heading(guest.page, 'Masuk');
		expect(performance.now() - since).toBeLessThan(5000);
		const copied = aCaller(cookies);
		const roads = [copied.ask('/akun'), copied.ask('/petugas?q=jalan'), copied.send('/akun?/endOthers', {})];
		for (const { status, location } of await Promise.all(roads))
			expect([status, location.split('?')[0]]).toEqual([303, '/masuk']);
		expect((await aCaller().ask(new URL(link).pathname)).status).toBe(404);

		await admin.page.getByRole('link', { name: 'Catatan tentang orang ini' }).click();
		await admin.page.getByRole('heading', { level: 2, name: /Akun dihentikan sementara/ }).waitFor();
		await expectSound(admin.page);
		await Promise.all([guest.context.close(), admin.context.close()]);
	}, 60_000);

	test('sees what renaming an office touches before it is saved, and everybody sees the name after', async () => {
		const { page, context } = await aVisitor({ javaScript: false });
		await seat(context, await signIn('reza'));
		await page.goto('/kelola/unit');
		await expectSound(page);
		await page.getByRole('link', { name: 'Dinas Sosial' }).click();
		await page.getByText('Ganti nama', { exact: true }).click();
		await expectSound(page);
		await page.getByLabel('Nama resmi').fill('Dinas Sosial dan Keluarga');
		await page.getByRole('button', { name: 'Lihat akibatnya' }).first().click();
		await page.getByRole('heading', { name: 'Sebelum disimpan' }).waitFor();
		await expectSound(page);

		await page.getByRole('button', { name: 'Simpan' }).click();

		await heading(page, 'Dinas Sosial dan Keluarga');
		const seen = async () => (await aCaller().ask('/laporan')).body.includes('Dinas Sosial dan Keluarga');
		await expect.poll(seen, { timeout: 5000 }).toBe(true);

		// The same office again, by a decree that is in force in a month: nothing changes until then.
		const ahead = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
		await page.getByText('Gabungkan', { exact: true }).click();
		await page.getByLabel('Dilanjutkan oleh').selectOption({ label: 'Dinas Kesehatan' });
		await page.locator('#from-merge').fill(ahead);
		await page.getByRole('button', { name: 'Lihat akibatnya' }).last().click();
		await page.getByText('Sampai hari itu tidak ada yang berubah.').waitFor();
		await page.getByRole('button', { name: 'Simpan' }).click();
		await page.getByRole('heading', { name: 'Ada rencana untuk unit ini' }).waitFor();
		await expectSound(page);
		await page.goto('/kelola/unit');
		await page.getByRole('heading', { name: 'Direncanakan' }).waitFor();
		await expectSound(page);
		await page.getByRole('link', { name: 'Dinas Sosial dan Keluarga' }).first().click();
		await page.getByRole('button', { name: 'Batalkan rencana' }).click();
		await page.getByText('Rencana dibatalkan.').waitFor();
		await context.close();
	}, 60_000);

	test('is nobody else: for an officer there is no such place', async () => {
		const officer = await signIn('halimah');

		for (const path of ['/kelola', '/kelola/orang', '/kelola/unit/dinas_sosial', '/kelola/catatan/unduh'])
			expect((await officer.ask(path)).status, path).toBe(404);
		expect((await officer.send('/kelola/orang/undang', { name: 'X' })).status).toBe(404);
	});
});
