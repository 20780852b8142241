// Sends what waits, once: each entry carries the key it was begun with, under which the server knows it again.

import { bodyOf } from './entry.js';
import { keep, own } from './store.js';

const ADDRESS = '/petugas/loket/kirim';
/** A network on which nothing moves for so long does not answer, whatever the browser thinks of it. */
const PATIENCE_MS = 12_000;
let sending = false;

/** Sends this officer's entries one after the other; what the server says takes the place of each. */
export async function sendWaiting() {
	if (sending || !navigator.onLine) return;
	sending = true;
	try {
		for (const { id, ...entry } of await own()) if (entry.state === 'waiting') await settle(id, entry);
	} finally {
		sending = false;
	}
}

/** What was typed leaves the device once the server has it. */
async function settle(id, entry) {
	const answer = await post(entry);
	const { key, paper, at, title } = entry;
	if (answer?.faults) await keep(id, { ...entry, state: 'faulty', more: answer.faults.join(' ') });
	else if (answer) await keep(id, { key, paper, at, title, state: 'sent', code: answer.code ?? '', slip: answer.slip, more: answer.known ?? '' });
}

/**
 * What the server says to an entry; nothing when it cannot be reached or keeps silent: the same key finds it again.
 * `how` is said of one that is being taken in now; any other says when it was.
 */
export function post(entry, how = '') {
	const body = bodyOf(entry);
	if (!how) body.append('takenAt', new Date(entry.at).toISOString());
	return new Promise((done) => {
		const request = new XMLHttpRequest(); // tells, as `fetch` does not, whether a photograph is still on its way
		const patience = patienceWith(() => request.abort());
		request.upload.onprogress = patience.renew;
		request.onloadend = () => {
			patience.end();
			// Led to the sign-in it is a page, and no answer.
			done([200, 422].includes(request.status) ? (request.response ?? undefined) : undefined);
		};
		request.open('POST', ADDRESS + how);
		request.responseType = 'json';
		request.setRequestHeader('accept', 'application/json');
		request.send(body);
	});
}

function patienceWith(giveUp) {
	let timer = setTimeout(giveUp, PATIENCE_MS);
	const end = () => clearTimeout(timer);
	const renew = () => {
		end();
		timer = setTimeout(giveUp, PATIENCE_MS);
	};
	return { renew, end };
}

/** Whether anything answers: a refusal is an answer, too. */
export async function answers() {
	const asked = new AbortController();
	const patience = patienceWith(() => asked.abort());
	const answer = fetch(ADDRESS, { method: 'HEAD', redirect: 'manual', cache: 'no-store', signal: asked.signal });
	const isThere = await answer.then(({ status }) => status < 500, () => false);
	patience.end();
	return isThere;
}
