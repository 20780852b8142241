import { assertDay, DAY_MS, type DayNumber, dateOf, dayNumber, weekdayOf } from './day-number.ts';

/** A day as people in one office name it: `2026-03-19`. Never an instant. */
export type LocalDate = `${number}-${number}-${number}`;

/** 0 is Sunday, 6 is Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** A day on which the office is closed, and the decree that closes it. */
export type DayOff = {
	readonly kind: 'national_holiday' | 'collective_leave' | 'local_holiday';
	readonly name: string;
	readonly source: string;
};

export type WorkCalendar = {
	/** Hours ahead of UTC. Indonesia has no summer time. */
	readonly utcOffset: UtcOffset;
	/** The weekdays worked; never empty. */
	readonly workweek: ReadonlySet<Weekday>;
	/** Hari libur nasional, cuti bersama and local days, by date. */
	readonly daysOff: ReadonlyMap<LocalDate, DayOff>;
};

/**
 * The official zones as they have stood since 1 January 1988, with the word people write behind a time of day.
 * Earlier instants are not for these offsets.
 */
export const ZONES = {
	'Asia/Jakarta': { utcOffset: 7, word: 'WIB' },
	'Asia/Pontianak': { utcOffset: 7, word: 'WIB' },
	'Asia/Makassar': { utcOffset: 8, word: 'WITA' },
	'Asia/Jayapura': { utcOffset: 9, word: 'WIT' },
} as const satisfies Record<string, { readonly utcOffset: number; readonly word: string }>;
export type Zone = keyof typeof ZONES;
export type UtcOffset = (typeof ZONES)[Zone]['utcOffset'];

/** The week of most offices. Offices of six days set their own. */
export const MONDAY_TO_FRIDAY: ReadonlySet<Weekday> = new Set([1, 2, 3, 4, 5]);

const HOUR_MS = 60 * 60 * 1000;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The date written in `text`, or undefined when there is no such day: `2026-02-30` is none. */
export function parseLocalDate(text: string): LocalDate | undefined {
	if (!ISO_DATE.test(text)) return undefined;
	const date = text as LocalDate; // the shape was just tested; a day that does not exist comes back as another
	return dateOf(dayNumber(date)) === date ? date : undefined;
}

/** The office's date at `instant`. 18:00 UTC on 1 March is already 2 March in WIB. */
export function localDate(instant: Date, calendar: WorkCalendar): LocalDate {
	return dateOf(localDay(instant, calendar));
}

export function isWorkingDay(date: LocalDate, calendar: WorkCalendar): boolean {
	return isWorkingDayNumber(dayNumber(date), calendar);
}

/** The day off that closes the office on `date`; undefined on working days and on the weekly days of rest. */
export function dayOffOn(date: LocalDate, { workweek, daysOff }: WorkCalendar): DayOff | undefined {
	return workweek.has(weekdayOf(dayNumber(date)) as Weekday) ? daysOff.get(date) : undefined;
}

export function addCalendarDays(date: LocalDate, days: number): LocalDate {
	return dateOf(dayNumber(date) + days);
}

/**
 * The `count`-th working day after `date`, which itself does not count:
 * a report of Monday with 3 working days is due on Thursday. With 0 it is `date`, working day or not.
 */
export function addWorkingDays(date: LocalDate, count: number, calendar: WorkCalendar): LocalDate {
	assertSomeDayIsWorked(calendar);
	let day = dayNumber(date);
	for (let left = count; left > 0; ) {
		day += 1;
		if (isWorkingDayNumber(day, calendar)) left -= 1;
	}
	return dateOf(day);
}

/**
 * The working days after `from` up to and including `to`: Monday to Thursday are 3.
 * Negative when `to` lies before `from`, so that parts always add up to the whole.
 */
export function workingDaysBetween(from: LocalDate, to: LocalDate, calendar: WorkCalendar): number {
	return workingDaysUntil(dayNumber(to), calendar) - workingDaysUntil(dayNumber(from), calendar);
}

/** The calendar days from `from` to `to`; negative when `to` lies before. */
export function calendarDaysBetween(from: LocalDate, to: LocalDate): number {
	return dayNumber(to) - dayNumber(from);
}

/** The first instant of `date` in the office. */
export function startOf(date: LocalDate, { utcOffset }: WorkCalendar): Date {
	return new Date(dayNumber(date) * DAY_MS - utcOffset * HOUR_MS);
}

/** The instant at which `date` is over in the office: what was due that day is now late. */
export function endOf(date: LocalDate, { utcOffset }: WorkCalendar): Date {
	return new Date((dayNumber(date) + 1) * DAY_MS - utcOffset * HOUR_MS);
}

/** `localDate` as a day number, for counting. */
export function localDay(instant: Date, { utcOffset }: WorkCalendar): DayNumber {
	return assertDay(Math.floor((instant.getTime() + utcOffset * HOUR_MS) / DAY_MS));
}

/** `isWorkingDay` for a day number. */
export function isWorkingDayNumber(day: DayNumber, { workweek, daysOff }: WorkCalendar): boolean {
	return workweek.has(weekdayOf(day) as Weekday) && !numbered(daysOff).has(day);
}

const WEEK = 7;

/**
 * A count of working days that grows by one on each of them: two of them tell how many lie between. As quick for what
 * is a year overdue as for yesterday; a list asks it for every row.
 */
export function workingDaysUntil(day: DayNumber, calendar: WorkCalendar): number {
	const { ofWeek, closed } = tally(calendar);
	const weekday = weekdayOf(day);
	const weeks = Math.floor((day - weekday) / WEEK);
	return weeks * calendar.workweek.size + (ofWeek[weekday] ?? 0) - howManyUntil(closed, day);
}

type Tally = {
	/** How many weekdays are worked from Sunday up to each. */
	readonly ofWeek: readonly number[];
	/** Days off that would have been worked, in order. */
	readonly closed: readonly DayNumber[];
	/** How many days off there were when it was made. */
	readonly daysOff: number;
};
const tallies = new WeakMap<WorkCalendar, Tally>();

function tally(calendar: WorkCalendar): Tally {
	const { workweek, daysOff } = calendar;
	const known = tallies.get(calendar);
	if (known && known.daysOff === daysOff.size) return known;
	const weekdays = Array.from({ length: WEEK }, (_, weekday) => weekday);
	const made = {
		ofWeek: weekdays.map((upTo) => [...workweek].filter((weekday) => weekday <= upTo).length),
		closed: [...numbered(daysOff)]
			.filter((day) => workweek.has(weekdayOf(day) as Weekday))
			.sort((a, b) => a - b),
		daysOff: daysOff.size,
	};
	tallies.set(calendar, made);
	return made;
}

function howManyUntil(sorted: readonly DayNumber[], day: DayNumber): number {
	let [from, to] = [0, sorted.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if ((sorted[middle] ?? day) <= day) from = middle + 1;
		else to = middle;
	}
	return from;
}

const numberedBefore = new WeakMap<WorkCalendar['daysOff'], ReadonlySet<DayNumber>>();

/** The days off as numbers, made once for each table: a page of clocks asks for thousands of days. */
function numbered(daysOff: WorkCalendar['daysOff']): ReadonlySet<DayNumber> {
	const known = numberedBefore.get(daysOff);
	if (known && known.size === daysOff.size) return known;
	const numbers = new Set([...daysOff.keys()].map(dayNumber));
	numberedBefore.set(daysOff, numbers);
	return numbers;
}

/** Counting towards a working day would never end without one. */
export function assertSomeDayIsWorked({ workweek }: WorkCalendar): void {
	if (workweek.size === 0) throw new RangeError('A work calendar needs at least one working weekday.');
}
