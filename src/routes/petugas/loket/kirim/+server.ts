import { json } from '@sveltejs/kit';
import { keepSlip } from '../slip-cookie.ts';
import { nextAfter, takeEntry } from '../take-entry.ts';
import type { RequestHandler } from './$types.js';

/**
 * An entry sent by the script of the desk. One that waited has its slip asked for by itself, once somebody stands at the
 * printer; `?struk`: somebody stands there now, and goes where the form itself would lead.
 */
export const POST: RequestHandler = async (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	const sent = await takeEntry(event);
	if (sent.ok) {
		const answer = { code: sent.value.code, slip: sent.value.receipt !== null };
		if (!event.url.searchParams.has('struk')) return json(answer);
		keepSlip(event, sent.value);
		return json({ ...answer, next: nextAfter(sent.value, event.url) });
	}
	const { known, errors } = sent.refusal;
	if (known) return json({ known });
	return json({ faults: [...new Set(errors.map(({ message }) => message))] }, { status: 422 });
};
