import type { LayoutServerLoad } from './$types.js';

/** How long a device may keep typed text that never reached the server: as long as the server keeps a draft. */
export const load: LayoutServerLoad = ({ locals }) => ({
	draftHours: locals.directory.agency.settings.draftHours,
});
