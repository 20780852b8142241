// Sends what waits on this device, once: each report carries its own key, under which the server knows it again.

import { everything, NAME, replace } from './offline-store.js';

const ADDRESS = '/lapor/luring/kirim';
const PATIENCE_MS = 30_000;

/** At least 128 random bits: two random UUIDs have 244. */
export const newKey = () => crypto.randomUUID() + crypto.randomUUID();

/** Sends every report that waits, oldest first, and answers how many still wait. May run twice at once. */
export async function sendWaiting() {
	const waiting = (await everything()).filter(({ kind, faults }) => kind === 'report' && !faults);
	let left = 0;
	for (const report of waiting) {
		const { receipt, faults } = await send(report);
		if (!receipt && !faults) left += 1;
	}
	const pages = new BroadcastChannel(NAME);
	pages.postMessage('changed');
	pages.close();
	return left;
}

/** Sends one kept report and keeps what became of it in its place; answers what the server said. */
export async function send({ id, bytes, ...report }) {
	const answer = await post(report);
	if (answer.receipt) await replace(id, { ...answer, kind: 'sent', at: Date.now(), title: report.title });
	if (answer.faults) await replace(id, { ...report, faults: answer.faults });
	return answer;
}

/** What the server says to a report: code and receipt, faults to be mended, or nothing when it cannot be reached. */
export async function post({ key, fields }) {
	try {
		const answer = await fetch(ADDRESS, {
			method: 'POST',
			body: new URLSearchParams({ ...fields, key }),
			headers: { accept: 'application/json' },
			signal: AbortSignal.timeout?.(PATIENCE_MS),
		});
		if (answer.ok) return await answer.json();
		if (answer.status === 400 || answer.status === 422) return { faults: (await answer.json()).faults ?? [] };
	} catch {
		// No signal, or it went away before the answer came: the same key finds the report again.
	}
	return {};
}
