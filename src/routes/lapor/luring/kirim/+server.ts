import { json } from '@sveltejs/kit';
import { takeWhole } from '../whole-form.ts';
import type { RequestHandler } from './$types.js';

/** The same form, sent by a device that kept it without a signal. Leaves no cookie: the device shows the receipt itself. */
export const POST: RequestHandler = async (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	const sent = await takeWhole(event);
	if (!sent.ok) return json({ faults: sent.refusal.errors.map(({ message }) => message) }, { status: 422 });
	const { code, receipt } = sent.value;
	return json({ code, receipt });
};
