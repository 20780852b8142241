import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { aVisitor, axeFaults, closeBrowser, expectNoSidewaysScroll, goBack } from './browser.ts';
import { aFolder, endSystems, removeFolders, start } from './own-system.ts';
import { accountOf, aSetUpLink, codeFor, signInAs } from './staff-door.ts';

afterAll(async () => {
	await closeBrowser();
	await endSystems();
	removeFolders();
});

const HALF_A_MINUTE_MS = 30_000;

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

describe('an officer signs in without JavaScript', () => {
	test('with a password and six digits, and is where they wanted to go', async () => {
		const { page, context } = await aVisitor({ javaScript: false });
		await page.goto('/akun');
		await heading(page, 'Masuk');
		expect(await page.getByRole('button', { name: /sidik jari/ }).isVisible()).toBe(false);

		await signInAs(page, 'iskandar');

		await heading(page, 'Akun saya');
		expect(new URL(page.url()).pathname).toBe('/akun');
		const [session] = (await context.cookies()).filter(({ name }) => name === 'tuntas_sesi');
		expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', expires: -1 });
		await context.close();
	});

	test('and is told what to mend, with nothing lost, when password or digits are wrong', async () => {
		const { page, context } = await aVisitor({ javaScript: false });
		const { email, password } = await accountOf('farida');
		await page.goto('/masuk');
		await page.getByRole('button', { name: 'Lanjut' }).click();
		expect(await page.getByRole('alert').textContent()).toContain('Isi surel dinas Anda.');

		await page.getByLabel('Surel dinas').fill(email);
		await page.getByLabel('Kata sandi', { exact: true }).fill('bukan yang ini');
		await page.getByRole('button', { name: 'Lanjut' }).click();
		expect(await page.getByRole('alert').textContent()).toContain('Surel atau kata sandi tidak cocok.');
		expect(await page.getByLabel('Surel dinas').inputValue()).toBe(email);
		expect(await page.title()).toMatch(/^Anda belum masuk/);

		await page.getByLabel('Kata sandi', { exact: true }).fill(password);
		await page.getByRole('button', { name: 'Lanjut' }).click();
		await page.getByLabel('6 angka dari aplikasi').fill('000000');
		await page.getByRole('button', { name: 'Masuk', exact: true }).click();
		expect(await page.getByRole('alert').textContent()).toContain('Sisa 4 percobaan.');
		await context.close();
	});

	test('and signs out: the page before shows nothing any more', async () => {
		const { page, context } = await aVisitor({ javaScript: false });
		await page.goto('/masuk?lanjut=/akun');
		await signInAs(page, 'rizal');
		await heading(page, 'Akun saya');

		await page.getByRole('link', { name: 'Keluar' }).click();
		await page.getByRole('button', { name: 'Keluar dari perangkat ini' }).click();

		await page.getByText('Anda sudah keluar dari perangkat ini.').waitFor();
		await goBack(page);
		await goBack(page);
		await heading(page, 'Masuk');
		await context.close();
	});
});

test('a session ended on another device is dead at its next click (attack 21)', async () => {
	const phone = await aVisitor({ javaScript: false });
	await phone.page.goto('/masuk?lanjut=/akun');
	await signInAs(phone.page, 'yusran', HALF_A_MINUTE_MS);
	const laptop = await aVisitor({ javaScript: false, width: 1280 });
	await laptop.page.goto('/masuk?lanjut=/akun');
	await heading(laptop.page, 'Masuk');
	await signInAs(laptop.page, 'yusran');

	await laptop.page.getByRole('button', { name: 'Keluarkan semua perangkat lain' }).click();
	await laptop.page.getByText('Semua perangkat lain sudah dikeluarkan.').waitFor();

	await phone.page.reload();
	await heading(phone.page, 'Masuk');
	await phone.context.close();
	await laptop.context.close();
});

test('a demonstration account does not open through a proxy on this machine', async () => {
	const { page, context } = await aVisitor({ javaScript: false });
	await context.setExtraHTTPHeaders({ 'x-forwarded-for': '203.0.113.9' });
	const { email, password } = await accountOf('dewi');
	await page.goto('/masuk');
	await page.getByLabel('Surel dinas').fill(email);
	await page.getByLabel('Kata sandi', { exact: true }).fill(password);
	await page.getByRole('button', { name: 'Lanjut' }).click();

	expect(await page.getByRole('alert').textContent()).toContain('Akun contoh hanya bisa dipakai di komputer');
	await context.close();
});

test('a form on another site signs nobody in and nobody out (attack 28)', async () => {
	const { context } = await aVisitor();
	const post = (path: string, headers: Record<string, string>, data: string) =>
		context.request.post(path, { headers, data });
	const foreign = { origin: 'https://evil.example' };
	const form = { ...foreign, 'content-type': 'application/x-www-form-urlencoded' };

	const answers = await Promise.all([
		post('/masuk', form, 'email=a&password=b'),
		post('/keluar', form, ''),
		post('/akun?/endOthers', form, ''),
		post('/akun/kunci', { ...foreign, 'content-type': 'text/plain' }, '{}'),
		post('/masuk/kunci/mulai', { ...foreign, 'content-type': 'application/json' }, '{}'),
		post('/masuk', { ...form, 'x-http-method-override': 'PUT' }, '_method=PUT'),
	]);

	expect(answers.map((answer) => answer.status())).toEqual([403, 403, 403, 403, 403, 403]);
	await context.close();
});

test('an officer adds a passkey, and signs in with it alone', async () => {
	const { page, context } = await aVisitor({ width: 1280 });
	const site = inject('address').replace('127.0.0.1', 'localhost');
	const devices = await context.newCDPSession(page);
	await devices.send('WebAuthn.enable');
	await devices.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
	await page.goto(`${site}/masuk?lanjut=/akun`);
	await signInAs(page, 'hafiz');

	await page.getByLabel('Nama kunci sandi baru').fill('Laptop meja');
	await page.getByRole('button', { name: 'Tambah kunci sandi' }).click();
	await page.getByText('Kunci sandi tersimpan.').waitFor();
	await page.getByRole('heading', { level: 3, name: 'Laptop meja' }).waitFor();
	expect(await axeFaults(page)).toEqual([]);

	await page.goto(`${site}/keluar`);
	await page.getByRole('button', { name: 'Keluar dari perangkat ini' }).click();
	await page.goto(`${site}/masuk?lanjut=/akun`);
	await page.getByRole('button', { name: /sidik jari/ }).click();
	await heading(page, 'Akun saya');
	await page.getByText('hafiz@muarasirih.example').waitFor();
	await context.close();
});

test('the pages of one’s own account can be read by everybody, on a small phone', async () => {
	const { page, context } = await aVisitor({ width: 320 });
	await page.goto('/masuk?lanjut=/akun');
	await signInAs(page, 'ida');
	await heading(page, 'Akun saya');
	for (const path of [
		'/akun',
		'/akun/sandi',
		'/akun/autentikator',
		'/akun/pemulihan',
		'/akun/peran',
		'/keluar',
	]) {
		await page.goto(path);
		expect([path, await axeFaults(page)]).toEqual([path, []]);
		await expectNoSidewaysScroll(page);
	}
	await page.goto('/akun/pemulihan');
	await page.getByRole('button', { name: 'Buat kode pemulihan baru' }).click();
	expect(await page.locator('ol.rows li').allTextContents()).toHaveLength(10);
	await page.goto('/akun/pemulihan');
	expect(await page.locator('ol.rows li').count()).toBe(0);
	await context.close();
});

test('a dangerous act asks for a proof, and goes on from there (attack 22)', async () => {
	const { page, context } = await aVisitor({ javaScript: false });
	await page.goto('/masuk?lanjut=/akun');
	await signInAs(page, 'suriani');
	await page.goto('/akun/sandi');
	await heading(page, 'Ganti kata sandi');
	await page.getByLabel('Kata sandi baru', { exact: true }).fill('pendek');
	await page.getByLabel('Ulangi kata sandi baru').fill('pendek');
	await page.getByRole('button', { name: 'Simpan' }).click();
	expect(await page.getByRole('alert').textContent()).toContain('sedikitnya 12 karakter');

	await page.goto('/masuk?bukti&lanjut=/akun/sandi');
	await heading(page, 'Pastikan ini Anda');
	expect(await page.getByLabel('Surel dinas').count()).toBe(0);
	await context.close();
});

test('the first administrator comes in by the printed link, once (attack 8)', async () => {
	const data = join(aFolder(), 'data');
	const system = start({ data, settings: { TUNTAS_DEMO: 'on' } });
	const origin = await system.address();
	const { page, context } = await aVisitor({ javaScript: false });
	const link = `${origin}${await aSetUpLink(data)}`;
	await page.goto(link);
	await heading(page, 'Administrator pertama');
	expect(await axeFaults(page)).toEqual([]);
	await expectNoSidewaysScroll(page);

	await page.getByLabel('Nama badan yang menjalankan Tuntas').fill('Dinas Kominfo Contoh');
	await page.getByLabel('Zona waktu').selectOption({ label: 'WITA' });
	await page.getByLabel('Nama lengkap').fill('Made Wirawan');
	await page.getByLabel('Surel dinas').fill('made@pengelola.example');
	await page.getByLabel('Kata sandi', { exact: true }).fill('empat kata yang panjang');
	await page.getByLabel('Ulangi kata sandi baru').fill('empat kata yang panjang');
	await page.getByLabel('6 angka dari aplikasi').fill('000000');
	await page.getByRole('button', { name: 'Buat akun administrator' }).click();
	expect(await page.getByRole('alert').textContent()).toContain('Angkanya tidak cocok.');
	expect(await page.getByLabel('Nama lengkap').inputValue()).toBe('Made Wirawan');

	const secret = await page.locator('details .code').textContent();
	await page.getByLabel('Kata sandi', { exact: true }).fill('empat kata yang panjang');
	await page.getByLabel('Ulangi kata sandi baru').fill('empat kata yang panjang');
	await page.getByLabel('6 angka dari aplikasi').fill(codeFor(secret ?? ''));
	await page.getByRole('button', { name: 'Buat akun administrator' }).click();
	await heading(page, 'Akun administrator siap');
	expect(await page.locator('ol.rows li').allTextContents()).toHaveLength(10);
	await page.getByRole('link', { name: 'Ke akun saya' }).click();
	await heading(page, 'Akun saya');

	expect((await context.request.get(link)).status()).toBe(404);
	expect((await context.request.post(link, { form: { name: 'x' }, headers: { origin } })).status()).toBe(404);
	expect(await aSetUpLink(data)).toBeUndefined();
	await context.close();
	await system.stop();
});

test.each(['/masuk', '/masuk?keluar'])('%s can be read by everybody, on every screen', async (path) => {
	for (const visit of [{ width: 320 }, { width: 1280, dark: true }] as const) {
		const { page, context } = await aVisitor(visit);
		await page.goto(path);
		expect(await axeFaults(page)).toEqual([]);
		await expectNoSidewaysScroll(page);
		await context.close();
	}
});
