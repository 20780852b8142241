import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWorkingDay, localDate, MONDAY_TO_FRIDAY, startOf, type WorkCalendar } from './calendar.ts';
import { nextOfficeMoment, type OfficeHours } from './quiet-hours.ts';

const dayOff = { kind: 'national_holiday', name: 'Hari raya contoh', source: 'Keputusan contoh 1' } as const;
const wit: WorkCalendar = {
	utcOffset: 9,
	workweek: MONDAY_TO_FRIDAY,
	daysOff: new Map([['2026-03-19', dayOff]]),
};
const hours: OfficeHours = { from: '07:30', until: '16:00' };

describe('a staff notice', () => {
	test.each([
		{ at: '2026-03-16T10:15', sent: '2026-03-16T10:15', why: 'goes at once in office hours' },
		{ at: '2026-03-16T07:30', sent: '2026-03-16T07:30', why: 'goes when the office opens' },
		{ at: '2026-03-16T00:00', sent: '2026-03-16T07:30', why: 'of midnight waits for the morning' },
		{ at: '2026-03-16T16:00', sent: '2026-03-17T07:30', why: 'of closing time waits for the next day' },
		{ at: '2026-03-18T20:00', sent: '2026-03-20T07:30', why: 'waits over a holiday' },
		{ at: '2026-03-20T16:01', sent: '2026-03-23T07:30', why: 'of Friday evening waits for Monday' },
		{ at: '2026-03-21T10:00', sent: '2026-03-23T07:30', why: 'of Saturday waits for Monday' },
	])('$why', ({ at, sent }) => {
		expect(nextOfficeMoment(inWit(at), hours, wit)).toEqual(inWit(sent));
	});

	test('of Saturday goes on Saturday where that is worked', () => {
		const sixDays: WorkCalendar = { ...wit, workweek: new Set([1, 2, 3, 4, 5, 6]) };

		expect(nextOfficeMoment(inWit('2026-03-21T10:00'), hours, sixDays)).toEqual(inWit('2026-03-21T10:00'));
	});
});

test('a simulated year sends nothing outside office hours, and nothing into the past', () => {
	const year = fc.date({
		min: inWit('2026-01-01T00:00'),
		max: inWit('2027-01-01T00:00'),
		noInvalidDate: true,
	});

	fc.assert(
		fc.property(year, (instant) => {
			const sent = nextOfficeMoment(instant, hours, wit);
			const date = localDate(sent, wit);
			const minutes = (sent.getTime() - startOf(date, wit).getTime()) / 60_000;

			expect(isWorkingDay(date, wit)).toBe(true);
			expect(minutes).toBeGreaterThanOrEqual(7 * 60 + 30);
			expect(minutes).toBeLessThan(16 * 60);
			expect(sent.getTime()).toBeGreaterThanOrEqual(instant.getTime());
			expect(nextOfficeMoment(sent, hours, wit)).toEqual(sent);
		}),
		{ numRuns: 5000 },
	);
});

test('an office that closes before it opens is a fault', () => {
	expect(() => nextOfficeMoment(inWit('2026-03-16T10:00'), { from: '16:00', until: '07:30' }, wit)).toThrow(
		RangeError,
	);
});

function inWit(local: string): Date {
	return new Date(`${local}+09:00`);
}
