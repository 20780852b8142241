import type { UnitId } from '../access/policy.ts';
import { addCalendarDays, localDate, startOf } from '../deadline/calendar.ts';
import { type LocalTime, nextOfficeMoment } from '../deadline/quiet-hours.ts';
import { calendarOf, type Directory } from './directory.ts';

const MINUTE_MS = 60 * 1000;
/** For a unit that is not in the directory any more. */
const USUAL_HOURS = { from: '08.00', until: '16.00' };

/** `at` if the unit's office is open then, else when it opens next: staff are written to in office hours only. */
export function officeMoment(directory: Directory, unitId: UnitId | null, at: Date): Date {
	const { from, until } = (unitId && directory.units.get(unitId)?.officeHours) || USUAL_HOURS;
	const hours = { from: localTime(from), until: localTime(until) };
	return nextOfficeMoment(at, hours, calendarOf(directory, unitId));
}

/** `at`, or the end of the government's quiet hours when it lies in them: what can wait wakes no citizen. */
export function citizenMoment({ agency, calendar }: Directory, at: Date): Date {
	const [from, to] = [minutesOf(agency.settings.quietHours.from), minutesOf(agency.settings.quietHours.to)];
	const today = localDate(at, calendar);
	const minute = (at.getTime() - startOf(today, calendar).getTime()) / MINUTE_MS;
	const crossesMidnight = from > to;
	const isQuiet = crossesMidnight ? minute >= from || minute < to : minute >= from && minute < to;
	if (!isQuiet) return at;
	const day = minute < to ? today : addCalendarDays(today, 1);
	return new Date(startOf(day, calendar).getTime() + to * MINUTE_MS);
}

/** Hours as a pack writes them, `16.30`. */
function localTime(text: string): LocalTime {
	return text.replace('.', ':') as LocalTime;
}

function minutesOf(text: string): number {
	const [hour, minute] = text.split('.').map(Number);
	return (hour ?? 0) * 60 + (minute ?? 0);
}
