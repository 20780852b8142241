import { systemFor } from '../access/actor.ts';
import type { AgencyId, ReportId, TermBookId } from '../access/policy.ts';
import { calendarOf, type Directory } from '../agency/directory.ts';
import { seenBy, type Tx } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { type ClockRow, dueAt, recounted } from './clock-effects.ts';
import type { Clock } from './clocks.ts';
import type { JobGround } from './jobs.ts';
import { openClocks, saveRecount } from './overrun-queries.ts';
import { bookPinned } from './pinned-book.ts';
import { refreshPublication } from './publication-queries.ts';
import { findForStep } from './queries.ts';
import { saveClocks } from './step-queries.ts';

/** A deadline that fell on another day after the table of days off changed. */
export type Moved = {
	readonly code: string;
	readonly clock: Clock;
	readonly before: Date;
	readonly after: Date;
};

const BATCH = 500;

/**
 * After a change of the days off: counts every open clock of the agency anew, closed ones never, and answers which moved.
 * What has climbed stays climbed. May run twice; the directory must have been read after the change.
 */
export async function recountClocks(ground: JobGround, agencyId: AgencyId, at: Date): Promise<Moved[]> {
	const directory = await ground.directoryOf(agencyId);
	if (!directory) throw new Error(`no directory of agency ${agencyId}`);
	const viewer = systemFor(agencyId);
	const moved: Moved[] = [];
	for (let after: ReportId | null = null; ; ) {
		const batch = await seenBy(viewer, ground.db, (tx) => openClocks(tx, agencyId, after, BATCH));
		for (const report of batch.filter((one) => someMove(one, directory)))
			moved.push(...(await seenBy(viewer, ground.db, (tx) => recount(tx, report.id, { directory, at }))));
		if (batch.length < BATCH) break;
		after = batch.at(-1)?.id ?? null;
	}
	log.info({ agencyId, moved: moved.length }, 'deadlines were counted anew');
	return moved;
}

type Bound = { readonly termBookId: TermBookId; readonly clocks: readonly ClockRow[] };

function someMove(report: Bound, directory: Directory): boolean {
	const anew = countedAnew(report, directory);
	return anew.some((row, place) => row !== report.clocks[place]);
}

/** The clocks with their deadlines as the days off and weeks of `directory` have them; those that stay are the same objects. */
export function countedAnew(report: Bound, directory: Directory): ClockRow[] {
	const { pauseLimit } = bookPinned(directory, report).rules;
	return report.clocks.map((row) => {
		const anew = recounted(row, calendarOf(directory, row.unitId), pauseLimit);
		return anew.lateFrom.getTime() === row.lateFrom.getTime() ? row : anew;
	});
}

async function recount(tx: Tx, id: ReportId, moment: { directory: Directory; at: Date }): Promise<Moved[]> {
	const report = await findForStep(tx, id);
	if (!report) return [];
	const clocks = countedAnew(report, moment.directory);
	const standing = { ...report, dueAt: dueAt(clocks) };
	await saveClocks(tx, report, clocks);
	await saveRecount(tx, id, standing.dueAt);
	await refreshPublication(tx, standing, { ...moment, copy: null });
	return clocks.flatMap((row, place) => {
		const before = report.clocks[place];
		if (!before || before === row) return [];
		return [{ code: report.code, clock: row.clock, before: before.lateFrom, after: row.lateFrom }];
	});
}
