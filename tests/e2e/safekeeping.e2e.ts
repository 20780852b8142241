import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { aVisitor, axeFaults, closeBrowser, expectNoSidewaysScroll } from './browser.ts';
import { aCaller } from './caller.ts';
import { atDesk, seat, signIn } from './people.ts';

afterAll(closeBrowser);

test('the administrator sees how the system is, takes a copy of the keys and confirms it, without JavaScript', async () => {
	const { page, context } = await aVisitor({ javaScript: false });
	await seat(context, await signIn('reza'));
	const expectSound = async () => {
		expect(await axeFaults(page), page.url()).toEqual([]);
		await expectNoSidewaysScroll(page);
	};
	await page.goto('/kelola/kesehatan');
	await page.getByRole('heading', { name: 'Salinan kunci: kerjakan sekarang' }).waitFor();
	await expectSound();

	await page.goto('/kelola/kunci');
	await expectSound();
	await page.getByLabel('Kalimat sandi', { exact: true }).fill('pendek');
	await page.getByLabel('Kalimat sandi sekali lagi').fill('pendek');
	await page.getByRole('button', { name: 'Unduh salinan' }).click();
	expect(await page.getByRole('alert').textContent()).toContain('paling sedikit 14 karakter');
	await expectSound();

	await page.getByLabel('Kalimat sandi', { exact: true }).fill('gajah lompat tiga belas');
	await page.getByLabel('Kalimat sandi sekali lagi').fill('gajah lompat tiga belas');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Unduh salinan' }).click(),
	]);
	const copy = readFileSync(await download.path(), 'utf8');
	expect(copy).toContain('BEGIN AGE ENCRYPTED FILE');
	expect(copy).not.toContain('purposes');
	await page.getByLabel('Kata periksa').fill(/Kata periksa: (\S+)/.exec(copy)?.[1] ?? '');
	await page.getByRole('button', { name: 'Pastikan' }).click();
	await page.getByRole('heading', { name: 'Salinan pemulihan kunci ini sudah dipastikan' }).waitFor();
	await context.close();
});

test('nobody else finds these rooms, and no figures are told without the token', async () => {
	const liaison = await atDesk('wahyu');
	for (const path of ['/kelola/kesehatan', '/kelola/kunci'])
		expect((await liaison.ask(path)).status).toBe(404);
	const made = await liaison.send('/kelola/kunci/salinan', { sandi: 'gajah lompat tiga belas' });
	expect(made.status).toBe(404);
	expect((await aCaller().ask('/metrics')).status).toBe(404);
});
