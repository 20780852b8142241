// The front desk without a network: shows the copy of its empty form that the desk page left here, for every page under
// /petugas/loket. It holds nothing of anybody; it goes when somebody signs out, and by itself after a working day.

const COPY = '/petugas/loket/luring';
const PART = /^\/(_app\/|loket\/|favicon)/;
/** After so long without an answer a page counts as out of reach. */
const PATIENCE_MS = 8000;
const LIVES_MS = 16 * 60 * 60 * 1000;

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
	const { request } = event;
	const { pathname, origin } = new URL(request.url);
	if (origin !== location.origin || request.method !== 'GET') return;
	if (request.mode === 'navigate') event.respondWith(page(request));
	else if (PART.test(pathname)) event.respondWith(part(request, pathname));
});

async function page(request) {
	try {
		const answer = await soon(fetch(request));
		// Led away to the sign-in, or no longer theirs: whoever sits here now is not signed in.
		if (answer.type === 'opaqueredirect' || answer.status === 404) await forget();
		return answer;
	} catch {
		return (await copy()) ?? Response.error();
	}
}

async function copy() {
	const kept = await caches.match(COPY, { ignoreVary: true });
	const age = Date.now() - Date.parse(kept?.headers.get('date') ?? '');
	if (age < LIVES_MS) return kept;
	await forget();
}

async function forget() {
	for (const name of await caches.keys()) if (name.startsWith('loket ')) await caches.delete(name);
}

function soon(answer) {
	const tooLate = new Promise((_, fail) => {
		setTimeout(fail, PATIENCE_MS);
	});
	return Promise.race([answer, tooLate]);
}

/** Style, font and script: what is named after its content comes from the copy, the rest only without a network. */
async function part(request, pathname) {
	const kept = () => caches.match(request, { ignoreVary: true });
	if (pathname.startsWith('/_app/immutable/')) return (await kept()) ?? fetch(request);
	return fetch(request).catch(async () => (await kept()) ?? Response.error());
}
