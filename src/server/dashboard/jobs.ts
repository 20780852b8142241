import { setTimeout as pause } from 'node:timers/promises';
import type { AgencyId } from '../access/policy.ts';
import { type Database, seenBy } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { type JobGround, SYSTEM } from '../report/jobs.ts';
import { MOST_STEPS, nextRound } from './counting.ts';
import {
	beginAnew,
	type Counted,
	countedUntil,
	countingStates,
	countNextDay,
	countTouched,
	isPast,
	type Moment,
	momentNow,
	type Stretch,
	tellPages,
	touchedIn,
	uncountedSteps,
	wantAnew,
} from './counting-queries.ts';

type Ground = Pick<JobGround, 'db' | 'stopping'>;

/**
 * Every minute: brings the figures of every government up to date with what was written down since. At first, each night
 * and when the days off changed, everything is counted from scratch, a day of reports at a time, while the figures there
 * are stay on the pages. May be killed at any moment and goes on where it was.
 */
export async function keepFigures(ground: Ground): Promise<void> {
	for (const state of await seenBy(SYSTEM, ground.db, countingStates)) {
		if (ground.stopping?.aborted) return;
		await keepOf(ground, state);
	}
}

/** Has them counted from scratch with the next round. */
export function recountFigures({ db }: Ground, agencyId: AgencyId | null): Promise<void> {
	return seenBy(SYSTEM, db, (tx) => wantAnew(tx, agencyId));
}

async function keepOf(ground: Ground, state: Counted): Promise<void> {
	const { agencyId, until } = state;
	const moment = await pastMoment(ground.db);
	if (!moment) return log.warn({ agencyId }, 'figures wait for a transaction that does not end');
	const { at } = moment;
	const fresh = until
		? await seenBy(SYSTEM, ground.db, (tx) => uncountedSteps(tx, agencyId, { until, at }, MOST_STEPS + 1))
		: 0;
	const round = nextRound(state, { newSteps: fresh, at });
	if (round === 'wait') return;
	if (round === 'catch up' && until) return catchUp(ground, agencyId, { until, at });
	if (round === 'begin') await seenBy(SYSTEM, ground.db, (tx) => beginAnew(tx, agencyId, at));
	await countAnew(ground, agencyId);
}

async function catchUp({ db, stopping }: Ground, agencyId: AgencyId, stretch: Stretch): Promise<void> {
	const touched = await seenBy(SYSTEM, db, (tx) => touchedIn(tx, agencyId, stretch));
	let changed = 0;
	for (let from = 0; from < touched.length; from += BATCH) {
		if (stopping?.aborted) return;
		const some = touched.slice(from, from + BATCH);
		changed += await seenBy(SYSTEM, db, (tx) => countTouched(tx, agencyId, some));
	}
	await seenBy(SYSTEM, db, async (tx) => {
		await countedUntil(tx, agencyId, stretch.at);
		if (changed > 0) await tellPages(tx);
	});
}

async function countAnew({ db, stopping }: Ground, agencyId: AgencyId): Promise<void> {
	while (await seenBy(SYSTEM, db, (tx) => countNextDay(tx, agencyId))) if (stopping?.aborted) return;
	await seenBy(SYSTEM, db, tellPages);
	log.info({ agencyId }, 'figures were counted from scratch');
}

/** Days in one transaction: it stays short enough for nobody to wait for it. */
const BATCH = 10;
const PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 20;

/** A moment before which nothing is under way any more; undefined when a transaction takes too long. */
async function pastMoment(db: Database): Promise<Moment | undefined> {
	const moment = await seenBy(SYSTEM, db, momentNow);
	const last = performance.now() + PATIENCE_MS;
	while (moment && !(await seenBy(SYSTEM, db, (tx) => isPast(tx, moment)))) {
		if (performance.now() > last) return undefined;
		await pause(LOOK_AGAIN_MS);
	}
	return moment;
}
