import { openUnits } from '#server/agency/unit.ts';
import { atDesk } from '../at-desk.ts';
import type { PageServerLoad } from './$types.js';

/** Every office has a poster: the one who prints it need not be of that office. */
export const load: PageServerLoad = ({ locals }) => {
	const { directory } = atDesk(locals);
	return {
		units: openUnits(directory).map(({ key, name, verifiesDirect }) => ({
			key,
			name,
			verifiesDirect,
		})),
	};
};
