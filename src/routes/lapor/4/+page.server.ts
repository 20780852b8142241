import { fail, redirect } from '@sveltejs/kit';
import { whoSeesWhat } from '#server/access/who-sees-what.ts';
import { verifierOf } from '#server/agency/directory.ts';
import { submissionOf } from '#server/report/draft.ts';
import { faultsOn } from '#server/report/draft-faults.ts';
import { speaksOfBribes } from '#server/report/draft-preview.ts';
import { words } from '#text/words.ts';
import { changeOwnDraft, draftFor, groundOf, saveStep } from '../draft-request.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { directory, lang } = event.locals;
	const draft = await draftFor(event, 4);
	const { typed } = draft;
	const { aboutUnitId, addressedTo } = submissionOf(draft, directory, lang);
	const guardian = verifierOf(directory, { kind: 'supervisory_complaint', aboutUnitId, addressedTo });
	return {
		typed,
		hours: directory.agency.settings.draftHours,
		isSupervisory: typed.kind === 'supervisory_complaint',
		speaksOfBribes: typed.kind === 'complaint' && speaksOfBribes(typed.story, words(lang).form.bribeWords),
		/** Who gets supervisory complaints like this one. */
		guardian: directory.units.get(guardian)?.name ?? '',
		whoSees: whoSeesWhat(),
	};
};

export const actions = {
	lanjut: async (event) => {
		const faults = faultsOn(4, await saveStep(event, 4), groundOf(event));
		if (faults.length > 0) return fail(422, { faults });
		redirect(303, '/lapor/5');
	},

	/** Makes it a supervisory complaint, or an ordinary one again; what was typed on this page is kept. */
	pengawasan: async (event) => {
		await saveStep(event, 4);
		await setKind(event, 'supervisory_complaint');
	},
	biasa: async (event) => {
		await saveStep(event, 4);
		await setKind(event, 'complaint');
	},
} satisfies Actions;

async function setKind(event: Parameters<typeof changeOwnDraft>[0], kind: string): Promise<never> {
	await changeOwnDraft(event, (draft) => ({ ...draft, typed: { ...draft.typed, kind } }));
	redirect(303, '/lapor/4');
}
