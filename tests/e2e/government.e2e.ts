import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { aVisitor, axeFaults, closeBrowser, expectNoSidewaysScroll } from './browser.ts';
import { type Answer, aCaller, textOf } from './caller.ts';
import { asOwner } from './owner.ts';
import { account, atDesk, seat } from './people.ts';
import { aReport, aStory, forward, type Sent } from './reports.ts';

afterAll(closeBrowser);

const ROADS = 'Dinas Pekerjaan Umum dan Penataan Ruang';
const OTHER = 'lembahpurnama.example';

/** As an administrator types it. */
function newAgency(...words: readonly string[]) {
	const { DATABASE_URL: _, ...environment } = process.env;
	const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/new-agency.ts', ...words], {
		env: { ...environment, TUNTAS_DATA: inject('data') },
		encoding: 'utf8',
	});
	return { status, said: stdout + stderr };
}

describe('a second government in one installation', () => {
	let here: Sent;
	let there: Sent;
	const atOther = () => aCaller(undefined, undefined, OTHER);

	beforeAll(async () => {
		expect(newAgency('packs/test/wib.json').status).toBe(0);
		here = await aReport({ story: aStory('Jembatan kayu lapuk.') });
		await forward(await atDesk('rahmah'), here.code, ROADS);
		for (let tries = 0; tries < 50 && (await atOther().ask('/')).status !== 200; tries += 1) await pause(100);
		there = await aReport({ story: aStory('Pasar becek.'), host: OTHER });
	});

	// The first administrator of other journeys belongs to no government of these tests.
	afterAll(() => asOwner("update agency set demo = true where key = 'lembah_purnama'"));

	test('comes in by one command, which says line and field of every fault and changes nothing twice', () => {
		const broken = join(inject('data'), 'broken.json');
		const pack = readFileSync('packs/test/wib.json', 'utf8');
		writeFileSync(
			broken,
			pack.replace('"prefix": "WPB"', '"prefix": "IOU"').replace('"parent": null,', '"parent": 7,'),
		);

		const refused = newAgency(broken, '--check');
		const again = newAgency('packs/test/wib.json');

		expect(refused.status).toBe(1);
		expect(refused.said).toContain(`${broken}:7: agency.prefix:`);
		expect(refused.said).toContain('agency.parent:');
		expect(again).toMatchObject({ status: 0 });
		expect(again.said).toContain('Nothing was changed.');
		expect(again.said).toContain(`host name: ${OTHER}`);
		expect(newAgency('packs/test/wib.json', '--link').said).toMatch(
			/first administrator .*\/pasang\/[\w-]{20,}/,
		);
	});

	test('shows nothing of the first at any door, and the first nothing of it', async () => {
		expect(there.code).toMatch(/^WPB-/);
		const at = (host: string | null) => ({
			ask: (path: string) => aCaller(undefined, undefined, host).ask(path),
		});
		for (const [host, foreign] of [
			[OTHER, here],
			[null, there],
		] as const) {
			const { ask } = at(host);
			const none = foreign.code.replace(/-[^-]+$/, '-00000');
			const same = (answer: Answer, code: string) => [answer.status, answer.body.replaceAll(code, 'CODE')];
			for (const path of ['/l/CODE', '/foto/CODE/0190a000-0000-7000-8000-000000000001', '/l/CODE/jam'])
				expect(same(await ask(path.replace('CODE', foreign.code)), foreign.code)).toEqual(
					same(await ask(path.replace('CODE', none)), none),
				);
			expect((await ask(`/l/${foreign.code}`)).status).toBe(404);
			for (const path of [
				'/',
				'/laporan?keadaan=all',
				'/laporan.rss',
				'/laporan.csv',
				'/rapor',
				'/data-terbuka',
			])
				expect([path, (await ask(path)).body.includes(foreign.code)]).toEqual([path, false]);
		}
	});

	test('opens no receipt and no session of the first, and signs nobody of it in', async () => {
		const opened = await atOther().ask(`/t/${here.receipt}`);
		const own = await here.reporter.ask(`/l/${here.code}`, { headers: { host: OTHER } });
		const officer = await (await atDesk('rahmah')).ask('/petugas', { headers: { host: OTHER } });
		const { email, password } = await account('rahmah');
		const door = await atOther().send('/masuk', { email, password });

		expect([opened.status === 303 && opened.location.startsWith('/l/'), own.status]).toEqual([false, 404]);
		expect(officer.status === 303 ? officer.location : officer.status).toMatch(/^\/masuk/);
		if (door.status === 303) expect(door.location).not.toMatch(/^\/petugas/);
	});

	test('is not found at a name nobody has', async () => {
		expect((await aCaller(undefined, undefined, 'tidakada.example').ask('/')).status).toBe(404);
	});
});

test('an administrator keeps the calendar, the terms and the announcements on a phone without JavaScript', async () => {
	const { page, context } = await aVisitor({ javaScript: false });
	await seat(context, await atDesk('reza'));
	const isWell = async () => {
		await expectNoSidewaysScroll(page);
		expect(await axeFaults(page)).toEqual([]);
	};

	await page.goto('/kelola/kalender');
	await page.getByLabel('Daftar hari libur').fill('date,type,name\n2031-02-30,libur_daerah,Hari jadi');
	await page.getByRole('button', { name: 'Periksa dulu' }).click();
	expect(await page.getByRole('alert').textContent()).toContain('Baris 2: tanggal tidak ada');
	await isWell();
	await page.getByLabel('Daftar hari libur').fill('date,type,name\n2031-02-27,libur_daerah,Hari jadi');
	await page.getByLabel('Keputusan yang menetapkan').fill('Keputusan Bupati 5/2030');
	await page.getByRole('button', { name: 'Periksa dulu' }).click();
	await expect.poll(() => page.getByText('Tidak ada tenggat terbuka yang bergeser.').count()).toBe(1);
	await page.getByRole('button', { name: 'Simpan perubahan' }).click();
	expect(await page.getByText('sedang dihitung ulang').count()).toBe(1);
	expect(await asOwner<number>("select count(*)::int from day_off where date = '2031-02-27'")).toBe(1);

	for (const path of [
		'/kelola/kalender/jam',
		'/kelola/tenggat',
		'/kelola/kategori',
		'/kelola/balasan',
		'/kelola/pengaturan',
	]) {
		await page.goto(path);
		await isWell();
	}
	await announce(page, 'Pemeliharaan malam ini');
	await isWell();
	const visitor = aCaller();
	const says = async (path: string) =>
		textOf({ body: (await visitor.ask(path)).body.replace('<main', '<x') });
	for (const path of ['/', '/laporan'])
		await expect.poll(() => says(path), { timeout: 5000 }).toContain('Pemeliharaan malam ini');
	await page.getByRole('button', { name: 'Hapus Pemeliharaan malam ini' }).click();
	await expect.poll(() => says('/'), { timeout: 5000 }).not.toContain('Pemeliharaan malam ini');
	await context.close();
});

async function announce(page: Page, title: string): Promise<void> {
	await page.goto('/kelola/pengumuman');
	await page.getByLabel('Pemeliharaan').check();
	await page.getByLabel('Judul', { exact: true }).fill(title);
	await page.getByLabel('Mulai tanggal').fill('2026-01-01');
	await page.getByLabel('Sampai tanggal').fill('2099-01-01');
	await page.getByRole('button', { name: 'Simpan perubahan' }).click();
	expect(await page.getByText('sedang tampil').count()).toBe(1);
}
