// The copy of the one-page form that is shown without a network.

export const PAGE = '/lapor/luring';
/** At the end of its address when it stands in for another page. */
export const NO_SIGNAL = '#tanpa-sinyal';

/** Keeps the page with its style, font and scripts: anew each day, in each language, and when the style changed. */
export async function keepCopy() {
	const [{ href }] = document.styleSheets;
	const name = [document.documentElement.lang, new Date().toISOString().slice(0, 10), href].join(' ');
	if (await caches.match(PAGE, { cacheName: name, ignoreVary: true })) return;
	const html = await (await fetch(PAGE)).text();
	const { head } = new DOMParser().parseFromString(html, 'text/html');
	const parts = [...head.querySelectorAll('[href], [src]')].map(
		(part) => new URL(part.getAttribute('href') ?? part.getAttribute('src'), location.origin + PAGE),
	);
	await (await caches.open(name)).addAll([PAGE, ...parts]);
	for (const older of await caches.keys())
		if (older !== name && !older.startsWith('loket')) await caches.delete(older);
}
