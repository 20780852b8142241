import { systemFor } from '../access/actor.ts';
import type { AgencyId, ReportId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { localDate } from '../deadline/calendar.ts';
import { type Database, seenBy, type Tx, type Viewer } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { takeStep } from './commands.ts';
import { type Due, dueReports, lockIfFree, settleClocks } from './overrun-queries.ts';
import { nextOverrun, type Overrun } from './overruns.ts';
import { bookPinned } from './pinned-book.ts';
import { findForStep, type Loaded } from './queries.ts';

/** What the background reaches; the worker makes it once. */
export type JobGround = {
	readonly db: Database;
	readonly directoryOf: (id: AgencyId) => Promise<Directory | undefined>;
	/** Set when the process is asked to end: what is begun is finished, nothing more is taken up. */
	readonly stopping?: AbortSignal | undefined;
};

/** The system itself, across all governments: for finding work, never for doing it. */
export const SYSTEM: Viewer = {
	role: 'system',
	personId: null,
	agencyId: null,
	reportId: null,
	unitIds: [],
	conflictUnitIds: [],
};

const BATCH = 500;

/** How many steps the clocks took, and how many reports were left for the next minute: held by somebody, or at fault. */
export type OverrunsDone = { readonly steps: number; readonly left: number };

/**
 * Every minute: does what follows by itself from clocks and promises that ran out by `at`.
 * Safe to run twice, late, or in parallel: a report is moved by one at a time, and each thing is noted where it happened.
 */
export async function runOverruns(ground: JobGround, at: Date): Promise<OverrunsDone> {
	const left: ReportId[] = [];
	let steps = 0;
	while (!ground.stopping?.aborted) {
		const due = await seenBy(SYSTEM, ground.db, (tx) => dueReports(tx, at, left, BATCH));
		if (due.length === 0) break;
		for (const one of due) steps += (await overrunsOf(ground, one, at)) ?? passOver(left, one);
	}
	if (steps > 0) log.info({ steps, left: left.length }, 'clocks ran out');
	return { steps, left: left.length };
}

function passOver(left: ReportId[], { id }: Due): 0 {
	left.push(id);
	return 0;
}

/** One report that cannot be moved must not keep the others waiting: null, and it is tried again next minute. */
async function overrunsOf(ground: JobGround, { id, agencyId }: Due, at: Date): Promise<number | null> {
	try {
		const directory = await ground.directoryOf(agencyId);
		if (!directory) throw new Error(`no directory of agency ${agencyId}`);
		return await seenBy(systemFor(agencyId), ground.db, (tx) => settleReport(tx, id, { directory, at }));
	} catch (fault) {
		log.error({ reportId: id, fault }, 'a report could not follow its clocks');
		return null;
	}
}

type Moment = { readonly directory: Directory; readonly at: Date };

/** Takes every step that is due, in the order of their instants; null when somebody else holds the report. */
async function settleReport(tx: Tx, id: ReportId, moment: Moment): Promise<number | null> {
	if (!(await lockIfFree(tx, id))) return null;
	for (let steps = 0; ; steps += 1) {
		const report = await findForStep(tx, id);
		if (!report) return null;
		const next = firstDue(report, moment);
		if (!next) {
			await settleClocks(tx, id, settledOf(report, moment));
			return steps;
		}
		await take(tx, report, next, moment);
	}
}

function firstDue(report: Loaded, { directory, at }: Moment): Overrun | undefined {
	const book = bookPinned(directory, report);
	const all = [
		...report.clocks.map((row) => nextOverrun(row, directory, book)),
		brokenPromise(report, directory),
	];
	return all
		.filter((overrun): overrun is Overrun => overrun !== null && overrun.at <= at)
		.sort((one, other) => one.at.getTime() - other.at.getTime())[0];
}

function brokenPromise({ promiseUntil }: Loaded, { calendar }: Directory): Overrun | null {
	if (!promiseUntil) return null;
	const lastInstant = new Date(promiseUntil.getTime() - 1);
	const input = { words: '', promise: localDate(lastInstant, calendar) };
	return { at: promiseUntil, step: 'break_promise', input };
}

async function take(
	tx: Tx,
	{ id, agencyId }: Loaded,
	{ step, input }: Overrun,
	moment: Moment,
): Promise<void> {
	const actor = systemFor(agencyId);
	const result = await takeStep(tx, { id, step, input, actor, initials: null, version: null, ...moment });
	if (!result.ok) throw new Error(`${step} was refused: ${result.refusal.code}`);
}

/** Clocks that are late: until when nothing more follows from them. */
function settledOf(report: Loaded, { directory, at }: Moment) {
	const book = bookPinned(directory, report);
	return report.clocks
		.filter(({ endedAt, lateFrom }) => !endedAt && lateFrom <= at)
		.map((row) => ({ id: row.id, until: nextOverrun(row, directory, book)?.at ?? null }));
}
