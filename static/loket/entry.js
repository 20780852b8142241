// An entry as it is typed into the form, as it is kept, and as it is sent.

import { bytesOf } from './store.js';

const TITLE_LENGTH = 60;
export const form = document.querySelector('[data-desk-entry]');

/** What is in the form now, photographs included, as it is kept. */
export async function entryNow() {
	const fields = await Promise.all([...new FormData(form)].filter(([, value]) => value.name !== '').map(async ([name, value]) => (typeof value === 'string' ? { name, value } : { name, ...(await fileOf(value)) })));
	const valueIn = (wanted) => fields.find(({ name }) => name === wanted)?.value ?? '';
	const paper = valueIn('way') === 'box' ? valueIn('paper') : '';
	return { key: valueIn('key'), paper, fields, at: Date.now(), state: 'waiting', title: valueIn('story').trim().slice(0, TITLE_LENGTH) };
}

async function fileOf(file) {
	const bytes = new Uint8Array(await file.arrayBuffer());
	let text = '';
	for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
	return { file: file.name, type: file.type, bytes: btoa(text) };
}

/** The entry as the server takes it. */
export function bodyOf({ fields }) {
	const body = new FormData();
	for (const { name, value, file, type, bytes } of fields)
		body.append(name, bytes === undefined ? value : new File([bytesOf(bytes)], file, { type }));
	return body;
}

/** A key for the next entry, which the server never made: 244 random bits. */
export const renew = () => {
	form.elements.namedItem('key').value = crypto.randomUUID() + crypto.randomUUID();
};

/** Ready for whoever comes next: an empty form, taken in the same way as the last. */
export function begin() {
	const { way, opening } = form.elements;
	const same = [way.value, opening.value];
	form.reset();
	[way.value, opening.value] = same;
	renew();
	form.elements.namedItem('story').focus();
}

/** Puts a kept entry back into the form; photographs have to be chosen again. */
export function fill({ fields }) {
	form.reset();
	for (const { name, value } of fields) {
		const control = form.elements.namedItem(name);
		if (!control || value === undefined) continue;
		if (control.type === 'checkbox') control.checked = true;
		else control.value = value;
	}
}
