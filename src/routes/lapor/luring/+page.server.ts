import { fail, redirect } from '@sveltejs/kit';
import { whoSeesWhat } from '#server/access/who-sees-what.ts';
import { termBookOn } from '#server/agency/directory.ts';
import { addReceipt } from '#server/platform/receipt-cookie.ts';
import { newSecret } from '#server/platform/secret.ts';
import { newDraft } from '#server/report/draft.ts';
import { groundOf } from '../draft-request.ts';
import { keepSent } from '../terima/sent-cookie.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { takeWhole } from './whole-form.ts';

/** The whole form with every place in it, and nothing of anybody's: browsers keep a copy for when there is no signal. */
export const load: PageServerLoad = (event) => {
	const { directory } = event.locals;
	event.setHeaders({ 'cache-control': 'no-store' });
	const { terms } = termBookOn(directory, groundOf(event).today);
	const regions = [...directory.regions.values()];
	return {
		typed: newDraft('').typed,
		key: newSecret(),
		terms: {
			complaint: terms.complaint.complete,
			information_request: terms.information_request.complete,
			aspiration: terms.aspiration.complete,
			supervisory_complaint: terms.supervisory_complaint.complete,
		},
		districts: regions
			.filter(({ kind }) => kind === 'district')
			.map(({ code, name }) => ({
				code,
				name,
				villages: regions
					.filter(({ parentCode }) => parentCode === code)
					.map((village) => ({ code: village.code, name: village.name })),
			})),
		whoSees: whoSeesWhat(),
	};
};

export const actions = {
	default: async (event) => {
		const sent = await takeWhole(event);
		if (!sent.ok) return fail(422, sent.refusal);
		const { services } = event.locals;
		addReceipt(services.ring, event.cookies, sent.value, event.url);
		keepSent(event, sent.value);
		redirect(303, '/lapor/terima');
	},
} satisfies Actions;
