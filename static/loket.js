// The front desk without a connection. Entries wait on this device, sealed for the officer who typed them: what opens
// them comes with the officer's own page and is stored nowhere. Each carries the key it was begun with, so it is sent
// once, however often. A copy of the empty form, which can seal and not open, is shown when the page cannot be loaded.
// Without this file every page of the desk works, as long as there is a connection.

const STORE = 'entries';
const PATIENCE_MS = 30_000;
const TITLE_LENGTH = 60;
const form = document.querySelector('[data-desk-entry]');
const panel = document.querySelector('[data-desk-queue]');
const offline = document.querySelector('[data-desk-offline]');
/** The copy of the form that is shown without a network. */
const COPY = '/petugas/loket/luring';
const isCopy = form?.hasAttribute('data-desk-copy');
const { opens, seals, person, ...words } = panel?.dataset ?? {};
const canKeep = isSecureContext && 'indexedDB' in globalThis && 'subtle' in crypto;
let sending = false;

// ---- what is kept, and how

const connected = () =>
	new Promise((done, failed) => {
		const asked = indexedDB.open('tuntas-loket', 1);
		asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'id' });
		asked.onsuccess = () => done(asked.result);
		asked.onerror = () => failed(asked.error);
	});

async function within(work) {
	const database = await connected();
	try {
		return await new Promise((done, failed) => {
			const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' });
			const request = work(transaction.objectStore(STORE));
			transaction.oncomplete = () => done(request.result);
			transaction.onabort = () => failed(transaction.error);
		});
	} finally {
		database.close();
	}
}

const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

const P256 = { name: 'ECDH', namedCurve: 'P-256' };
const keyOf = (text) => {
	const [x, y, d] = text.split('.');
	return crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y, ...(d && { d }) }, P256, false, d ? ['deriveBits'] : []);
};
/** None on the copy: there entries are added, and none is opened. */
const keysNow = () => Promise.all((opens ?? '').split(' ').filter(Boolean).map(keyOf));

/** What both sides come to: one has the secret of `once`, the other the secret of the officer. */
async function sharedKey(secret, point, once) {
	const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: point }, secret, 256);
	const shared = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
	return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: once }, shared, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

async function keep(id, entry) {
	const pair = await crypto.subtle.generateKey(P256, true, ['deriveBits']);
	const once = await crypto.subtle.exportKey('raw', pair.publicKey);
	const key = await sharedKey(pair.privateKey, await keyOf(seals), once);
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(entry)));
	const { at, state } = entry;
	await within((store) => store.put({ id, person, at, state, once, iv, sealed }));
}

const drop = (id) => within((store) => store.delete(id));

/** This officer's own, oldest first; on the copy nothing of them but how many wait. */
async function own(stored) {
	const keys = await keysNow();
	const mine = stored.filter((one) => one.person === person).sort((one, other) => one.at - other.at);
	if (isCopy) return mine.filter(({ state }) => state !== 'sent').map(({ id, at }) => ({ id, at, state: 'waiting', key: '', paper: '' }));
	return (await Promise.all(mine.map((one) => openedBy(keys, one)))).filter(Boolean);
}

async function openedBy(keys, { id, once, iv, sealed }) {
	for (const secret of keys) {
		const point = await crypto.subtle.importKey('raw', once, P256, false, []);
		const key = await sharedKey(secret, point, once);
		const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed).catch(() => undefined);
		if (plain) return { ...JSON.parse(new TextDecoder().decode(plain)), id };
	}
}

// ---- the form as it is kept

async function fieldsOf() {
	return await Promise.all([...new FormData(form)].filter(([, value]) => value.name !== '').map(async ([name, value]) => (typeof value === 'string' ? { name, value } : { name, ...(await fileOf(value)) })));
}

async function fileOf(file) {
	const bytes = new Uint8Array(await file.arrayBuffer());
	let text = '';
	for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
	return { file: file.name, type: file.type, bytes: btoa(text) };
}

function bodyOf({ fields, at }) {
	const body = new FormData();
	for (const { name, value, file, type, bytes } of fields)
		body.append(name, bytes === undefined ? value : new File([bytesOf(bytes)], file, { type }));
	body.append('takenAt', new Date(at).toISOString());
	return body;
}

const valueIn = (fields, wanted) => fields.find(({ name }) => name === wanted)?.value ?? '';

/** A key for the next entry, which the server never made: 244 random bits. */
const renew = () => {
	form.elements.namedItem('key').value = crypto.randomUUID() + crypto.randomUUID();
};

async function keepEntry() {
	const fields = await fieldsOf();
	const key = valueIn(fields, 'key');
	const story = valueIn(fields, 'story').trim();
	await keep(key, { key, paper: valueIn(fields, 'way') === 'box' ? valueIn(fields, 'paper') : '', fields, at: Date.now(), state: 'waiting', title: story.slice(0, TITLE_LENGTH) });
	const { way, opening } = form.elements;
	const same = [way.value, opening.value];
	form.reset();
	[way.value, opening.value] = same;
	renew();
	say(words.kept);
	form.elements.namedItem('story').focus();
}

/** Puts a kept entry back into the form; photographs have to be chosen again. */
function fill({ fields }) {
	form.reset();
	for (const { name, value } of fields) {
		const control = form.elements.namedItem(name);
		if (!control || value === undefined) continue;
		if (control.type === 'checkbox') control.checked = true;
		else control.value = value;
	}
}

// ---- sending

async function sendWaiting() {
	if (sending || isCopy || !navigator.onLine) return;
	sending = true;
	try {
		for (const entry of await own(await within((store) => store.getAll()))) if (entry.state === 'waiting') await send(entry);
	} finally {
		sending = false;
	}
	await show();
}

/** Sends one; what the server says takes its place, and what it typed leaves the device. */
async function send({ id, ...entry }) {
	const answer = await post(entry);
	const { key, paper, at, title } = entry;
	if (answer?.faults) await keep(id, { ...entry, state: 'faulty', more: answer.faults.join(' ') });
	else if (answer) await keep(id, { key, paper, at, title, state: 'sent', code: answer.code ?? '', slip: answer.slip, more: answer.known ?? '' });
}

async function post(entry) {
	try {
		const answer = await fetch('/petugas/loket/kirim', { method: 'POST', body: bodyOf(entry), redirect: 'error', headers: { accept: 'application/json' }, signal: AbortSignal.timeout(PATIENCE_MS) });
		if (answer.ok || answer.status === 422) return await answer.json();
	} catch {
		// No connection, or it went away before the answer came: the same key finds the report again.
	}
}

// ---- what is seen

function say(sentence) {
	const place = document.querySelector('[data-desk-said]');
	place.textContent = sentence;
	place.className = sentence ? 'notice' : '';
}

async function show() {
	const stored = await within((store) => store.getAll());
	const entries = await own(stored);
	panel.querySelector('[data-count]').textContent = String(entries.filter(({ state }) => state !== 'sent').length);
	panel.querySelector('[data-foreign]').hidden = stored.every((one) => one.person === person);
	panel.querySelector('[data-entries]').replaceChildren(...entries.map(draw));
	panel.hidden = stored.length === 0;
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

const showSignal = () => {
	offline.hidden = navigator.onLine || isCopy;
};

// ---- the copy of the form

/** Keeps the empty form with its style, font and scripts: anew each day, for each officer, and when the style changed. */
async function keepCopy() {
	await navigator.serviceWorker.register('/loket-worker.js', { scope: '/petugas/loket' });
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

/** Back to the page that opens and sends what waits; what is being typed is not thrown away for it. */
function leaveCopy() {
	if (form.elements.namedItem('story').value.trim() === '') location.replace('/petugas/loket');
	else document.querySelector('[data-desk-back]').hidden = false;
}

/** Who leaves a shared computer takes the form away; what waits stays sealed for them. */
async function closeCopy() {
	for (const name of await caches.keys()) if (name.startsWith('loket ')) await caches.delete(name);
	for (const worker of await navigator.serviceWorker.getRegistrations()) if (worker.scope.endsWith('/petugas/loket')) await worker.unregister();
	form.remove();
	say(words.closed);
}

async function act({ target }) {
	const button = target.closest('[data-act]');
	if (!button) return;
	const { id } = button.closest('[data-id]').dataset;
	if (button.dataset.act === 'mend') fill((await own(await within((store) => store.getAll()))).find((one) => one.id === id));
	await drop(id);
	await show();
	form.elements.namedItem('story').focus();
}

if (form) {
	for (const hint of document.querySelectorAll('[data-script]')) hint.hidden = false;
	addEventListener('keydown', (event) => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
	});
	// Choosing the box opens its part.
	form.addEventListener('change', ({ target }) => {
		if (target.name === 'way') form.querySelector('[data-box]').open = target.value === 'box';
	});
}

if (form && panel && canKeep) {
	showSignal();
	addEventListener('online', showSignal);
	addEventListener('offline', showSignal);
	addEventListener('online', sendWaiting);
	panel.addEventListener('click', act);
	// Before the page's other scripts, which would only stop it.
	form.addEventListener('submit', (event) => {
		if (!isCopy && (navigator.onLine || 'online' in (event.submitter?.dataset ?? {}))) return;
		event.preventDefault();
		event.stopPropagation();
		keepEntry().then(show, () => say(words.cannotKeep));
	});
	show().then(sendWaiting, () => undefined);
	if (isCopy) {
		renew();
		addEventListener('online', leaveCopy);
		document.querySelector('[data-desk-close]').addEventListener('click', closeCopy);
	} else if ('serviceWorker' in navigator) keepCopy().catch(() => undefined); // then the desk opens with a network only
}
