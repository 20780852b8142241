import {
	addCalendarDays,
	addWorkingDays,
	isWorkingDay,
	type LocalDate,
	startOf,
	type WorkCalendar,
} from '#server/deadline/calendar.ts';

/** When the told things happened, seen from one day: stories are told in working days, so that they stay fresh. */
export type Told = {
	/** The local day so many working days after the day of receipt. */
	readonly day: (afterWorkingDays: number) => LocalDate;
	/** That day at the local time of day, `19.42`. */
	readonly at: (afterWorkingDays: number, time: string) => Date;
};

export function toldFrom(today: LocalDate, workingDaysAgo: number, calendar: WorkCalendar): Told {
	const received = workingDaysBefore(today, workingDaysAgo, calendar);
	const day = (after: number) => addWorkingDays(received, after, calendar);
	return { day, at: (after, time) => instantAt(day(after), time, calendar) };
}

function workingDaysBefore(today: LocalDate, count: number, calendar: WorkCalendar): LocalDate {
	let day = today;
	for (let left = count; left > 0; ) {
		day = addCalendarDays(day, -1);
		if (isWorkingDay(day, calendar)) left -= 1;
	}
	return day;
}

function instantAt(day: LocalDate, time: string, calendar: WorkCalendar): Date {
	const [hours, minutes] = time.split('.').map(Number);
	return new Date(startOf(day, calendar).getTime() + ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000);
}
