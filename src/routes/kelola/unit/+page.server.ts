import { heirOf } from '#server/agency/unit.ts';
import { plansAhead } from '#server/agency/unit-plan-queries.ts';
import { seenBy } from '#server/platform/db.ts';
import { enter } from '../enter.ts';
import type { PageServerLoad } from './$types.js';
import { planShown, treeOf } from './units-page.ts';

export const load: PageServerLoad = async ({ locals }) => {
	const { viewer } = enter(locals, 'units');
	const { directory, services } = locals;
	const plans = await seenBy(viewer, services.db, (tx) => plansAhead(tx, directory.agency.id));
	return {
		tree: treeOf(directory),
		plans: plans.map((plan) => planShown(plan, directory)),
		closed: [...directory.units.values()]
			.filter(({ successorId }) => successorId)
			.map(({ id, key, name }) => ({
				key,
				name,
				heir: directory.units.get(heirOf(directory, id))?.name ?? '',
			})),
	};
};
