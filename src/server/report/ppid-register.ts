import { type LocalDate, localDate, type WorkCalendar } from '../deadline/calendar.ts';
import type { PpidEntry } from './ppid-queries.ts';

/** The columns of the register, in order; on paper, on the page and in the file alike. */
export const PPID_REGISTER = [
	'number',
	'code',
	'receivedOn',
	'registeredOn',
	'applicant',
	'asked',
	'purpose',
	'delivery',
	'extendedOn',
	'decidedOn',
	'outcome',
	'reason',
	'basis',
	'cost',
	'objectedOn',
	'reviewedOn',
	'reviewOutcome',
	'reviewReason',
] as const;
export type PpidRegisterCell = (typeof PPID_REGISTER)[number];

/** Days in place of instants, by the office's own calendar. */
export function registerDays(entry: PpidEntry, calendar: WorkCalendar) {
	const day = (instant: string | null): LocalDate | null =>
		instant ? localDate(new Date(instant), calendar) : null;
	return {
		receivedOn: localDate(new Date(entry.receivedAt), calendar),
		registeredOn: localDate(new Date(entry.registeredAt), calendar),
		extendedOn: day(entry.extendedAt),
		decidedOn: day(entry.decidedAt),
		objectedOn: day(entry.objectedAt),
		reviewedOn: day(entry.reviewedAt),
	};
}
