import { json } from '@sveltejs/kit';
import { takeEntry } from '../take-entry.ts';
import type { RequestHandler } from './$types.js';

/** An entry that waited on the officer's device. Its slip is asked for by itself, once somebody stands at the printer. */
export const POST: RequestHandler = async (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	const sent = await takeEntry(event);
	if (sent.ok) return json({ code: sent.value.code, slip: sent.value.receipt !== null });
	const { known, errors } = sent.refusal;
	if (known) return json({ known });
	return json({ faults: [...new Set(errors.map(({ message }) => message))] }, { status: 422 });
};
