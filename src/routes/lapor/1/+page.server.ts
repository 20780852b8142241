import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { termBookOn } from '#server/agency/directory.ts';
import { newDraft } from '#server/report/draft.ts';
import { readDraft } from '#server/report/draft-commands.ts';
import { faultsOn } from '#server/report/draft-faults.ts';
import { groundOf, saveStep, ticketOf } from '../draft-request.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { directory, services } = event.locals;
	const ticket = ticketOf(event);
	if (ticket) event.setHeaders({ 'cache-control': 'no-store' });
	const draft = ticket && (await readDraft(services, ticket));
	const { today } = groundOf(event);
	const { terms } = termBookOn(directory, today);
	return {
		typed: (draft ?? newDraft('')).typed,
		begun: draft !== null,
		addressed: unitOnPoster(event)?.name ?? null,
		hours: directory.agency.settings.draftHours,
		today,
		terms: {
			complaint: terms.complaint.complete,
			information_request: terms.information_request.complete,
			aspiration: terms.aspiration.complete,
			supervisory_complaint: terms.supervisory_complaint.complete,
		},
	};
};

/** The office whose poster was scanned; none for a key that is nobody's. */
function unitOnPoster({ url, locals: { directory } }: RequestEvent) {
	const key = url.searchParams.get('unit');
	return [...directory.units.values()].find((unit) => unit.key === key);
}

export const actions = {
	default: async (event) => {
		const unit = unitOnPoster(event);
		const draft = await saveStep(event, 1, unit ? { office: String(unit.id) } : {});
		const faults = faultsOn(1, draft, groundOf(event));
		if (faults.length > 0) return fail(422, { faults });
		redirect(303, '/lapor/2');
	},
} satisfies Actions;
