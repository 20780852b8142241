import { seenBy } from '#server/platform/db.ts';
import { holds, recentRuns } from '#server/privacy/register-queries.ts';
import { register } from '#server/privacy/request-queries.ts';
import { leftUntil } from '#server/privacy/rules.ts';
import { enter } from '../enter.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { viewer, by } = enter(locals, 'personalData');
	const { services, now } = locals;
	const read = await seenBy(viewer, services.db, async (tx) => ({
		requests: await register(tx, by.agencyId),
		runs: await recentRuns(tx, by.agencyId),
		held: (await holds(tx, by.agencyId)).filter(({ liftedAt }) => !liftedAt).length,
	}));
	return {
		...read,
		lefts: read.requests.map(({ dueAt }) => leftUntil(dueAt, now)),
		saved: url.searchParams.has('tersimpan'),
	};
};
