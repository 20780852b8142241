// The front desk without a connection, or on one that does not answer: entries are kept on this device before they are
// sent, and wait there when nothing answers. Without these files every page of the desk works, as long as something does.

import { keepCopy, mindCopy } from './copy.js';
import { begin, entryNow, form, renew } from './entry.js';
import { act, panel, say, show, words } from './panel.js';
import { answers, post, sendWaiting } from './send.js';
import { canKeep, drop, keep } from './store.js';

const OFTEN_MS = 60_000;
const offline = document.querySelector('[data-desk-offline]');
const isCopy = form?.hasAttribute('data-desk-copy');
/** One press is one entry; what is sent as the browser does it goes past everything here. */
const now = { isBusy: false, isPlain: false };

/** Keeps what was typed, and sends it where something answers; the page that follows is the server's. */
async function takeIn(submitter) {
	const entry = await entryNow();
	await keep(entry.key, entry);
	if (isCopy || !navigator.onLine) return waits(words.kept);
	say(words.sending);
	const answer = await post(entry, `?struk${(submitter?.getAttribute('formaction') ?? '').replace('?', '&')}`);
	if (!answer) return waits(words.silent);
	if (answer.next) {
		await drop(entry.key);
		location.assign(answer.next);
		return;
	}
	// The server says on its own page what to mend. Should that not come, the entry lies here to be mended.
	if (answer.faults) await keep(entry.key, { ...entry, state: 'faulty', more: answer.faults.join(' ') });
	else await drop(entry.key);
	form.submit();
}

async function waits(sentence) {
	begin();
	await show();
	say(sentence);
}

/** Questions about other reports cannot wait: they are asked when something answers. */
async function ask(submitter) {
	if (await answers()) plainly(submitter);
	else say(words.unasked);
}

function plainly(submitter) {
	now.isPlain = true;
	form.requestSubmit(submitter);
}

/** Before the page's other scripts, which would only stop it. */
async function onSubmit(event) {
	if (now.isPlain) {
		now.isPlain = false;
		return;
	}
	event.preventDefault();
	event.stopPropagation();
	if (now.isBusy) return;
	now.isBusy = true;
	const { submitter } = event;
	if ('online' in (submitter?.dataset ?? {})) await ask(submitter);
	// Where nothing can be kept, sending is the best there is.
	else await takeIn(submitter).catch(() => (isCopy || !navigator.onLine ? say(words.cannotKeep) : plainly(submitter)));
	now.isBusy = false;
}

const showSignal = () => {
	offline.hidden = navigator.onLine || isCopy;
};

/** What is being sent just now is not sent beside it. */
const sendAndShow = async () => {
	if (now.isBusy) return;
	await sendWaiting();
	await show();
};

function watch() {
	for (const hint of document.querySelectorAll('[data-script]')) hint.hidden = false;
	addEventListener('keydown', (event) => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
	});
	// Choosing the box opens its part.
	form.addEventListener('change', ({ target }) => {
		if (target.name === 'way') form.querySelector('[data-box]').open = target.value === 'box';
	});
}

async function waitHere() {
	showSignal();
	addEventListener('online', showSignal);
	addEventListener('offline', showSignal);
	panel.addEventListener('click', act);
	form.addEventListener('submit', onSubmit);
	if (isCopy) {
		renew();
		mindCopy();
		return show();
	}
	if ('serviceWorker' in navigator) keepCopy().catch(() => undefined); // then the desk opens with a network only
	// What is in the form to be mended no longer waits.
	if (document.querySelector('[data-errors]')) await drop(form.elements.namedItem('key').value);
	addEventListener('online', sendAndShow);
	// A network that kept silent does not say when it is back.
	setInterval(sendAndShow, OFTEN_MS);
	await show();
	await sendAndShow();
}

if (form) watch();
if (form && panel && canKeep) waitHere().catch(() => undefined); // nothing can be kept: the form works as without scripts
