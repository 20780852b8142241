import { addWorkingDays, isWorkingDay, localDate, startOf, type WorkCalendar } from './calendar.ts';

/** A time of day in the office, `07:30`. */
export type LocalTime = `${number}:${number}`;

/** When staff may be written to: on working days, from `from` up to, not including, `until`. */
export type OfficeHours = { readonly from: LocalTime; readonly until: LocalTime };

const MINUTE_MS = 60 * 1000;

/** Now if the office is open at `instant`, otherwise the moment it opens next. Staff notices wait for it; citizens' do not. */
export function nextOfficeMoment(instant: Date, hours: OfficeHours, calendar: WorkCalendar): Date {
	const [opens, closes] = [minutesOf(hours.from), minutesOf(hours.until)];
	if (opens >= closes) throw new RangeError('An office opens before it closes.');

	const today = localDate(instant, calendar);
	const timeToday = instant.getTime() - startOf(today, calendar).getTime();
	const isOver = !isWorkingDay(today, calendar) || timeToday >= closes * MINUTE_MS;
	if (!isOver && timeToday >= opens * MINUTE_MS) return instant;

	const day = isOver ? addWorkingDays(today, 1, calendar) : today;
	return new Date(startOf(day, calendar).getTime() + opens * MINUTE_MS);
}

/** Minutes since midnight; `24:00` is the end of the day. */
function minutesOf(time: LocalTime): number {
	const [hour, minute] = [Number(time.slice(0, 2)), Number(time.slice(3, 5))];
	return hour * 60 + minute;
}
