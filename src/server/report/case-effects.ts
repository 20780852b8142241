import { calendarOf, type Directory, type TermBook } from '../agency/directory.ts';
import { type LocalDate, localDate } from '../deadline/calendar.ts';
import type { Term } from '../deadline/term.ts';
import { type ClockRow, clocksAfter } from './clock-effects.ts';
import { CLOCKS, type Clock } from './clocks.ts';
import type { Movable } from './guards.ts';
import { destination } from './lifecycle.ts';
import { STEPS, type StepName } from './steps.ts';

/** What taking a step now would do to one clock. */
export type ClockEffect = {
	readonly clock: Clock;
	/** `met`: what was owed is done; `ends`: the way ends without it; `replaced`: another clock takes its place; `again`: a clock that had ended runs on. */
	readonly does: 'starts' | 'met' | 'ends' | 'replaced' | 'pauses' | 'resumes' | 'again';
	readonly term: Term;
	/** The last day it would leave; null when it no longer runs, or stands still. */
	readonly lastDay: LocalDate | null;
};

type Ground = { readonly at: Date; readonly directory: Directory; readonly book: TermBook };
type Clocked = Movable & { readonly clocks: readonly ClockRow[]; readonly receivedAt: Date };

/**
 * What `step` would do to the clocks of `report` if it were taken now: the same rule that will move them, tried out.
 * A change of kind moves deadlines by a rule of its own, which the page tells in words.
 */
export function clockEffects(
	step: StepName,
	report: Clocked,
	{ at, directory, book }: Ground,
): ClockEffect[] {
	const calendar = calendarOf(directory, report.unitId ?? report.verifierUnitId);
	const taken = { step, from: report.status, to: destination(STEPS[step], report), words: null, at };
	const after = clocksAfter(report.clocks, taken, {
		agencyId: report.agencyId,
		kind: report.kind,
		unitId: report.unitId ?? report.verifierUnitId,
		book,
		calendar,
		promisedFor: null,
		receivedAt: report.receivedAt,
	});
	return after.flatMap((row, index) => {
		const does = change(report.clocks[index], row);
		if (!does) return [];
		const runs = does === 'starts' || does === 'resumes' || does === 'again';
		const lastDay = runs
			? localDate(new Date(row.lateFrom.getTime() - 1), calendarOf(directory, row.unitId))
			: null;
		return [{ clock: row.clock, does, term: row.term, lastDay }];
	});
}

function change(before: ClockRow | undefined, after: ClockRow): ClockEffect['does'] | undefined {
	if (!before) return 'starts';
	if (before.endedAt) return after.endedAt ? undefined : 'again';
	if (after.endedAt) return ended(after);
	return pauseChange(before, after);
}

function ended({ met }: ClockRow): ClockEffect['does'] {
	if (met === null) return 'replaced';
	return met ? 'met' : 'ends';
}

function pauseChange(before: ClockRow, after: ClockRow): 'pauses' | 'resumes' | undefined {
	if (!CLOCKS[after.clock].pausable) return undefined;
	if (after.pauses.length > before.pauses.length) return 'pauses';
	const stoodStill = before.pauses.at(-1)?.until === null;
	return stoodStill && after.pauses.at(-1)?.until ? 'resumes' : undefined;
}
