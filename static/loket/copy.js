// A copy of the empty form, which can seal and not open, is shown when the page of the desk cannot be loaded.

import { form } from './entry.js';
import { say, words } from './panel.js';
import { answers } from './send.js';
import { seals } from './store.js';

const DESK = '/petugas/loket';
const COPY = '/petugas/loket/luring';
const OFTEN_MS = 60_000;

/** Keeps the empty form with its style, font and scripts: anew each day, for each officer, and when the style changed. */
export async function keepCopy() {
	await navigator.serviceWorker.register('/loket-worker.js', { scope: DESK });
	const [{ href }] = document.styleSheets;
	const name = ['loket', document.documentElement.lang, new Date().toISOString().slice(0, 10), href, seals].join(' ');
	// The form itself is put last: a copy that was cut off is made anew.
	if (await caches.match(COPY, { cacheName: name, ignoreVary: true })) return;
	const answer = await fetch(COPY);
	if (!answer.ok || answer.redirected) return;
	const { head } = new DOMParser().parseFromString(await answer.clone().text(), 'text/html');
	const parts = [...head.querySelectorAll('[href], [src]')].map((part) => new URL(part.getAttribute('href') ?? part.getAttribute('src'), location.origin + COPY));
	const copies = await caches.open(name);
	await copies.addAll(parts);
	await copies.put(COPY, answer);
	for (const older of await caches.keys()) if (older.startsWith('loket ') && older !== name) await caches.delete(older);
}

/** On the copy: looks for a way back by itself, and lets go of the form when asked to. */
export function mindCopy() {
	addEventListener('online', leaveCopy);
	// A network that kept silent does not say when it is back.
	setInterval(async () => navigator.onLine && (await answers()) && leaveCopy(), OFTEN_MS);
	document.querySelector('[data-desk-close]').addEventListener('click', closeCopy);
}

/** Back to the page that opens and sends what waits; what is being typed is not thrown away for it. */
function leaveCopy() {
	if (form.elements.namedItem('story').value.trim() !== '') document.querySelector('[data-desk-back]').hidden = false;
	else if (location.pathname === `${DESK}/struk`) location.reload(); // the slip of what was just taken in
	else location.replace(DESK);
}

/** Who leaves a shared computer takes the form away; what waits stays sealed for them. */
async function closeCopy() {
	for (const name of await caches.keys()) if (name.startsWith('loket ')) await caches.delete(name);
	for (const worker of await navigator.serviceWorker.getRegistrations()) if (worker.scope.endsWith(DESK)) await worker.unregister();
	form.remove();
	say(words.closed);
}
