import {
	assertSomeDayIsWorked,
	endOf,
	isWorkingDayNumber,
	type LocalDate,
	localDay,
	type WorkCalendar,
} from './calendar.ts';
import { type DayNumber, dateOf } from './day-number.ts';
import { daysBetween, type Term } from './term.ts';

/** A stretch in which the clock stands still: from `from` up to, not including, `until`. Null: it still stands. */
export type Pause = { readonly from: Date; readonly until: Date | null };

/**
 * A term that has begun, with its pauses.
 *
 * A pause takes out whole local days: those at whose end the clock stood still. Pausing and resuming within one day
 * shifts nothing, and resuming in the morning gives back the days before, not that day. All pauses together
 * take out at most `pauseLimit` working days; from then on days count although the reporter is still awaited.
 */
export type RunningClock = {
	readonly startedAt: Date;
	readonly term: Term;
	readonly pauses: readonly Pause[];
	/** Working days, also for a term of calendar days: both kinds of clock wait equally long. */
	readonly pauseLimit: number;
};

/** `resting` is a day off of a working term; `beyond_pause` counts because the pauses are used up. */
export type DayFate = 'counted' | 'beyond_pause' | 'resting' | 'paused';

/** What one day after day 0 does to a clock. */
export type JudgedDay = { readonly day: DayNumber; readonly fate: DayFate };

/** A clock that was never paused. */
export function unpausedClock(term: Term, startedAt: Date): RunningClock {
	return { startedAt, term, pauses: [], pauseLimit: 0 };
}

/**
 * The first instant that is late. A pause that still lasts is taken to last until the limit ends it:
 * nothing is late before this instant, and an earlier one is due as soon as the reporter replies.
 */
export function clockLateFrom(clock: RunningClock, calendar: WorkCalendar): Date {
	return endOf(clockLastDay(clock, calendar), calendar);
}

export function clockLastDay(clock: RunningClock, calendar: WorkCalendar): LocalDate {
	const last = daysOfTerm(clock, calendar).at(-1);
	return dateOf(last?.day ?? localDay(clock.startedAt, calendar));
}

/** Every day after day 0 up to and including the last day; empty for a term of no days. */
export function daysOfTerm(clock: RunningClock, calendar: WorkCalendar): JudgedDay[] {
	const days: JudgedDay[] = [];
	let left = clock.term.days;
	for (const judged of judgedDays(clock, calendar)) {
		if (left <= 0) break;
		days.push(judged);
		if (countsTowards(judged.fate)) left -= 1;
	}
	return days;
}

/** How many days have counted by the office's date at `at`, that day included. 0 before the clock began. */
export function elapsedDays(clock: RunningClock, at: Date, calendar: WorkCalendar): number {
	const until = localDay(at, calendar);
	if (clock.pauses.length === 0) return daysCounted(clock, until, calendar);
	let elapsed = 0;
	for (const { day, fate } of judgedDays(clock, calendar)) {
		if (day > until) break;
		if (countsTowards(fate)) elapsed += 1;
	}
	return elapsed;
}

/** How many days count from the day after the clock began up to `until`, when it never stands still. */
function daysCounted({ startedAt, term }: RunningClock, until: DayNumber, calendar: WorkCalendar): number {
	const dayZero = localDay(startedAt, calendar);
	return until > dayZero ? daysBetween(dayZero, until, term.counted, calendar) : 0;
}

/** The same clock seen at `now`: a pause that still lasts is taken to end now, so that the days ahead count. */
export function clockAsOf(clock: RunningClock, now: Date): RunningClock {
	return { ...clock, pauses: clock.pauses.map(({ from, until }) => ({ from, until: until ?? now })) };
}

/** The pause that holds the clock at `now`; undefined when none lasts, or when the pauses are used up. */
export function pauseInForce(clock: RunningClock, now: Date, calendar: WorkCalendar): Pause | undefined {
	const lasting = clock.pauses.find(({ until }) => until === null);
	if (!lasting) return undefined;
	const today = localDay(now, calendar);
	for (const { day, fate } of judgedDays(clock, calendar)) {
		if (day >= today && fate !== 'resting') return fate === 'paused' ? lasting : undefined;
	}
}

export function countsTowards(fate: DayFate): boolean {
	return fate === 'counted' || fate === 'beyond_pause';
}

/** The days after day 0, one by one and without end: the caller stops when it has seen enough. */
function* judgedDays(clock: RunningClock, calendar: WorkCalendar): Generator<JudgedDay, never> {
	assertSomeDayIsWorked(calendar);
	assertPausesEnd(clock);
	const isPaused = pausedDays(clock, calendar);
	let used = 0;
	for (let day = localDay(clock.startedAt, calendar) + 1; ; day += 1) {
		const works = isWorkingDayNumber(day, calendar);
		const counts = works || clock.term.counted === 'calendar';
		const fate = counts ? fateOf(isPaused(day), used < clock.pauseLimit) : 'resting';
		if (works && fate === 'paused') used += 1;
		yield { day, fate };
	}
}

function fateOf(isPaused: boolean, mayPause: boolean): DayFate {
	if (!isPaused) return 'counted';
	return mayPause ? 'paused' : 'beyond_pause';
}

/** Whether the clock stood still at the end of a day: from its pause's date up to, not including, the date it resumed. */
function pausedDays(clock: RunningClock, calendar: WorkCalendar): (day: DayNumber) => boolean {
	const spans = clock.pauses.map(({ from, until }) => ({
		from: localDay(from, calendar),
		until: until ? localDay(until, calendar) : Number.POSITIVE_INFINITY,
	}));
	if (spans.length === 0) return () => false; // as most: a list asks for hundreds of days
	return (day) => spans.some(({ from, until }) => from <= day && day < until);
}

/** A pause that still lasts and has no limit would leave the term without an end. */
function assertPausesEnd({ pauseLimit }: RunningClock): void {
	if (!Number.isFinite(pauseLimit))
		throw new RangeError('The pauses of a clock need a limit in working days.');
}
