import { enter } from '../enter.ts';
import type { PageServerLoad } from './$types.js';
import { logAddress } from './log-filter.ts';
import { readLog } from './log-page.ts';

const HERE = '/kelola/catatan';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { viewer } = enter(locals, 'log');
	const agencyId = locals.directory.agency.id;
	const log = await readLog({ viewer, agencyId, path: HERE }, locals, url.searchParams);
	return { ...log, download: logAddress(log.asked, `${HERE}/unduh`) };
};
