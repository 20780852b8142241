import { redirect } from '@sveltejs/kit';
import { supportFrom } from '../../../l/[code]/support.ts';
import { draftFor, formOf } from '../../draft-request.ts';
import { similarTo } from '../similar.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { directory } = event.locals;
	const similar = await similarTo(await draftFor(event, 3), event.locals);
	if (similar.length === 0) redirect(303, '/lapor/3');
	return {
		hours: directory.agency.settings.draftHours,
		similar: similar.map(({ unitId, ...report }) => ({
			...report,
			office: unitId ? (directory.units.get(unitId)?.shortName ?? null) : null,
		})),
	};
};

export const actions = {
	/** "Mine, too": the draft stays, in case it was not quite the same after all. */
	dukung: async (event) => {
		const { fields } = await formOf(event, { code: 'line' });
		const support = await supportFrom(event, fields.code);
		redirect(
			303,
			support ? `/lapor/2/terima-kasih?kode=${support.code}&hasil=${support.outcome}` : '/lapor/2/mirip',
		);
	},
} satisfies Actions;
