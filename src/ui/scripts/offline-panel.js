// Shows what this device keeps. Every word comes from the page: templates are filled in here, nothing is written.

import { drop, everything } from './offline-store.js';

const device = globalThis.document?.querySelector('[data-device]');
/** What this page alone knows: nobody agreed to keep it. */
let unkept = [];
let shown = '';

/** Draws the reports anew when something changed: whole where there is room for them, elsewhere the way there. */
export async function show() {
	const reports = [...(await everything()).filter(({ kind }) => kind !== 'typed'), ...unkept];
	const now = JSON.stringify(reports);
	if (now === shown) return;
	shown = now;
	const list = document.querySelector('[data-list]');
	list?.replaceChildren(...reports.map(draw));
	(list?.parentElement ?? device.querySelector('[data-link]')).hidden = reports.length === 0;
	settle();
}

/** The same, for a thing that is not kept. */
export function showUnkept(thing) {
	unkept.push({ ...thing, id: crypto.randomUUID() });
	return show();
}

/** Offers typed text that never reached the server, on its own step or wherever it fits. */
export function offer(thing) {
	const fits = thing.path === location.pathname || document.querySelector('[data-whole]') !== null;
	const piece = draw(thing);
	piece.querySelector('[data-act=use]').hidden = !fits;
	Object.assign(piece.querySelector('[data-go]'), { href: thing.path, hidden: fits });
	device.append(piece);
	settle();
}

/** Says a sentence of the page aloud, by its name, where it is seen from anywhere on the page. */
export function say(sentence) {
	const place = document.querySelector('[data-say]');
	place.textContent = device.dataset[sentence] ?? '';
	place.hidden = !place.textContent;
	for (const other of document.querySelectorAll('[data-offline] > :not([data-say])')) other.hidden = true;
}

/** Asks whether something confidential may be kept. */
export function ask() {
	const question = device.querySelector('[data-kind=ask]') ?? draw({ kind: 'ask' });
	device.append(question);
	settle();
	question.focus();
}

/** The signal is back: what was asked without it, and what was said, no longer holds. */
export function takeBack() {
	const question = device.querySelector('[data-kind=ask]');
	question?.remove();
	settle();
	say(question ? 'signalBack' : '');
}

/** Takes a thing off the device and off the page. */
export async function remove(id) {
	await drop(id);
	unkept = unkept.filter((thing) => thing.id !== id);
	for (const piece of document.querySelectorAll('[data-kind]')) if (piece.dataset.id === id) piece.remove();
	settle();
	await show();
	document.querySelector('main').focus();
}

/** Takes no room while it has nothing to show. */
function settle() {
	device.hidden = ![...device.children].some(({ hidden }) => !hidden);
}

function draw(thing) {
	const template = document.querySelector(`template[data-item=${thing.kind}]`);
	const piece = template.content.firstElementChild.cloneNode(true);
	Object.assign(piece.dataset, { id: thing.id, kind: thing.kind });
	const texts = { ...thing, when: whenOf(thing.at), size: sizeOf(thing.bytes) };
	for (const place of piece.querySelectorAll('[data-fill]')) place.textContent = texts[place.dataset.fill];
	const state = stateOf(thing);
	for (const part of piece.querySelectorAll('[data-if]')) part.hidden = !state[part.dataset.if];
	for (const link of piece.querySelectorAll('[data-receipt]')) link.href = `/t/${thing.receipt}`;
	for (const fault of thing.faults ?? []) {
		const line = document.createElement('li');
		line.textContent = fault;
		piece.querySelector('[data-faults]').append(line);
	}
	return piece;
}

/** Which of its sentences a report shows: to be mended, or when it will go. */
function stateOf(thing) {
	const faulty = Boolean(thing.faults);
	const alone = 'SyncManager' in globalThis;
	return { faulty, whole: !faulty, alone: !faulty && alone, open: !faulty && !alone };
}

function whenOf(at) {
	const { lang } = document.documentElement;
	const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' };
	const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' };
	return [day, time].map((parts) => new Intl.DateTimeFormat(lang, parts).format(at)).join(' · ');
}

function sizeOf(bytes = 0) {
	const { lang } = document.documentElement;
	return `${new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(bytes / 1000)} kB`;
}
