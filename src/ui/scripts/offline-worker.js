// In the background: shows the one-page form when the network is gone, and sends what waits when it is back.

import { NO_SIGNAL, PAGE } from './offline-copy.js';
import { sendWaiting } from './offline-send.js';

/** After so long without an answer, a page counts as out of reach; a form post is waited for. */
const PATIENCE_MS = 15_000;
const FORM = /^\/lapor(\/|$)/;
const PART = /^\/(_app\/|service-worker\.js$|favicon)/;

export function inBackground() {
	addEventListener('install', () => skipWaiting());
	addEventListener('activate', (event) => event.waitUntil(clients.claim()));
	addEventListener('fetch', (event) => {
		const { request } = event;
		const { pathname, origin } = new URL(request.url);
		if (origin !== location.origin) return;
		if (request.mode === 'navigate' && FORM.test(pathname)) event.respondWith(page(request, pathname));
		if (request.mode !== 'navigate' && PART.test(pathname)) event.respondWith(part(request, pathname));
	});
	// The browser asks again later as long as this fails.
	addEventListener('sync', (event) =>
		event.waitUntil(sendWaiting().then((left) => left > 0 && Promise.reject(new Error('no signal')))),
	);
}

/** Somebody was just led to the copy: they have waited for the network once already. */
let isLed = false;

async function page(request, pathname) {
	const copy = await caches.match(PAGE, { ignoreVary: true });
	if (!copy) return fetch(request);
	if (isLed && pathname === PAGE) return led(false, copy);
	try {
		return await (request.method === 'GET' ? soon(fetch(request)) : fetch(request));
	} catch {
		return pathname === PAGE ? copy : led(true, Response.redirect(PAGE + NO_SIGNAL, 303));
	}
}

function led(now, answer) {
	isLed = now;
	return answer;
}

function soon(answer) {
	const tooLate = new Promise((_, fail) => {
		setTimeout(fail, PATIENCE_MS);
	});
	return Promise.race([answer, tooLate]);
}

/** Style, font and script: what is named after its content comes from the copy, the rest only without a network. */
async function part(request, pathname) {
	const copy = () => caches.match(request, { ignoreVary: true });
	if (pathname.startsWith('/_app/immutable/')) return (await copy()) ?? fetch(request);
	return fetch(request).catch(async () => (await copy()) ?? Response.error());
}
