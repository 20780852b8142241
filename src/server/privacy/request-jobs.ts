import { systemFor } from '../access/actor.ts';
import type { AgencyId } from '../access/policy.ts';
import { localDate } from '../deadline/calendar.ts';
import { seenBy } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { type JobGround, SYSTEM } from '../report/jobs.ts';
import { eraseParts, restrict } from './erasure-queries.ts';
import { erasableNow } from './request.ts';
import { closeGroundless, grantedRequests, lockGranted, saveProgress } from './request-queries.ts';

/**
 * Does what was granted, one request in one transaction: what may go goes; what a legal hold or an open case keeps is
 * hidden where it can be, and tried again every hour. May run twice, late, or be killed half-way.
 */
export async function carryOut(
	ground: JobGround,
	at: Date,
): Promise<Readonly<Record<'done' | 'held', number>>> {
	const counts = { done: 0, held: 0 };
	await seenBy(SYSTEM, ground.db, (tx) => closeGroundless(tx, at));
	for (const request of await seenBy(SYSTEM, ground.db, grantedRequests)) {
		if (ground.stopping?.aborted) break;
		const state = await carryOutOne(ground, request, at);
		if (state) counts[state] += 1;
	}
	if (counts.done > 0) log.info(counts, 'erasures carried out');
	return counts;
}

type Request = { readonly id: string; readonly agencyId: AgencyId };

async function carryOutOne(ground: JobGround, { id, agencyId }: Request, at: Date) {
	const directory = await ground.directoryOf(agencyId);
	if (!directory) return undefined;
	return seenBy(systemFor(agencyId), ground.db, async (tx) => {
		const request = await lockGranted(tx, id, localDate(at, directory.calendar));
		if (!request) return undefined;
		const { erase, hide, state } = erasableNow(request);
		const about = { id: request.reportId, agencyId, at };
		await eraseParts(tx, { ...about, parts: erase, why: 'request', requestId: id });
		if (hide.length > 0) await restrict(tx, { ...about, parts: hide });
		if (state !== request.state) await saveProgress(tx, { id, state, at });
		return state;
	});
}
