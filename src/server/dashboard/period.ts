import type { Directory } from '../agency/directory.ts';
import { addCalendarDays, type LocalDate, localDate } from '../deadline/calendar.ts';

/** Days that public figures count, in the government's own zone. */
export type Period = {
	readonly since: LocalDate;
	/** The first day that is no longer counted. */
	readonly until: LocalDate;
	/** A whole calendar year; null for the last twelve months. */
	readonly year: number | null;
};

/** Public figures look back over a year unless asked otherwise: long enough for small offices to have any. */
const LOOKED_BACK_DAYS = 365;
/** Earlier years are in the open data; nobody compares offices by them. */
const MOST_YEARS = 12;

/** The period asked for by `year` as it stands in an address; the last twelve months for what is no year with reports. */
export function periodNamed(
	year: string | null,
	{ now, directory, years }: { now: Date; directory: Pick<Directory, 'calendar'>; years: readonly number[] },
): Period {
	const named = years.find((one) => String(one) === year);
	if (!named) return lastTwelveMonths(now, directory);
	return {
		since: `${named}-01-01` as LocalDate,
		until: `${named + 1}-01-01` as LocalDate,
		year: named,
	};
}

export function lastTwelveMonths(now: Date, { calendar }: Pick<Directory, 'calendar'>): Period {
	const today = localDate(now, calendar);
	return { since: addCalendarDays(today, -LOOKED_BACK_DAYS), until: addCalendarDays(today, 1), year: null };
}

/** Calendar years that can be asked for, the latest first; none without reports. */
export function yearsSince(
	first: string | null,
	now: Date,
	{ calendar }: Pick<Directory, 'calendar'>,
): number[] {
	if (first === null) return [];
	const latest = Number(localDate(now, calendar).slice(0, 4));
	const years = Math.max(0, Math.min(MOST_YEARS, latest - Number(first.slice(0, 4)) + 1));
	return Array.from({ length: years }, (_, back) => latest - back);
}
