import { calendarOf, type Directory, type TermBook } from '../agency/directory.ts';
import { startOfLateDay } from '../deadline/term.ts';
import type { ClockRow } from './clock-effects.ts';
import { CLOCKS } from './clocks.ts';
import type { StepInput } from './guards.ts';
import type { StepName } from './steps.ts';

/** Whom a late report climbs to, lowest first; its place, from 1, is how high a report has climbed. */
export const RUNGS = ['head', 'leader', 'ombudsman'] as const;
export type Rung = (typeof RUNGS)[number];

/** A step that nobody takes but the clock, and the first instant at which it is due. */
export type Overrun = { readonly at: Date; readonly step: StepName; readonly input: StepInput };

/** What a clock that has nothing but one overrun does when it runs out. */
const ONCE = {
	archive: 'archive_unsupplied',
	close: 'close_silent',
	tell_rights: 'tell_rights',
	tell_commission: 'tell_commission',
} as const;

/**
 * What the clock makes happen next (rules of record §2), and from when: a rung of the climb, or its one overrun.
 * Null when it has ended, or when everything that follows from being late has happened already.
 */
export function nextOverrun(row: ClockRow, directory: Directory, { rules }: TermBook): Overrun | null {
	if (row.endedAt) return null;
	const { overrun } = CLOCKS[row.clock];
	const input = { words: '', clock: row.clock };
	if (overrun !== 'climb') return row.rung > 0 ? null : { at: row.lateFrom, step: ONCE[overrun], input };

	const rung = rules.climb[row.rung];
	if (!rung) return null;
	const late = { lateFrom: row.lateFrom, counted: row.term.counted };
	const at = startOfLateDay(late, rung.lateDays, calendarOf(directory, row.unitId));
	return { at, step: 'climb', input: { ...input, rung: rung.to } };
}
