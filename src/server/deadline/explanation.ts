import { type DayOff, dayOffOn, endOf, type LocalDate, localDate, type WorkCalendar } from './calendar.ts';
import { dateOf } from './day-number.ts';
import {
	countsTowards,
	type DayFate,
	daysOfTerm,
	type JudgedDay,
	type RunningClock,
} from './running-clock.ts';
import type { Term } from './term.ts';

/** Why a day counts or does not; `text/` makes the sentence. A day off carries its name and its decree. */
export type DayReason =
	| { readonly code: PlainReason }
	| { readonly code: DayOff['kind']; readonly name: string; readonly source: string };

/** `pause_used_up`: the reporter is still awaited, but the clock has waited as long as it may. */
export type PlainReason = 'working_day' | 'calendar_day' | 'weekend' | 'paused' | 'pause_used_up';

export type ExplainedDay = { readonly date: LocalDate; readonly counts: boolean; readonly why: DayReason };

export type DeadlineExplanation = {
	/** The day it began, which does not count. */
	readonly dayZero: LocalDate;
	/** Every day after day 0 up to and including the last day. */
	readonly days: readonly ExplainedDay[];
	readonly lastDay: LocalDate;
	/** The first instant that is late. */
	readonly lateFrom: Date;
};

/**
 * The deadline of a clock, day by day, so that anybody can count after us.
 * For a clock that stands still now, give `clockAsOf(clock, now)`: otherwise the whole pause it may still take is shown.
 */
export function explainDeadline(clock: RunningClock, calendar: WorkCalendar): DeadlineExplanation {
	const dayZero = localDate(clock.startedAt, calendar);
	const days = daysOfTerm(clock, calendar).map((judged) => explainDay(judged, clock.term, calendar));
	const lastDay = days.at(-1)?.date ?? dayZero;
	return { dayZero, days, lastDay, lateFrom: endOf(lastDay, calendar) };
}

function explainDay({ day, fate }: JudgedDay, term: Term, calendar: WorkCalendar): ExplainedDay {
	const date = dateOf(day);
	const why = fate === 'resting' ? reasonToRest(date, calendar) : { code: REASONS[term.counted][fate] };
	return { date, counts: countsTowards(fate), why };
}

const REASONS = {
	working: { counted: 'working_day', paused: 'paused', beyond_pause: 'pause_used_up' },
	calendar: { counted: 'calendar_day', paused: 'paused', beyond_pause: 'pause_used_up' },
} as const satisfies Record<Term['counted'], Record<Exclude<DayFate, 'resting'>, PlainReason>>;

function reasonToRest(date: LocalDate, calendar: WorkCalendar): DayReason {
	const dayOff = dayOffOn(date, calendar);
	return dayOff ? { code: dayOff.kind, name: dayOff.name, source: dayOff.source } : { code: 'weekend' };
}
