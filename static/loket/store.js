// What waits on this device, sealed for the officer who typed it: what opens it comes with the officer's own page and is
// stored nowhere. Whose entry it is, when it was typed and whether it was sent can be read; nothing else.

const STORE = 'entries';
const P256 = { name: 'ECDH', namedCurve: 'P-256' };
export const canKeep = isSecureContext && 'indexedDB' in globalThis && 'subtle' in crypto;

const { opens, seals, person } = document.querySelector('[data-desk-queue]')?.dataset ?? {};
/** For whom is sealed here, and who that is. */
export { person, seals };

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

export const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

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

/** Keeps an entry in the place of what had its id; resolves once it is on the disk. */
export async function keep(id, entry) {
	const pair = await crypto.subtle.generateKey(P256, true, ['deriveBits']);
	const once = await crypto.subtle.exportKey('raw', pair.publicKey);
	const key = await sharedKey(pair.privateKey, await keyOf(seals), once);
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(entry)));
	const { at, state } = entry;
	await within((store) => store.put({ id, person, at, state, once, iv, sealed }));
}

export const drop = (id) => within((store) => store.delete(id));

/** Everything on this device, whoever typed it, sealed as it lies there. */
export const stored = () => within((store) => store.getAll());

/** This officer's own, oldest first; on the copy nothing of them but how many wait. */
export async function own() {
	const keys = await keysNow();
	const mine = (await stored()).filter((one) => one.person === person).sort((one, other) => one.at - other.at);
	if (keys.length === 0) return mine.filter(({ state }) => state !== 'sent').map(({ id, at }) => ({ id, at, state: 'waiting', key: '', paper: '' }));
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
