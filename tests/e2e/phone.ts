/** A phone that opened the form once while it had a signal, and what is on it and at the server afterwards. */
import pg from 'pg';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { readConfig } from '#server/platform/config.ts';
import { openInstallation } from '../../scripts/installation.ts';
import { aVisitor } from './browser.ts';

/** For what a busy machine may take a while to do. */
export const SOON = { timeout: 10_000 };

export const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

export async function aPhone(): Promise<{ page: Page; context: BrowserContext }> {
	const { page, context } = await aVisitor();
	await page.goto('/lapor/1');
	await page.evaluate('navigator.serviceWorker.ready');
	const hasCopy = () => page.evaluate(`caches.match('/lapor/luring', { ignoreVary: true }).then(Boolean)`);
	await expect.poll(hasCopy, SOON).toBe(true);
	return { page, context };
}

/** A browser that never wakes a page's script in the background. */
export async function withoutBackground(context: BrowserContext): Promise<void> {
	await context.addInitScript(`
		delete globalThis.SyncManager;
		Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: undefined });`);
}

/** Fills the one-page form. */
export async function write(page: Page, story: string, shown = 'Anonim'): Promise<void> {
	await page.getByRole('radio', { name: /^Pengaduan(?! pengawasan)/ }).check();
	await page.getByLabel('Ceritakan apa yang terjadi').fill(story);
	await page.getByLabel('Kecamatan dan desa').selectOption({ label: 'Pasar Purun' });
	await page.getByLabel('Tempat persisnya').fill('Depan pasar lama');
	await page.getByRole('radio', { name: new RegExp(`^${shown}`) }).check();
	await page.getByRole('checkbox', { name: /Cerita ini benar/ }).check();
}

export const send = (page: Page) => page.getByRole('button', { name: 'Kirim laporan' }).click();

/** How many things the phone keeps. */
export const kept = (page: Page) =>
	page.evaluate<number>(
		`new Promise((done) => {
			const asked = indexedDB.open('tuntas', 1);
			asked.onupgradeneeded = () => asked.transaction.abort();
			asked.onerror = () => done(0);
			asked.onsuccess = () => {
				const counted = asked.result.transaction('kept').objectStore('kept').count();
				counted.onsuccess = () => { asked.result.close(); done(counted.result); };
			};
		})`,
	);

/** How many reports with this story the government has. */
export async function reportsThatSay(story: string): Promise<number> {
	const { ownerUrl, close } = await openInstallation(readConfig({ TUNTAS_DATA: inject('data') }));
	const owner = new pg.Client({ connectionString: ownerUrl });
	await owner.connect();
	const { rows } = await owner.query('select count(*)::int as n from report_content where body = $1', [
		story,
	]);
	await owner.end();
	await close();
	return rows[0].n;
}
