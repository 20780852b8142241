/** A network the browser takes for one and that does not answer, and a citizen who leaves the desk's computer in a hurry. */
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { aVisitor, axeFaults, closeBrowser, expectNoSidewaysScroll, type Visit } from './browser.ts';
import { atDesk, seat } from './people.ts';
import { heading, kept, reportsThatSay, SOON } from './phone.ts';
import { aStory } from './reports.ts';

afterAll(closeBrowser);

const DESK = '/petugas/loket';

async function aDesk(visit: Visit) {
	const { page, context } = await aVisitor({ offline: 'off', ...visit });
	await seat(context, await atDesk('zainab'));
	await page.clock.install();
	await page.goto(DESK);
	await page.locator('textarea:focus').waitFor();
	return { page, context };
}

async function write(page: Page, story: string) {
	await page.getByLabel('Cerita pelapor').fill(story);
	await page.locator('[name=region]').fill('Pasar Purun');
	await page.locator('[name=place]').fill('Loket berkas');
	await page.locator('[name=confidentiality][value=anonymous]').check();
	await page.locator('[name=read]').check();
}

const save = (page: Page) => page.locator('form#entri button:not([formaction])').first().click();
const panelOf = (page: Page) => page.locator('[data-desk-queue]');

/** Nothing that is sent gets anywhere, and nothing says so: until the page loses patience. */
async function silence(page: Page) {
	let asked = 0;
	await page.route('**/loket/kirim*', () => {
		asked += 1;
	});
	return {
		lose: async () => {
			await expect.poll(() => asked, SOON).toBeGreaterThan(0);
			asked = 0;
			await page.clock.runFor(13_000);
		},
		end: () => page.unroute('**/loket/kirim*'),
	};
}

test.each([360, 1280])(
	'an entry is kept when nothing answers, and sent once when something does (%d px)',
	async (width) => {
		const story = aStory('Antrean loket macet sejak pagi.');
		const { page, context } = await aDesk({ width, dark: width === 360 });
		await write(page, story);
		const network = await silence(page);
		await save(page);
		await page.getByText('Sedang dikirim').waitFor();
		await network.lose();

		await page.getByText('Jaringan tidak menjawab. Tersimpan di perangkat ini').waitFor();
		expect(await panelOf(page).textContent()).toContain('1 entri menunggu');
		expect(await page.getByLabel('Cerita pelapor').inputValue()).toBe('');
		expect(await reportsThatSay(story)).toBe(0);
		await page.getByRole('button', { name: /mirip/i }).first().click();
		await network.lose();
		await page.getByText('laporan lain belum bisa dilihat').waitFor();
		expect(await axeFaults(page)).toEqual([]);
		await expectNoSidewaysScroll(page);

		await network.end();
		await page.clock.runFor(61_000); // no event says that a silent network is back: the page asks again by itself
		await expect.poll(() => panelOf(page).textContent(), SOON).toMatch(/0 entri menunggu.*MSR-\d\d-/s);
		await page.reload();
		await expect.poll(() => panelOf(page).textContent(), SOON).toContain('0 entri menunggu');
		expect(await reportsThatSay(story)).toBe(1);
		await context.close();
	},
);

test('an entry that is answered leads to its slip, or back into the form with what to mend', async () => {
	const story = aStory('Loket tutup sebelum jam istirahat.');
	const { page, context } = await aDesk({ width: 1280 });
	await page.getByLabel('Cerita pelapor').fill(story);
	await save(page);
	await page.locator('[data-errors]').waitFor();
	expect(await page.getByLabel('Cerita pelapor').inputValue()).toBe(story);
	expect(await panelOf(page).isVisible()).toBe(false);

	await write(page, story);
	await page.locator('form#entri button[formaction="?lanjut"]').click();
	await page.getByRole('link', { name: 'Cetak struk' }).waitFor();
	expect(await panelOf(page).isVisible()).toBe(false);
	await write(page, aStory('Kertas antrean habis.'));
	await save(page);
	await heading(page, 'Struk laporan');
	expect(await reportsThatSay(story)).toBe(1);
	await context.close();
});

test('a citizen who leaves the computer of a desk in a hurry takes along everything but the entries that wait', async () => {
	const story = aStory('Pompa air umum rusak.');
	const { page, context } = await aDesk({ width: 1280 });
	await context.setOffline(true);
	await write(page, story);
	await save(page);
	await page.getByText('Tersimpan di perangkat ini.').waitFor();
	await context.setOffline(false);

	await page.goto('/lapor/1');
	await page.evaluate(`localStorage.setItem('x', '1'); caches.open('x'); indexedDB.open('tuntas', 1);`);
	await context.route('https://id.wikipedia.org/**', (route) => route.fulfill({ body: 'elsewhere' }));
	await page.getByRole('link', { name: 'Keluar cepat' }).click();
	await page.waitForURL(/wikipedia/);
	await page.goto('/');
	expect(
		await page.evaluate(`Promise.all([indexedDB.databases(), caches.keys(), localStorage.length])`),
	).toEqual([[{ name: 'tuntas-loket', version: 1 }], [], 0]);
	expect(await kept(page)).toBe(0);
	expect((await context.cookies()).map(({ name }) => name).sort()).toEqual(['tuntas_antre']);

	await page.goto(DESK);
	await page.waitForURL(/masuk/); // whoever sits here now sees nothing of what waits
	await seat(context, await atDesk('zainab'));
	await page.goto(DESK);
	await expect.poll(() => panelOf(page).textContent(), SOON).toMatch(/0 entri menunggu.*MSR-\d\d-/s);
	expect(await reportsThatSay(story)).toBe(1);
	await context.close();
});
