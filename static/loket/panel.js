// What is seen of the entries that wait.

import { drop, own, person, stored } from './store.js';
import { fill, form } from './entry.js';

export const panel = document.querySelector('[data-desk-queue]');
export const words = panel?.dataset ?? {};

export function say(sentence) {
	const place = document.querySelector('[data-desk-said]');
	place.textContent = sentence;
	place.className = sentence ? 'notice' : '';
}

export async function show() {
	const all = await stored();
	const entries = await own();
	panel.querySelector('[data-count]').textContent = String(entries.filter(({ state }) => state !== 'sent').length);
	panel.querySelector('[data-foreign]').hidden = all.every((one) => one.person === person);
	panel.querySelector('[data-entries]').replaceChildren(...entries.map(draw));
	panel.hidden = all.length === 0;
	tellQuickExit(all.some(({ state }) => state !== 'sent'));
}

/** The quick exit of a citizen on this computer empties it of everything but what waits here: docs/decisions/0028. */
function tellQuickExit(waits) {
	const secure = location.protocol === 'https:' ? '; secure' : '';
	document.cookie = `tuntas_antre=1; path=/keluar-cepat; samesite=lax; max-age=${waits ? 400 * 24 * 60 * 60 : 0}${secure}`;
}

function draw(entry) {
	const item = document.querySelector('[data-desk-item]').content.firstElementChild.cloneNode(true);
	const { lang } = document.documentElement;
	const when = new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(entry.at);
	const state = words[`state${entry.state[0].toUpperCase()}${entry.state.slice(1)}`];
	const texts = { ...entry, when, state };
	for (const place of item.querySelectorAll('[data-fill]')) place.textContent = texts[place.dataset.fill] ?? '';
	const isShown = { slip: entry.state === 'sent' && entry.slip, faulty: entry.state === 'faulty', sent: entry.state === 'sent' };
	for (const part of item.querySelectorAll('[data-if]')) part.hidden = !isShown[part.dataset.if];
	for (const name of ['key', 'paper']) item.querySelector(`[name=${name}]`).value = entry[name];
	item.dataset.id = entry.id;
	return item;
}

/** A button of an entry: it goes back into the form, or off the list. */
export async function act({ target }) {
	const button = target.closest('[data-act]');
	if (!button) return;
	const { id } = button.closest('[data-id]').dataset;
	if (button.dataset.act === 'mend') fill((await own()).find((one) => one.id === id));
	await drop(id);
	await show();
	form.elements.namedItem('story').focus();
}
