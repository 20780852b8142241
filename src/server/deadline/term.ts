import {
	addCalendarDays,
	addWorkingDays,
	endOf,
	type LocalDate,
	localDate,
	startOf,
	type WorkCalendar,
	workingDaysUntil,
} from './calendar.ts';
import type { DayNumber } from './day-number.ts';

/** How long somebody has. The law counts some terms in days and others in working days. */
export type Term = {
	readonly days: number;
	readonly counted: Counted;
	/** The article or public promise that sets it. A number without a source is not a deadline. */
	readonly source: string;
};
export type Counted = 'working' | 'calendar';

export function workingDays(days: number, source: string): Term {
	return { days, counted: 'working', source };
}

export function calendarDays(days: number, source: string): Term {
	return { days, counted: 'calendar', source };
}

/**
 * The first instant that is late, for a term that began at `start` and never pauses.
 * Day 0 is the office's date at `start`, working day or not. A calendar term may end on a holiday: it does not roll on.
 */
export function lateFrom(term: Term, start: Date, calendar: WorkCalendar): Date {
	return endOf(addDays(localDate(start, calendar), term.days, term.counted, calendar), calendar);
}

/**
 * The first instant of the `nth` day late, from which a matter climbs.
 * Days off make nothing later: the first late day after a Friday is a Monday.
 */
export function startOfLateDay(
	{ lateFrom, counted }: { readonly lateFrom: Date; readonly counted: Counted },
	nth: number,
	calendar: WorkCalendar,
): Date {
	const lastDay = addCalendarDays(localDate(lateFrom, calendar), -1);
	return startOf(addDays(lastDay, nth, counted, calendar), calendar);
}

/** The date `days` days after `date`, in the days the term is counted in. */
export function addDays(date: LocalDate, days: number, counted: Counted, calendar: WorkCalendar): LocalDate {
	return counted === 'working' ? addWorkingDays(date, days, calendar) : addCalendarDays(date, days);
}

/** How many days after `from` up to and including `to`, in the days the term is counted in. */
export function daysBetween(
	from: DayNumber,
	to: DayNumber,
	counted: Counted,
	calendar: WorkCalendar,
): number {
	if (counted === 'calendar') return to - from;
	return workingDaysUntil(to, calendar) - workingDaysUntil(from, calendar);
}
