import { heirOf } from '#server/agency/unit.ts';
import { enter } from '../enter.ts';
import type { PageServerLoad } from './$types.js';
import { treeOf } from './units-page.ts';

export const load: PageServerLoad = ({ locals }) => {
	enter(locals, 'units');
	const { directory } = locals;
	return {
		tree: treeOf(directory),
		closed: [...directory.units.values()]
			.filter(({ successorId }) => successorId)
			.map(({ id, key, name }) => ({
				key,
				name,
				heir: directory.units.get(heirOf(directory, id))?.name ?? '',
			})),
	};
};
