import type { Page } from 'playwright-core';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { aVisitor, axeFaults, closeBrowser, expectNoSidewaysScroll, goBack } from './browser.ts';
import { aCaller, textOf } from './caller.ts';
import { seat } from './people.ts';
import { aDraft, aReport, aStory, receiptOn, sendOff } from './reports.ts';

afterAll(closeBrowser);

const said = async (page: Page) => (await page.locator('main').textContent()) ?? '';

describe.each([false, true])('on a shared phone (JavaScript: %s)', (javaScript) => {
	test('leaving in one tap forgets everything; the back button shows nothing (attack 98)', async () => {
		const word = `rahasia${process.pid}`;
		const sent = await aReport({ story: aStory(`Saya takut, ${word}.`), confidentiality: 'confidential' });
		const { page, context } = await aVisitor({ javaScript });
		await seat(context, sent.reporter);
		await page.goto(`/l/${sent.code}`);
		expect(await said(page)).toContain(word);
		expect(await page.title()).not.toContain(word);

		// It need not arrive: where it leads to stands outside our network.
		const leaving = page.waitForRequest(/wikipedia/);
		await page.getByRole('link', { name: 'Keluar cepat' }).click({ noWaitAfter: true });
		await leaving;
		const left = (await context.cookies(inject('address'))).map(({ name }) => name);
		expect(left.filter((name) => /tanda|draf|terima|sesi/.test(name))).toEqual([]);
		await goBack(page);
		expect((await page.content()).includes(word)).toBe(false);
		await page.goto('/lapor/terima');
		expect((await page.content()).includes(sent.receipt)).toBe(false);
		await context.close();
	});

	test('a draft deleted or left leaves nothing typed behind', async () => {
		const { page, context } = await aVisitor({ javaScript });
		await page.goto('/lapor/1');
		await page.getByRole('radio', { name: /^Pengaduan Layanan/ }).check();
		await page.getByLabel('Ceritakan apa yang terjadi').fill('Cerita yang tidak boleh tertinggal di sini.');
		await page.getByRole('button', { name: 'Lanjut', exact: true }).click();
		await page.getByRole('button', { name: 'Hapus draf ini' }).click();
		await goBack(page);
		await page.goto('/lapor/1');
		expect(await page.getByLabel('Ceritakan apa yang terjadi').inputValue()).toBe('');
		await context.close();
	});
});

test('what names a reporter is kept by no browser, cache or referrer', async () => {
	const sent = await aReport({ story: aStory('Parkir liar di depan sekolah.') });
	const paths = [`/l/${sent.code}`, `/l/${sent.code}/jam`, '/lapor/terima', '/lapor/1'];
	for (const path of paths) {
		const { headers } = await sent.reporter.ask(path);
		expect([path, headers.get('cache-control')]).toEqual([path, expect.stringContaining('no-store')]);
	}
	const link = await aCaller().ask(`/t/${sent.receipt}`);
	expect(link.status).toBe(303);
	expect(link.headers.get('referrer-policy')).toBe('no-referrer');
	expect(link.headers.get('cache-control')).toContain('no-store');
	expect(link.location).not.toContain(sent.receipt);
});

test('frames of other sites show no page of ours, and links out hand nothing over (attack 89)', async () => {
	const { page, context } = await aVisitor({ offline: 'off' });
	const door = `${inject('address')}/masuk`;
	await context.route('http://evil.example/', (route) =>
		route.fulfill({ contentType: 'text/html', body: `<iframe src="${door}"></iframe>` }),
	);
	const formsInside = async () => {
		await page.goto('http://evil.example/');
		return page.frameLocator('iframe').locator('form').count();
	};
	expect(await formsInside()).toBe(0);
	// Without what forbids it, the frame would show the door.
	await context.route(door, async (route) => {
		const answer = await route.fetch();
		const { 'content-security-policy': _, 'x-frame-options': __, ...headers } = answer.headers();
		await route.fulfill({ response: answer, headers });
	});
	await expect.poll(formsInside, { timeout: 10_000 }).toBeGreaterThan(0);
	for (const path of ['/', '/cara-kerja', '/privasi', '/data-terbuka']) {
		const { body } = await aCaller().read(path);
		expect(body.match(/<a[^>]*target="_blank"(?![^>]*noopener)/)).toBeNull();
	}
	await context.close();
});

describe('in English', () => {
	const INDONESIAN = /.{0,20}\b(yang|dengan|untuk|tidak|atau|dari|sudah|belum|Anda)\b.{0,20}/g;

	test.each([
		'/cara-kerja',
		'/privasi',
		'/aksesibilitas',
		'/masuk',
		'/lapor/1',
		'/t',
		'/lacak/bantuan?kode=x',
		'/tidak-ada',
	])('%s speaks English only', async (path) => {
		const { body } = await aCaller(new Map([['tuntas_bahasa', 'en']])).read(path);
		expect(body).toContain('<html lang="en">');
		const own = body.replace(/<(\w+)[^>]*lang="id"[^>]*>.*?<\/\1>/gs, '');
		expect(textOf({ body: own }).match(INDONESIAN) ?? []).toEqual([]);
	});

	test('a report is sent and followed, with dates and numbers as English has them', async () => {
		const reporter = await aDraft({ story: aStory('The ferry leaves an hour late.'), lang: 'en' });
		const receiptPage = await sendOff(reporter);
		const { code, receipt } = receiptOn(receiptPage);
		expect(receipt).not.toBe('');
		expect(textOf(receiptPage)).toMatch(/\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/);
		const own = textOf(await reporter.read(`/l/${code}`));
		expect(own).toContain('The ferry leaves an hour late.');
		expect(own).not.toMatch(/\b(Giliran|Diterima|Tenggat|Balas)\b/);
	});

	test('the switch stands on every page and comes back to it', async () => {
		const { page, context } = await aVisitor({ javaScript: false });
		await page.goto('/laporan?keadaan=done');
		await page.getByRole('link', { name: 'English' }).click();
		expect(new URL(page.url()).pathname).toBe('/laporan');
		expect(await page.locator('html').getAttribute('lang')).toBe('en');
		await expectNoSidewaysScroll(page);
		expect(await axeFaults(page)).toEqual([]);
		await page.getByRole('link', { name: 'Bahasa Indonesia' }).click();
		expect(await page.locator('html').getAttribute('lang')).toBe('id');
		await context.close();
	});
});
