import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { aVisitor, axeFaults, closeBrowser, expectNoSidewaysScroll, type Visit } from './browser.ts';
import { aCaller, fieldOf, textOf } from './caller.ts';
import { atDesk, seat } from './people.ts';
import { heading, reportsThatSay } from './phone.ts';
import { aStory, casePath, receiptOn } from './reports.ts';

afterAll(closeBrowser);

const COUNTER = '/petugas/loket';

async function aCounter(visit: Visit) {
	const { page, context } = await aVisitor(visit);
	await seat(context, await atDesk('zainab'));
	await page.goto(COUNTER);
	await page.locator('textarea:focus').waitFor(); // the page sets it as it is drawn
	return { page, context };
}

/** What a citizen tells at the counter, typed as an officer types it; ends on the button that saves. */
async function typeEntry(page: Page, story: string): Promise<number> {
	const { keyboard } = page;
	let presses = 0;
	const tabTo = async (name: string) => {
		for (let tries = 0; tries < 40; tries += 1) {
			await keyboard.press('Tab');
			presses += 1;
			const focused = await page.evaluate('document.activeElement.name ?? ""');
			if (focused === name) return;
		}
		throw new Error(`Tab never reaches ${name}`);
	};
	const type = async (text: string) => {
		await keyboard.insertText(text);
		presses += text.length;
	};
	await type(story);
	await tabTo('region');
	await type('Pasar Purun');
	await tabTo('place');
	await type('Loket berkas');
	await tabTo('confidentiality');
	await keyboard.press('ArrowRight');
	await tabTo('phone');
	await tabTo('read');
	await keyboard.press('Space');
	return presses - story.length;
}

describe('at the front desk', () => {
	test('a report is taken in by keyboard alone, without JavaScript, and its slip is shown once', async () => {
		const story = aStory('Loket berkas tutup sebelum waktunya.');
		const { page, context } = await aCounter({ javaScript: false, width: 1280 });

		const presses = await typeEntry(page, story);
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await heading(page, 'Struk laporan');
		const { code, receipt } = receiptOn({ body: await page.content() });

		expect(presses).toBeLessThan(120);
		expect(await reportsThatSay(story)).toBe(1);
		expect((await aCaller().ask(`/t/${receipt}`)).location).toBe(`/l/${code}`);
		await page.reload();
		await heading(page, 'Struk ini sudah pernah ditampilkan');
		expect(await page.content()).not.toContain(receipt);
		await page.goto(`${COUNTER}/hari-ini?q=${code.toLowerCase()}`);
		expect(await page.locator('tbody').first().textContent()).toContain(code);
		await context.close();
	});

	test('a slip fits the roll of 58 mm and A5', async () => {
		const { page, context } = await aCounter({ width: 1280 });
		await typeEntry(page, aStory('Nomor antrean loket diulang.'));
		await page.keyboard.press('Control+Enter');
		await heading(page, 'Struk laporan');
		await page.emulateMedia({ media: 'print' });
		for (const [width, height] of [
			[219, 900],
			[559, 793],
		] as const) {
			await page.setViewportSize({ width, height });
			await expectNoSidewaysScroll(page);
			expect(await page.locator('.receipt').isVisible()).toBe(true);
			expect(await page.locator('main button:visible, main h1:visible, nav:visible').count()).toBe(0);
		}
		await context.close();
	});

	test('without a connection entries wait sealed on the device and are sent once (attack 66)', async () => {
		const stories = [aStory('Timbangan pasar tidak ditera.'), aStory('Kursi tunggu loket patah.')];
		const { page, context } = await aCounter({ width: 1280 });
		await context.setOffline(true);
		await page.evaluate('dispatchEvent(new Event("offline"))');
		for (const story of stories) {
			await page.getByLabel('Cerita pelapor').focus();
			await typeEntry(page, story);
			await page.keyboard.press('Control+Enter');
			await page.getByText('Tersimpan di perangkat ini.').waitFor();
		}
		const panel = page.locator('[data-desk-queue]');
		await expect.poll(() => panel.locator('li').count(), { timeout: 10_000 }).toBe(2);
		expect(await panel.textContent()).toContain('2 entri menunggu');
		expect(await plainOnDevice(page, 'pasar')).toBe(false);
		expect(await Promise.all(stories.map(reportsThatSay))).toEqual([0, 0]);

		// The answer of the first try is lost on the way back.
		await page.route('**/loket/kirim', async (route) => {
			await route.fetch();
			await route.abort();
		});
		await context.setOffline(false);
		await expect.poll(() => reportsThatSay(stories[1] ?? ''), { timeout: 10_000 }).toBe(1);
		await page.unroute('**/loket/kirim');
		await page.reload();
		await expect.poll(() => panel.textContent(), { timeout: 10_000 }).toMatch(/0 entri menunggu.*MSR-\d\d-/s);
		expect(await Promise.all(stories.map(reportsThatSay))).toEqual([1, 1]);

		await panel.getByRole('button', { name: 'Cetak struk' }).first().click();
		await heading(page, 'Struk laporan');
		await context.close();
	});
});

describe('without a network', () => {
	test('the desk opens, keeps an entry nobody can read, sends it once, and is gone after signing out', async () => {
		const story = aStory('Atap loket bocor saat hujan.');
		const { page, context } = await aCounter({ width: 360 });
		const copies = () =>
			page.evaluate<string[]>(
				`caches.keys().then((names) => names.filter((name) => name.startsWith('loket ')))`,
			);
		const copy = () =>
			page.evaluate<string>(
				`caches.match('${COUNTER}/luring', { ignoreVary: true }).then((copy) => copy?.text() ?? '')`,
			);
		await expect.poll(copy, { timeout: 10_000 }).toContain('<form');
		await page.evaluate('navigator.serviceWorker.ready.then(() => null)');
		expect(await copies()).toHaveLength(1);
		const kept = await copy();
		expect(kept).not.toMatch(/data-opens|Zainab/i);

		await context.setOffline(true);
		await page.goto(`${COUNTER}/hari-ini`);
		await heading(page, 'Loket tanpa jaringan');
		await page.locator('textarea:focus').waitFor();
		await typeEntry(page, story);
		await page.keyboard.press('Control+Enter');
		await page.getByText('Tersimpan di perangkat ini.').waitFor();
		const panel = page.locator('[data-desk-queue]');
		expect(await panel.textContent()).toContain('1 entri menunggu');
		expect(await panel.textContent()).not.toContain('Atap');
		expect(await plainOnDevice(page, 'Atap')).toBe(false);
		await expectNoSidewaysScroll(page);

		await context.setOffline(false); // the page goes back by itself, to the form that opens and sends
		await page.waitForURL(({ pathname }) => pathname === COUNTER);
		await expect.poll(() => panel.textContent(), { timeout: 10_000 }).toMatch(/0 entri menunggu.*MSR-\d\d-/s);
		await page.reload();
		expect(await reportsThatSay(story)).toBe(1);

		await context.clearCookies();
		await page.goto(COUNTER);
		await page.waitForURL(/masuk/);
		await expect.poll(async () => (await copies()).length, { timeout: 10_000 }).toBe(0);
		await context.setOffline(true);
		await expect(page.goto(COUNTER)).rejects.toThrow();
		expect(await plainOnDevice(page, 'Atap').catch(() => false)).toBe(false);
		await context.close();
	});
});

/** Whether what is stored on the device can be read as it lies there. */
const plainOnDevice = (page: Page, word: string) =>
	page.evaluate<boolean>(`new Promise((done) => {
		const asked = indexedDB.open('tuntas-loket', 1);
		asked.onsuccess = () => {
			const all = asked.result.transaction('entries').objectStore('entries').getAll();
			all.onsuccess = () => done(all.result.some((one) => new TextDecoder().decode(one.sealed).includes('${word}') || JSON.stringify(one).includes('${word}')));
		};
	})`);

describe('the complaint box', () => {
	test('opened before two witnesses; a paper typed twice is one report and a hint (attack 65)', async () => {
		const [zainab, rahmah] = [await atDesk('zainab'), await atDesk('rahmah')];
		const post = async (path: string, fields: Readonly<Record<string, string>>) =>
			zainab.send(path, { key: fieldOf(await zainab.read(path), 'key'), ...fields });
		const sheet = await post(`${COUNTER}/formulir`, { count: '2', kind: 'paper' });
		const printed = textOf(await zainab.read(sheet.location));
		const [paper = ''] = /\d{5}-[0-9A-Z]/.exec(printed) ?? [];
		expect(printed).toContain('Sobek dan simpan');

		const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
		const opened = { box: 'Kotak <b>depan</b>', day, time: '00.00', papers: '2', note: '' };
		expect((await post(`${COUNTER}/kotak`, { ...opened, witness1: 'Saksi', witness2: 'saksi' })).status).toBe(
			422,
		);
		await post(`${COUNTER}/kotak`, { ...opened, witness1: 'Saksi Satu', witness2: 'Saksi Dua' });
		const list = await zainab.read(`${COUNTER}/kotak`);
		expect(list.body).toContain('Kotak &lt;b>depan&lt;/b>');
		const opening = /kotak=([0-9a-f-]{36})/.exec(list.body)?.[1] ?? '';

		const typed = (body: string) => ({
			...{
				way: 'box',
				paper,
				opening,
				story: body,
				kind: 'complaint',
				region: '-',
				confidentiality: 'anonymous',
			},
		});
		const story = aStory('Tulisan tangan dari kotak.');
		const form = new FormData();
		const sent = { key: fieldOf(await zainab.read(COUNTER), 'key'), ...typed(story) };
		for (const [name, value] of Object.entries(sent)) form.append(name, value);
		form.append(
			'paperPhoto',
			new Blob([new Uint8Array(await aPhoto())], { type: 'image/jpeg' }),
			'kertas.jpg',
		);
		const first = await zainab.send(COUNTER, form);
		expect(first.location).toBe(`${COUNTER}/struk`);
		const { code } = receiptOn(await zainab.read(first.location));
		const key = fieldOf(await rahmah.read(COUNTER), 'key');
		const second = await rahmah.send(COUNTER, { key, ...typed(aStory('Diketik lagi.')) });

		expect(second.status).toBe(409);
		expect(textOf(second)).toContain(`Sudah menjadi laporan ${code}`);
		expect(await reportsThatSay(story)).toBe(1);
		const [photo = ''] =
			/\/petugas\/laporan\/[^"]*\/kertas\/[0-9a-f-]{36}/.exec((await rahmah.read(casePath(code))).body) ?? [];
		expect((await rahmah.ask(photo)).headers.get('content-type')).toBe('image/webp');
		expect([(await zainab.ask(photo)).status, (await aCaller().ask(photo)).status]).toEqual([404, 303]);
	});
});

const aPhoto = () =>
	sharp({ create: { width: 320, height: 240, channels: 3, background: 'white' } })
		.jpeg()
		.toBuffer();

describe('who does not sit at the desk', () => {
	test.each(['', '/hari-ini', '/kotak', '/formulir', '/poster', '/struk', '/luring'])(
		'finds nothing at %j',
		async (room) => {
			const budi = await atDesk('budi');
			const nowhere = await budi.ask('/petugas/laporan/MSR-26-00000');
			const answer = await budi.ask(COUNTER + room);

			expect([answer.status, textOf(answer)]).toEqual([404, textOf(nowhere)]);
		},
	);

	test('an entry with fields that are not its own is refused whole', async () => {
		const zainab = await atDesk('zainab');
		const key = fieldOf(await zainab.read(COUNTER), 'key');
		const answer = await zainab.send(COUNTER, { key, way: 'visit', status: 'closed', taken_in_by: 'x' });

		expect(answer.status).toBe(400);
	});
});

describe('a poster', () => {
	test('leads to the form with its office chosen', async () => {
		const { page, context } = await aVisitor({ javaScript: false });
		await page.goto('/lapor?unit=perumda_air');
		await page.getByText('Laporan ini ditujukan kepada').waitFor();
		await page.getByRole('radio', { name: /^Pengaduan(?! pengawasan)/ }).check();
		await page.getByLabel('Ceritakan apa yang terjadi').fill(aStory('Air mati di gang kami.'));
		await page.getByRole('button', { name: 'Lanjut', exact: true }).click();
		await heading(page, 'Di mana, dan kantor apa?');
		const chosen = await page
			.locator('[name=office]:checked, [name=otherOffice]')
			.evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value));
		expect(chosen.some((value) => /^\d+$/.test(value))).toBe(true);
		await context.close();
	});
});

test('every room can be read by everybody on a small phone', async () => {
	const { page, context } = await aCounter({ javaScript: false });
	for (const room of ['', '/luring', '/hari-ini', '/kotak', '/formulir/1-1']) {
		await page.goto(COUNTER + room);
		expect([room, await axeFaults(page)]).toEqual([room, []]);
		await expectNoSidewaysScroll(page);
	}
	await context.close();
});

test('the scripts of the desk stay under 19 kB and no citizen page loads them', async () => {
	const folder = join(import.meta.dirname, '../../static/loket');
	const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
	expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(19_000);
	expect((await aCaller().read('/lapor/1')).body).not.toContain('/loket/');
	expect(inject('address')).toMatch(/^http/);
});
