import { endOf, type LocalDate, localDay, type WorkCalendar } from './calendar.ts';
import { type DayNumber, dateOf } from './day-number.ts';
import {
	clockAsOf,
	countsTowards,
	daysOfTerm,
	elapsedDays,
	type JudgedDay,
	pauseInForce,
	type RunningClock,
} from './running-clock.ts';
import { type Counted, daysBetween } from './term.ts';

/** A clock as it is stored: running, or stopped by what was owed. */
export type ClockFacts = RunningClock & { readonly stoppedAt: Date | null };

/** What a clock shows people; the design's *jalan, dekat, lewat, jeda, tuntas, telat*. */
export const CLOCK_STATES = ['running', 'near', 'late', 'paused', 'met', 'met_late'] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

/** A clock read at one moment. All numbers are days of the kind `counted` names. */
export type ClockReading = {
	readonly state: ClockState;
	readonly counted: Counted;
	/** Of how many days: the *14* of "day 7 of 14". Paused days are not among them. */
	readonly termDays: number;
	/** Counted up to and including today, or the day it stopped: the *7* of "day 7 of 14"; 0 on day 0. */
	readonly used: number;
	/** Counted days after today up to and including the last day: 0 on the last day itself and once late. */
	readonly left: number;
	/** Days after the last one. Still 0 while only days off have passed since, although the state is late. */
	readonly late: number;
	readonly lastDay: LocalDate;
	readonly lateFrom: Date;
	/** Days that pauses took out so far; above 0 the deadline has visibly moved. */
	readonly pausedDays: number;
	/** Since when it stands still; null unless the state is `paused`. */
	readonly pausedSince: Date | null;
};

/** What the clock says at `now`. A stopped clock keeps saying what it said when it stopped. */
export function readClock(facts: ClockFacts, now: Date, calendar: WorkCalendar): ClockReading {
	const { term, stoppedAt } = facts;
	const at = stoppedAt ?? now;
	const seen = clockAsOf(facts, at);
	const days = daysOfTerm(seen, calendar);
	const today = localDay(at, calendar);
	const last = days.at(-1)?.day ?? localDay(facts.startedAt, calendar);
	const lastDay = dateOf(last);
	const lateFrom = endOf(lastDay, calendar);
	const late = Math.max(0, daysBetween(last, today, term.counted, calendar));
	const isLate = at >= lateFrom;
	const pause = stoppedAt || isLate ? undefined : pauseInForce(facts, now, calendar);
	const left = daysLeft(days, today);

	return {
		state: stateOf({
			isStopped: stoppedAt !== null,
			isLate,
			isPaused: pause !== undefined,
			isNear: isNear(left, term.days),
		}),
		counted: term.counted,
		termDays: term.days,
		used: isLate ? elapsedDays(seen, at, calendar) : daysCounted(days, today),
		left,
		late,
		lastDay,
		lateFrom,
		pausedDays: days.filter(({ fate }) => fate === 'paused').length,
		pausedSince: pause?.from ?? null,
	};
}

type Signs = {
	readonly isStopped: boolean;
	readonly isLate: boolean;
	readonly isPaused: boolean;
	readonly isNear: boolean;
};

/** A pause does not rescue what is late already. */
function stateOf({ isStopped, isLate, isPaused, isNear }: Signs): ClockState {
	if (isStopped) return isLate ? 'met_late' : 'met';
	if (isLate) return 'late';
	if (isPaused) return 'paused';
	return isNear ? 'near' : 'running';
}

/** The same as `elapsedDays` as long as the last day is not over. */
function daysCounted(days: readonly JudgedDay[], today: DayNumber): number {
	return days.filter(({ day, fate }) => day <= today && countsTowards(fate)).length;
}

function daysLeft(days: readonly JudgedDay[], today: DayNumber): number {
	return days.filter(({ day, fate }) => day > today && countsTowards(fate)).length;
}

/** At most 15 % of the term is left, and always on the last day but one. */
function isNear(left: number, termDays: number): boolean {
	return left <= 1 || left * 100 <= termDays * 15;
}
