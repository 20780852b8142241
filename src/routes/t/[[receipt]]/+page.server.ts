import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { addReceipt } from '#server/platform/receipt-cookie.ts';
import type { OpenedReport } from '#server/report/reporter-commands.ts';
import { readFields } from '#server/report/reporter-form.ts';
import { explain } from '#text/refusals.ts';
import { words } from '#text/words.ts';
import { exchange } from '../exchange.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** A receipt in the address is exchanged at once for a cookie: it stays in no history, log or referrer. */
export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
	const { receipt } = event.params;
	if (receipt === undefined || event.request.method === 'POST') return {};
	const opened = await exchange(event, receipt);
	if (!opened.ok) error(404, words(event.locals.lang).errors.notFound);
	enter(event, opened.value);
};

export const actions = {
	/** The receipt as somebody types it. */
	default: async (event) => {
		const fields = readFields(await event.request.formData(), { receipt: 'line' });
		if (!fields.ok) error(400, explain(fields.refusal, event.locals.lang).help);
		const { receipt } = fields.value;
		const opened = await exchange(event, receipt);
		if (!opened.ok) return fail(422, { receipt, ...explain(opened.refusal, event.locals.lang) });
		enter(event, opened.value);
	},
} satisfies Actions;

type Arriving = Pick<RequestEvent, 'locals' | 'cookies' | 'url'>;

function enter({ locals, cookies, url }: Arriving, report: OpenedReport): never {
	addReceipt(locals.services.ring, cookies, report, url);
	redirect(303, `/l/${report.code}`);
}
