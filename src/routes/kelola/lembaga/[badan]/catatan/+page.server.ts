import { SYSTEM } from '#server/report/jobs.ts';
import { readLog } from '../../../catatan/log-page.ts';
import { enter } from '../../../enter.ts';
import { bodyNamed } from '../../bodies-page.ts';
import type { PageServerLoad } from './$types.js';

/** What was changed about the body; whoever did it works for a government, whose people the body does not see. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const body = await bodyNamed(enter(locals, 'bodies'), locals, params.badan);
	const reading = { viewer: SYSTEM, agencyId: body.id, path: `/kelola/lembaga/${body.key}/catatan` };
	return { body, ...(await readLog(reading, locals, url.searchParams)) };
};
