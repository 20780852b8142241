/** A real browser for journeys: pages with and without JavaScript, and what must hold on every page. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export type Visit = { readonly javaScript?: boolean; readonly width?: number; readonly dark?: boolean };

let browser: Browser | undefined;

/** A fresh visitor: no cookies, a small phone unless said otherwise. */
export async function aVisitor({
	javaScript = true,
	width = 360,
	dark = false,
}: Visit = {}): Promise<{ page: Page; context: BrowserContext }> {
	browser ??= await chromium.launch({
		executablePath: process.env.TUNTAS_TEST_CHROMIUM ?? '/usr/bin/chromium',
		args: FLAGS,
	});
	const context = await browser.newContext({
		baseURL: inject('address'),
		javaScriptEnabled: javaScript,
		viewport: { width, height: width < 600 ? 740 : 900 },
		colorScheme: dark ? 'dark' : 'light',
		locale: 'id-ID',
	});
	context.setDefaultTimeout(10_000);
	return { page: await context.newPage(), context };
}

export async function closeBrowser(): Promise<void> {
	await browser?.close();
	browser = undefined;
}

/** What axe finds wrong with the page; run in a context with JavaScript, on the same HTML. */
export async function axeFaults(page: Page): Promise<string[]> {
	const { page: copy, context } = await aVisitor({ width: page.viewportSize()?.width ?? 360 });
	await context.addCookies(await page.context().cookies());
	await copy.goto(page.url());
	const session = await context.newCDPSession(copy);
	await session.send('Page.setBypassCSP', { enabled: true });
	await copy.reload();
	await copy.evaluate(axe);
	const found = await copy.evaluate(async () => {
		const run = (
			globalThis as unknown as {
				axe: {
					run(target: unknown): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }>;
				};
			}
		).axe;
		const { violations } = await run.run(document);
		return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`);
	});
	await context.close();
	return found;
}

/** The page is no wider than its window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
	const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
	expect(wider).toBeLessThanOrEqual(0);
}
