// The step being typed: kept on this device until the server has it, and offered back when it never got it.

import { NO_SIGNAL } from './offline-copy.js';
import { fieldsOf, fill, mayKeep } from './offline-form.js';
import { ask, offer, remove, say } from './offline-panel.js';
import { drop, everything, keep } from './offline-store.js';

const PAUSE_MS = 500;
const HOUR_MS = 60 * 60 * 1000;
/** What this tab posted last: the next page tells whether the server answered. */
const POSTED = 'posted';

/** What is typed on this page is one thing; what an earlier page left is another, and not overwritten. */
const id = `typed ${globalThis.crypto.randomUUID?.()}`;
let form;
let untouched;
let isHeld = false;
let mayGo = false;

/** Watches the form on this page that people type in, if there is one. */
export async function watchTyped({ dataset }) {
	form = [...document.forms].find((one) =>
		one.querySelector('main textarea, main select, main input[type=text]'),
	);
	if (form) watch();
	addEventListener('submit', noteSubmit);
	await forgetOld(dataset);
	for (const thing of await everything()) if (thing.kind === 'typed' && thing.id !== id) offer(thing);
}

/** Keeps what was typed so far, or takes it back when it became confidential or is as it was. */
export async function keepTyped() {
	if (!form?.isConnected) return;
	if (!mayKeep(form)) return forgetTyped();
	const fields = fieldsOf(form);
	if (JSON.stringify(fields) === untouched) return drop(id);
	await keep(id, { kind: 'typed', path: location.pathname, at: Date.now(), fields });
}

/** Puts what an earlier page left into the form on this one. */
export async function useTyped(earlier) {
	const thing = (await everything()).find((one) => one.id === earlier);
	if (thing) fill(form, thing.fields);
	await remove(earlier);
	await keepTyped();
	form.querySelector('textarea, select, input:not([type=hidden])').focus();
}

export async function forgetTyped() {
	for (const { kind, id } of await everything()) if (kind === 'typed') await drop(id);
}

function watch() {
	untouched = JSON.stringify(fieldsOf(form));
	let timer;
	form.addEventListener('input', () => {
		clearTimeout(timer);
		timer = setTimeout(keepTyped, PAUSE_MS);
	});
	// The one-page form keeps itself.
	if (!('whole' in form.dataset) && form.requestSubmit) form.addEventListener('submit', keepFirst);
}

/** Holds a form back until what was typed is kept, then lets it go: a page that is leaving may write no more. */
function keepFirst(event) {
	if (mayGo) return;
	event.preventDefault();
	event.stopImmediatePropagation();
	if (isHeld) return;
	isHeld = true;
	const patience = new Promise((done) => setTimeout(done, PAUSE_MS));
	const go = () => {
		isHeld = false;
		mayGo = true;
		form.requestSubmit(event.submitter);
		mayGo = false;
	};
	void Promise.race([keepTyped(), patience]).then(go, go);
}

/** What the server has, what was sent, and what is too old goes. */
async function forgetOld({ sent, hours }) {
	const posted = sessionStorage.getItem(POSTED);
	sessionStorage.removeItem(POSTED);
	const cameFrom = document.referrer && new URL(document.referrer).pathname;
	const isAnswer = location.hash !== NO_SIGNAL;
	const oldest = Date.now() - Number(hours) * HOUR_MS;
	for (const thing of await everything()) {
		const isAnswered = isAnswer && thing.id === posted && thing.path === cameFrom;
		const isDone = sent !== undefined || isAnswered || thing.at < oldest || isOnPage(thing);
		if (thing.kind === 'typed' && isDone) await drop(thing.id);
	}
}

function isOnPage({ path, fields }) {
	if (path !== location.pathname || !form) return false;
	const now = fieldsOf(form);
	return Object.entries(fields).every(([name, value]) => (now[name] ?? '') === value);
}

/** Runs after the page's other scripts: what they stopped was not posted. */
function noteSubmit(event) {
	const { action, method } = event.target;
	if (method !== 'post') return;
	if (new URL(action).pathname === '/lapor/hapus') void forgetTyped();
	else if (!event.defaultPrevented) sessionStorage.setItem(POSTED, id);
	else if (!navigator.onLine && event.target === form) void afterStop();
}

/** The form was stopped because there is no signal: says what is kept, or asks. */
async function afterStop() {
	if (!mayKeep(form)) return ask();
	await keepTyped().then(
		() => say('typedKept'),
		() => say('cannotKeep'),
	);
}
