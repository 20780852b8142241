import { isWorkingDayNumber, localDay, type WorkCalendar } from './calendar.ts';
import type { DayNumber } from './day-number.ts';
import type { ClockFacts } from './reading.ts';
import { clockAsOf, daysOfTerm, type JudgedDay } from './running-clock.ts';
import { daysBetween, type Term } from './term.ts';

/** One piece of the drawn clock; `deadline` is the flag behind the last day. */
export type Stitch = DayMark | 'off_long' | 'deadline';

/** What a day can look like. Of days that share a stitch, the first of these is drawn. */
const DAY_MARKS = ['answered', 'late_today', 'today', 'late', 'used', 'left', 'paused', 'off'] as const;
type DayMark = (typeof DAY_MARKS)[number];

/** A day as it is drawn; one that `rests` is no stitch of its own, though today may stand on it. */
type DrawnDay = { readonly mark: DayMark; readonly rests: boolean };

/** Where the clock is looked at: today, or the day it was answered. */
type Here = { readonly day: DayNumber; readonly answered: boolean };

/** More days than these are drawn five to a stitch. */
const MOST_DAILY_STITCHES = 20;
const DAYS_PER_LONG_STITCH = 5;
/** Behind the flag the thread stops growing here; the words beside it count on. */
const MOST_LATE_STITCHES = 20;
/** A longer run of days off is drawn longer. */
const SHORT_REST = 2;

/**
 * The clock as a drawing, left to right in calendar order: the days after day 0, the flag, the late days.
 * It repeats what the words of `readClock` say and is hidden from screen readers.
 */
export function drawThread(facts: ClockFacts, now: Date, calendar: WorkCalendar): Stitch[] {
	const at = facts.stoppedAt ?? now;
	const here = { day: localDay(at, calendar), answered: facts.stoppedAt !== null };
	const dayZero = localDay(facts.startedAt, calendar);
	const term = daysOfTerm(clockAsOf(facts, at), calendar);
	const lastDay = term.at(-1)?.day ?? dayZero;

	return [
		...(here.answered && here.day <= dayZero ? (['answered'] as const) : []),
		...drawTerm(
			term.map((judged) => drawDay(judged, here)),
			facts.term,
		),
		'deadline',
		...drawLate(lastDay, here, facts.term, calendar),
	];
}

function drawDay({ day, fate }: JudgedDay, here: Here): DrawnDay {
	const rests = fate === 'resting';
	if (day === here.day) return { mark: here.answered ? 'answered' : 'today', rests };
	if (rests) return { mark: 'off', rests };
	if (day > here.day) return { mark: 'left', rests };
	return { mark: fate === 'paused' ? 'paused' : 'used', rests };
}

/** Behind the flag; of many days only how many fives they are is drawn, and where the last one ends. */
function drawLate(lastDay: DayNumber, here: Here, term: Term, calendar: WorkCalendar): Stitch[] {
	if (here.day <= lastDay) return [];
	const counted = daysBetween(lastDay, here.day, term.counted, calendar);
	if (term.days <= MOST_DAILY_STITCHES && counted <= MOST_LATE_STITCHES)
		return dayByDay(lateDays(lastDay, here, term, calendar));
	const fives = Math.max(1, Math.ceil(counted / DAYS_PER_LONG_STITCH));
	const before = Math.min(fives, MOST_LATE_STITCHES) - 1;
	return [...new Array<Stitch>(before).fill('late'), lastMark(here)];
}

function lateDays(lastDay: DayNumber, here: Here, term: Term, calendar: WorkCalendar): DayMark[] {
	const marks: DayMark[] = [];
	for (let day = lastDay + 1; day < here.day; day += 1)
		marks.push(rests(day, term, calendar) ? 'off' : 'late');
	return [...marks, lastMark(here)];
}

function lastMark({ answered }: Here): DayMark {
	return answered ? 'answered' : 'late_today';
}

function rests(day: DayNumber, term: Term, calendar: WorkCalendar): boolean {
	return term.counted === 'working' && !isWorkingDayNumber(day, calendar);
}

function drawTerm(days: readonly DrawnDay[], term: Term): Stitch[] {
	return term.days > MOST_DAILY_STITCHES ? inFives(days) : dayByDay(days.map(({ mark }) => mark));
}

/** A stitch a day; a run of days off is one piece. */
function dayByDay(days: readonly DayMark[]): Stitch[] {
	const marks: Stitch[] = [];
	let run = 0;
	for (const mark of days) {
		run = mark === 'off' ? run + 1 : 0;
		if (run <= 1) marks.push(mark);
		if (run > SHORT_REST) marks[marks.length - 1] = 'off_long';
	}
	return marks;
}

/** A stitch for every five days; days off are not drawn, and today on one of them joins the stitch before it. */
function inFives(days: readonly DrawnDay[]): Stitch[] {
	const ranks: number[] = [];
	let seen = 0;
	for (const { mark, rests } of days) {
		if (mark === 'off') continue;
		const place = rests ? Math.max(0, seen - 1) : seen;
		const stitch = Math.floor(place / DAYS_PER_LONG_STITCH);
		ranks[stitch] = Math.min(ranks[stitch] ?? DAY_MARKS.length, DAY_MARKS.indexOf(mark));
		if (!rests) seen += 1;
	}
	return ranks.map((rank) => DAY_MARKS[rank] ?? 'left');
}
