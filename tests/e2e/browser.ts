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

export type Visit = {
	readonly javaScript?: boolean;
	readonly width?: number;
	readonly dark?: boolean;
	/** A screen that is touched. */
	readonly touch?: boolean;
	/** `off`: no worker of the page stands between it and a test that watches what is sent. */
	readonly offline?: 'on' | 'off';
};

let browser: Browser | undefined;

/** A fresh visitor: no cookies, a small phone unless said otherwise. */
export async function aVisitor({
	javaScript = true,
	width = 360,
	dark = false,
	touch = false,
	offline = 'on',
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
		hasTouch: touch,
		locale: 'id-ID',
		serviceWorkers: offline === 'on' ? 'allow' : 'block',
	});
	context.setDefaultTimeout(10_000);
	return { page: await context.newPage(), context };
}

export async function closeBrowser(): Promise<void> {
	await browser?.close();
	browser = undefined;
	mirror = undefined;
}

let mirror: Promise<Page> | undefined;

/** What axe finds wrong with the page, as it stands: its HTML is shown once more where scripts may run. */
export async function axeFaults(page: Page): Promise<string[]> {
	mirror ??= aMirror();
	const copy = await mirror;
	const { width, height } = page.viewportSize() ?? { width: 360, height: 740 };
	const [html, isDark] = [await page.content(), await page.evaluate(DARK)];
	await copy.context().addCookies(await page.context().cookies());
	await copy.setViewportSize({ width, height });
	await copy.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' });
	await copy.route(page.url(), (route) => route.fulfill({ contentType: 'text/html', body: html }));
	await copy.goto(page.url());
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
	await copy.unrouteAll();
	await copy.context().clearCookies();
	return found;
}

const DARK = "matchMedia('(prefers-color-scheme: dark)').matches";

/** Chromium takes a script from outside only where the page's own policy does not hold. */
async function aMirror(): Promise<Page> {
	const { context } = await aVisitor();
	const mirroring = await context.browser()?.newContext({ bypassCSP: true, serviceWorkers: 'block' });
	await context.close();
	if (!mirroring) throw new Error('the browser is gone');
	return mirroring.newPage();
}

/** Presses the browser's own back button; a page that is just being changed for another has none yet. */
export async function goBack(page: Page): Promise<void> {
	const pressed = () =>
		page.goBack().then(
			() => true,
			() => false,
		);
	await expect.poll(pressed, { timeout: 10_000 }).toBe(true);
}

/** The page is no wider than its window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
	const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
	expect(wider).toBeLessThanOrEqual(0);
}
