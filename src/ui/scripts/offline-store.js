// What this device keeps. Each thing is sealed under a key of its own, which scripts may use and nobody can read out;
// deleting the thing deletes its key. What this does not protect from: docs/decisions/0009.

export const NAME = 'tuntas';
const STORE = 'kept';

/** Whether this browser can keep anything sealed: only on https or loopback. */
export const canKeep = () => isSecureContext && 'indexedDB' in globalThis && 'subtle' in crypto;

/** Keeps a thing, in the place of what had its id; resolves once it is on the disk. */
export async function keep(id, thing) {
	const entry = await sealed(id, thing);
	await within(await connected('made'), (store) => store.put(entry));
}

/** The same for what is still kept: what was deleted meanwhile does not come back. */
export async function replace(id, thing) {
	const entry = await sealed(id, thing);
	await ifThere((store) => {
		const found = store.getKey(id);
		found.onsuccess = () => found.result && store.put(entry);
		return found;
	});
}

/** Everything kept, oldest first, each with its `id` and its `bytes` on the device. */
export async function everything() {
	const entries = (await ifThere((store) => store.getAll())) ?? [];
	const things = await Promise.allSettled(entries.map(opened));
	return things.flatMap(({ value }) => value ?? []).sort((one, other) => one.at - other.at);
}

export const drop = (id) => ifThere((store) => store.delete(id));

async function sealed(id, thing) {
	const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
		'encrypt',
		'decrypt',
	]);
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const text = new TextEncoder().encode(JSON.stringify(thing));
	return { id, key, iv, text: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text) };
}

async function opened({ id, key, iv, text }) {
	const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, text);
	return { ...JSON.parse(new TextDecoder().decode(plain)), id, bytes: text.byteLength };
}

/** Nothing where nothing was ever kept: reading, changing and deleting leave no trace of their own. */
const ifThere = (work) =>
	connected('found').then(
		(database) => within(database, work),
		() => undefined,
	);

/** One transaction on a connection of its own, so that nothing stands in the way of forgetting everything. */
async function within(database, work) {
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

async function connected(how) {
	return await new Promise((done, failed) => {
		const asked = indexedDB.open(NAME, 1);
		asked.onupgradeneeded = () => {
			if (how === 'made') asked.result.createObjectStore(STORE, { keyPath: 'id' });
			else asked.transaction.abort();
		};
		asked.onsuccess = () => done(asked.result);
		asked.onerror = () => failed(asked.error);
	});
}
