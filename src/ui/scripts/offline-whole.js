// The whole form on one page: kept first, then sent, so that neither a lost network nor a lost answer loses it.

import { fieldsOf, fill, mayKeep } from './offline-form.js';
import { ask, say, show, showUnkept } from './offline-panel.js';
import { newKey, post, send } from './offline-send.js';
import { drop, everything, keep } from './offline-store.js';
import { forgetTyped } from './offline-typed.js';

const TITLE_LENGTH = 80;
let busy = false;

export function watchWhole(form) {
	form.elements.namedItem('key').value = newKey();
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		event.stopPropagation();
		if (isComplete(form) && !busy) void deliver(form);
	});
}

/** Puts a kept report back into the form, to be mended. */
export async function mend(form, id) {
	const report = (await everything()).find((one) => one.id === id);
	if (report) fill(form, report.fields);
}

async function deliver(form) {
	const done = showBusy(form);
	const key = form.elements.namedItem('key').value;
	const fields = { ...fieldsOf(form), truth: 'yes' };
	const report = { kind: 'report', at: Date.now(), key, fields, title: titleOf(fields.story) };
	try {
		const id = mayKeep(form) && (await kept(report));
		await (id ? deliverKept(form, report, id) : deliverUnkept(form, report));
	} finally {
		done();
	}
}

/** Its id on this device; nothing where the browser has no room for it. */
async function kept(report) {
	const id = crypto.randomUUID();
	return await keep(id, report).then(
		() => id,
		() => undefined,
	);
}

/** From here on the device has it, whatever happens to the page. */
async function deliverKept(form, report, id) {
	await forgetTyped();
	const answer = navigator.onLine ? await send({ ...report, id }) : {};
	if (answer.faults) {
		await drop(id);
		return form.submit(); // the server says what to mend, on the page
	}
	clear(form);
	await leaveToBackground();
	await show();
	document.getElementById('here')?.focus();
}

/** Nobody agreed to keep it, or nothing can: sent from this page, which has it until it has arrived. */
async function deliverUnkept(form, report) {
	const answer = navigator.onLine ? await post(report) : {};
	if (answer.faults) return form.submit();
	if (!answer.receipt) return mayKeep(form) ? say('cannotKeep') : ask();
	clear(form);
	await showUnkept({ ...answer, kind: 'sent', title: report.title });
	document.getElementById('here')?.focus();
}

/** Once the signal is back the browser wakes the background script, where it can. */
async function leaveToBackground() {
	const registration = await navigator.serviceWorker.getRegistration();
	await registration?.sync?.register('lapor').catch(() => undefined);
}

function clear(form) {
	form.reset();
	form.elements.namedItem('key').value = newKey();
}

/** The same as the server asks for, as far as a browser can tell without it. */
function isComplete(form) {
	const { kind, story, region, truth, confidentiality, name } = Object.fromEntries(
		['kind', 'story', 'region', 'truth', 'confidentiality', 'name'].map((field) => [
			field,
			form.elements.namedItem(field),
		]),
	);
	const needsSecrecy = kind.value !== 'supervisory_complaint';
	for (const control of [...kind, story, region, truth]) control.required = true;
	for (const control of confidentiality) control.required = needsSecrecy;
	story.minLength = 20;
	name.required = needsSecrecy && confidentiality.value === 'open';
	return form.reportValidity();
}

function titleOf(story) {
	const [line = ''] = story.trim().split('\n');
	return line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH)}…` : line;
}

function showBusy(form) {
	busy = true;
	const button = form.querySelector('button:not([type=button])');
	const { innerHTML } = button;
	button.setAttribute('aria-disabled', 'true');
	button.textContent = form.dataset.busy;
	return () => {
		busy = false;
		button.removeAttribute('aria-disabled');
		button.innerHTML = innerHTML;
	};
}
