/** What nobody may see of a photograph is covered: by boxes drawn with mouse, finger or keys, or by ticking squares. */
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, expect, inject, test } from 'vitest';
import { aVisitor, axeFaults, closeBrowser, expectNoSidewaysScroll, type Visit } from './browser.ts';
import { aCaller } from './caller.ts';
import { atDesk, seat } from './people.ts';
import { aDraft, aStory, casePath, receiptOn, sendOff } from './reports.ts';

afterAll(closeBrowser);

const STRIPES =
	'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900"><pattern id="p" width="50" height="50" patternUnits="userSpaceOnUse"><rect width="25" height="50" fill="red"/><rect x="25" width="25" height="50" fill="blue"/></pattern><rect width="1200" height="900" fill="url(#p)"/></svg>';

/** Red and blue stripes, twelve squares wide and nine high: whatever is covered is neither red nor blue any more. */
async function aPicture(): Promise<File> {
	const bytes = await sharp(Buffer.from(STRIPES))
		.jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
		.toBuffer();
	return new File([new Uint8Array(bytes)], 'foto.jpg');
}

async function aPageOfTheStep(
	visit: Visit,
): Promise<{ page: Page; code: string; close: () => Promise<void> }> {
	const reporter = await aDraft({ story: aStory('Papan pengumuman pasar roboh.') });
	const form = new FormData();
	form.append('photos', await aPicture());
	await reporter.send('/lapor/3?/tambah', form);
	const { code } = receiptOn(await sendOff(reporter));
	const { page, context } = await aVisitor(visit);
	await seat(context, await atDesk('rahmah'));
	await page.goto(`${casePath(code)}/langkah/forward`);
	return { page, code, close: () => context.close() };
}

/** Sends the report on with the photograph as it was chosen; whether the public sees stripes in these squares. */
async function released(page: Page, code: string, squares: readonly (readonly [number, number])[]) {
	await page.locator('[name="target"]').first().check();
	await page.locator('[name="publicTitle"]').fill('Papan pengumuman pasar roboh');
	await page.locator('[name="publicBody"]').fill('Papan pengumuman pasar roboh menutup jalan.');
	await page.locator('button[name="take"]:visible').click();
	await page.waitForURL(/selesai=langkah/);
	const { body } = await aCaller().read(`/l/${code}`);
	const [, path = ''] = /href="(\/foto\/[^"]+)"/.exec(body) ?? [];
	const answer = await fetch(new URL(path, inject('address')));
	const image = sharp(Buffer.from(await answer.arrayBuffer())).resize(1200, 900, { fit: 'fill' });
	const { data } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
	return squares.map(([column, row]) => {
		const at = ((row * 100 + 50) * 1200 + column * 100 + 12) * 3;
		return (data[at] ?? 0) > 180;
	});
}

const chosen = (page: Page) =>
	page
		.locator('[data-squares] input')
		.evaluateAll((all) =>
			all.flatMap((one) =>
				(one as unknown as { checked: boolean }).checked
					? [Number((one as unknown as { value: string }).value)]
					: [],
			),
		);
const boxes = (page: Page) => page.locator('[data-boxes] button');

test('boxes are drawn, moved, taken away and brought back with the mouse, and cover for ever', async () => {
	const { page, code, close } = await aPageOfTheStep({ width: 1280 });
	const layer = page.locator('[data-boxes]');
	await layer.scrollIntoViewIfNeeded();
	const { x, y, width, height } = (await layer.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
	const at = (column: number, row: number) => [x + (column / 12) * width, y + (row / 9) * height] as const;
	const drag = async (from: readonly [number, number], to: readonly [number, number]) => {
		await page.mouse.move(...from);
		await page.mouse.down();
		await page.mouse.move(...to, { steps: 4 });
		await page.mouse.up();
	};

	await drag(at(6.5, 2.5), at(8.5, 4.5));
	expect(await boxes(page).count()).toBe(1);
	await drag(at(7.5, 3.5), at(3.5, 3.5));
	expect(await chosen(page)).toEqual([26, 27, 28, 38, 39, 40, 50, 51, 52]);
	await drag(at(10.2, 7.2), at(10.4, 7.4));
	await page.keyboard.press('Delete');
	expect(await boxes(page).count()).toBe(1);
	await page.getByRole('button', { name: 'Urungkan' }).click();
	expect(await boxes(page).count()).toBe(2);
	await page.getByRole('button', { name: 'Urungkan' }).click();
	expect(await axeFaults(page)).toEqual([]);

	expect(
		await released(page, code, [
			[2, 2],
			[4, 4],
			[5, 3],
			[3, 5],
		]),
	).toEqual([false, false, true, true]);
	await close();
});

test('by keyboard and by finger alone the same boxes are named, moved, resized and removed', async () => {
	const { page, close } = await aPageOfTheStep({ width: 360 });
	await page.getByRole('button', { name: 'Tambah kotak' }).press('Enter');
	const box = page.getByRole('button', { name: 'Kotak 1: baris 4 sampai 6, kolom 5 sampai 7' });
	await box.press('ArrowLeft');
	await page.keyboard.press('Shift+ArrowUp');
	await page.getByRole('button', { name: 'Kotak 1: baris 4 sampai 5, kolom 4 sampai 6' }).waitFor();
	expect(await chosen(page)).toEqual([39, 40, 41, 51, 52, 53]);
	expect(await page.locator('input[value="redacted"]').isChecked()).toBe(true);
	await expectNoSidewaysScroll(page);

	await page.getByRole('button', { name: 'Pakai petak' }).click();
	await page.getByLabel('Baris 1, kolom 1', { exact: true }).check();
	await page.getByRole('button', { name: 'Pakai petak' }).click();
	expect(await boxes(page).count()).toBe(2);
	await page.getByRole('button', { name: /Kotak 1: baris 1/ }).press('Delete');
	expect(await chosen(page)).toEqual([39, 40, 41, 51, 52, 53]);
	await close();
});

test('by touch boxes are drawn, moved and resized, and the page stands still', async () => {
	const { page, close } = await aPageOfTheStep({ width: 360, touch: true, dark: true });
	const layer = page.locator('[data-boxes]');
	await layer.evaluate((it) =>
		(it as unknown as { scrollIntoView(how: object): void }).scrollIntoView({ block: 'center' }),
	);
	const { x, y, width, height } = (await layer.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
	const finger = await page.context().newCDPSession(page);
	const touch = (type: string, points: readonly (readonly [number, number])[]) =>
		finger.send('Input.dispatchTouchEvent', {
			type: type as 'touchStart',
			touchPoints: points.map(([column, row]) => ({
				x: x + (column / 12) * width,
				y: y + (row / 9) * height,
			})),
		});
	const drag = async (from: readonly [number, number], to: readonly [number, number]) => {
		await touch('touchStart', [from]);
		for (const part of [0.25, 0.5, 0.75, 1])
			await touch('touchMove', [[from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]]);
		// Lifted in the middle of a move it would be a flick, and the tap after it would only end that.
		await page.waitForTimeout(150);
		await touch('touchEnd', []);
	};
	const scrolled = () => page.evaluate<number>('scrollY');
	const before = await scrolled();
	expect(before).toBeGreaterThan(0);

	await drag([4.5, 7.5], [6.5, 2.5]); // upwards, as one would to scroll on
	expect([await boxes(page).count(), await scrolled()]).toEqual([1, before]);
	await drag([5.5, 4.5], [2.5, 4.5]);
	expect((await chosen(page))[0]).toBe(2 * 12 + 1);
	const { width: wide, height: high } = (await page.locator('[data-corner]').boundingBox()) ?? {
		width: 0,
		height: 0,
	};
	expect(Math.min(wide, high)).toBeGreaterThanOrEqual(24);
	const many = (await chosen(page)).length;
	await drag([3.8, 7.8], [6.8, 7.8]);
	expect((await chosen(page)).length).toBeGreaterThan(many);

	await page.locator('[data-act="remove"]').tap();
	await expect.poll(() => boxes(page).count()).toBe(0);
	expect(await chosen(page)).toEqual([]);
	await page.locator('[data-act="undo"]').tap();
	await expect.poll(() => boxes(page).count()).toBe(1);
	await close();
});

test('without JavaScript squares are ticked, and what they cover is gone as well', async () => {
	const { page, code, close } = await aPageOfTheStep({ width: 360, javaScript: false });
	await page.locator('input[value="redacted"]').check();
	await page.getByLabel('Baris 2, kolom 3', { exact: true }).check();

	expect(
		await released(page, code, [
			[2, 1],
			[3, 1],
		]),
	).toEqual([false, true]);
	await close();
});
