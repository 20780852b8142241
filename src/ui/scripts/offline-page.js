// Beside the pages under /lapor: keeps what would be lost without a signal, and shows what is kept.

import { keepCopy, NO_SIGNAL } from './offline-copy.js';
import { agree } from './offline-form.js';
import { remove, say, show, takeBack } from './offline-panel.js';
import { sendWaiting } from './offline-send.js';
import { canKeep, NAME } from './offline-store.js';
import { keepTyped, useTyped, watchTyped } from './offline-typed.js';
import { mend, watchWhole } from './offline-whole.js';

const ACTS = { drop: remove, use: useTyped, send: sendNow, mend: mendHere, agree: keepAgreed };

export function beside() {
	const device = document.querySelector('[data-device]');
	if (!device || !canKeep() || !navigator.serviceWorker) return;
	for (const promise of document.querySelectorAll('[data-can-keep]')) promise.hidden = false;
	const whole = wholeForm();
	if (whole) watchWhole(whole);
	showSignal();
	addEventListener('offline', showSignal);
	addEventListener('online', showSignal);
	addEventListener('online', () => sendWaiting());
	addEventListener('click', act);
	new BroadcastChannel(NAME).addEventListener('message', show);
	void navigator.serviceWorker
		.register('/service-worker.js', { scope: '/lapor' })
		.then(keepCopy)
		.catch(() => undefined); // without a copy, or a place for it, everything else still works
	void watchTyped(device).then(show);
	if (navigator.onLine) void sendWaiting();
}

const wholeForm = () => document.querySelector('[data-whole]');

/** `event` is there when the signal went or came while the page was open. */
function showSignal(event) {
	const notice = document.querySelector('[data-no-signal]');
	if (notice) notice.hidden = navigator.onLine && (event || location.hash !== NO_SIGNAL);
	if (event && navigator.onLine) takeBack();
}

async function act({ target }) {
	const button = target.closest?.('[data-act]');
	if (button) await ACTS[button.dataset.act](button.closest('[data-id]').dataset.id);
}

async function sendNow() {
	const left = await sendWaiting();
	say(left > 0 ? 'stillWaiting' : '');
}

async function mendHere(id) {
	await mend(wholeForm(), id);
	await remove(id);
	wholeForm().querySelector('textarea').focus();
}

/** The person agreed: what was asked about is done now. */
async function keepAgreed() {
	agree();
	takeBack();
	say('');
	if (wholeForm()) return wholeForm().requestSubmit();
	await keepTyped();
	say('typedKept');
}
