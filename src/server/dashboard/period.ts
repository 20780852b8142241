import type { Directory } from '../agency/directory.ts';
import { addCalendarDays, type LocalDate, localDate } from '../deadline/calendar.ts';

/** Public figures look back over a year: long enough for small offices to have any. */
const LOOKED_BACK_DAYS = 365;

/** First day of the period that public figures count, in the government's own zone. */
export function periodStart(now: Date, { calendar }: Pick<Directory, 'calendar'>): LocalDate {
	return addCalendarDays(localDate(now, calendar), -LOOKED_BACK_DAYS);
}
