import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import type { Directory } from '#server/agency/directory.ts';
import { openUnits } from '#server/agency/unit.ts';
import { nearestVillage } from '#server/attachment/photo-place.ts';
import { type Draft, NO_PLACE, STEP_FIELDS } from '#server/report/draft.ts';
import { faultsOn } from '#server/report/draft-faults.ts';
import { suggestUnits } from '#server/routing/suggest.ts';
import { changeOwnDraft, draftFor, formOf, groundOf } from '../draft-request.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { similarTo } from './similar.ts';

export const load: PageServerLoad = async (event) => {
	const { directory } = event.locals;
	const { typed, villagesOf, photoPlace } = await draftFor(event, 2);
	const isOffered = photoPlace !== null && photoPlace !== 'asked';
	const isShown = villagesOf !== '' && villagesOf === typed.district;
	const suggestions = suggestUnits(typed, directory).map(({ unitId, ...reason }) => ({
		id: String(unitId),
		name: directory.units.get(unitId)?.name ?? '',
		...reason,
	}));
	return {
		typed,
		hours: directory.agency.settings.draftHours,
		districts: regionsIn(directory, (kind) => kind === 'district'),
		villages: isShown ? regionsIn(directory, (_, parent) => parent === typed.district) : [],
		/** The villages came with this page; the reporter has not seen them before. */
		justShown: event.url.searchParams.has('desa')
			? (directory.regions.get(typed.district)?.name ?? null)
			: null,
		suggestions,
		isOffered,
		near: isOffered ? nearestVillage(photoPlace, directory) : null,
		/** The place of a photograph was just taken over. */
		isFromPhoto: event.url.searchParams.has('lokasi'),
		units: openUnits(directory).map(({ id, name }) => ({ value: String(id), label: name })),
	};
};

export const actions = {
	/** Shows the villages of the chosen district, without a script. */
	desa: async (event) => {
		const { typed } = await save(event, 'with villages');
		redirect(
			303,
			typed.district === NO_PLACE || typed.district === '' ? '/lapor/2' : '/lapor/2?desa#village',
		);
	},

	lanjut: async (event) => {
		const draft = await save(event, 'as it was shown');
		const faults = faultsOn(2, draft, groundOf(event));
		if (faults.length > 0) return fail(422, { faults });
		if (draft.typed.district !== NO_PLACE && draft.villagesOf !== draft.typed.district) {
			await changeOwnDraft(event, (before) => ({ ...before, villagesOf: before.typed.district }));
			redirect(303, '/lapor/2?desa#village');
		}
		const similar = await similarTo(draft, event.locals);
		redirect(303, similar.length > 0 ? '/lapor/2/mirip' : '/lapor/3');
	},
} satisfies Actions;

/** Keeps the step; a village of another district than the one chosen now is forgotten. */
async function save(event: RequestEvent, how: 'with villages' | 'as it was shown'): Promise<Draft> {
	const { fields } = await formOf(event, STEP_FIELDS[2]);
	const { regions } = event.locals.directory;
	return changeOwnDraft(event, (draft) => {
		const isElsewhere = regions.get(fields.village)?.parentCode !== fields.district;
		const typed = { ...draft.typed, ...fields, ...(isElsewhere ? { village: '' } : {}) };
		return { ...draft, typed, villagesOf: how === 'with villages' ? fields.district : draft.villagesOf };
	});
}

function regionsIn({ regions }: Directory, isWanted: (kind: string, parent: string | null) => boolean) {
	return [...regions.values()]
		.filter(({ kind, parentCode }) => isWanted(kind, parentCode))
		.map(({ code, name }) => ({ value: code, label: name }));
}
