import { describe, expect, test } from 'vitest';
import { MONDAY_TO_FRIDAY, type WorkCalendar } from './calendar.ts';
import { dayNumber } from './day-number.ts';
import { calendarDays, daysBetween, lateFrom, startOfLateDay, workingDays } from './term.ts';

const dayOff = { kind: 'national_holiday', name: 'Hari raya contoh', source: 'Keputusan contoh 1' } as const;
const wib: WorkCalendar = {
	utcOffset: 7,
	workweek: MONDAY_TO_FRIDAY,
	daysOff: new Map([
		['2026-01-01', dayOff],
		['2026-02-16', dayOff],
		['2026-02-17', dayOff],
	]),
};
const wita: WorkCalendar = { ...wib, utcOffset: 8 };
const wit: WorkCalendar = { ...wib, utcOffset: 9 };

describe('a term in working days', () => {
	test.each([
		{
			start: '2026-03-02T08:00:00+07:00',
			days: 3,
			late: '2026-03-06T00:00:00+07:00',
			why: 'due Thursday, late from Friday 00.00',
		},
		{
			start: '2026-03-02T23:59:59.999+07:00',
			days: 1,
			late: '2026-03-04T00:00:00+07:00',
			why: 'the last moment of a day is still that day',
		},
		{
			start: '2026-03-03T00:00:00+07:00',
			days: 1,
			late: '2026-03-05T00:00:00+07:00',
			why: 'midnight is the next day',
		},
		{
			start: '2026-03-06T21:15:00+07:00',
			days: 1,
			late: '2026-03-10T00:00:00+07:00',
			why: 'Friday night counts from Monday',
		},
		{
			start: '2026-03-02T08:00:00+07:00',
			days: 0,
			late: '2026-03-03T00:00:00+07:00',
			why: 'no days: the day of receipt is the last one',
		},
		{
			start: '2025-12-31T10:00:00+07:00',
			days: 1,
			late: '2026-01-03T00:00:00+07:00',
			why: 'over new year, a holiday',
		},
	])('$why', ({ start, days, late }) => {
		expect(lateFrom(workingDays(days, 'contoh'), new Date(start), wib)).toEqual(new Date(late));
	});

	test('two days off and three weekends make 14 days out of 24', () => {
		const friday = new Date('2026-02-13T19:42:00+08:00');

		expect(lateFrom(workingDays(14, 'contoh'), friday, wita)).toEqual(new Date('2026-03-09T16:00:00Z'));
	});

	test('begins on the day it is in the office, not where the server stands', () => {
		const thursdayEveningInTheWest = new Date('2026-03-05T16:30:00Z');
		const term = workingDays(1, 'contoh');

		expect(lateFrom(term, thursdayEveningInTheWest, wib)).toEqual(new Date('2026-03-07T00:00:00+07:00'));
		expect(lateFrom(term, thursdayEveningInTheWest, wita)).toEqual(new Date('2026-03-10T00:00:00+08:00'));
		expect(lateFrom(term, thursdayEveningInTheWest, wit)).toEqual(new Date('2026-03-10T00:00:00+09:00'));
	});
});

describe('a term in calendar days', () => {
	test('counts every day', () => {
		const monday = new Date('2026-03-02T08:00:00+07:00');

		expect(lateFrom(calendarDays(30, 'contoh'), monday, wib)).toEqual(new Date('2026-04-02T00:00:00+07:00'));
	});

	test('may end on a holiday: it does not roll on', () => {
		const saturday = new Date('2026-02-14T08:00:00+07:00');

		expect(lateFrom(calendarDays(3, 'contoh'), saturday, wib)).toEqual(new Date('2026-02-18T00:00:00+07:00'));
	});

	test('knows the leap day', () => {
		const start = new Date('2028-02-01T08:00:00+07:00');

		expect(lateFrom(calendarDays(30, 'contoh'), start, wib)).toEqual(new Date('2028-03-03T00:00:00+07:00'));
	});
});

describe('the days late', () => {
	test('are counted as the term is: the first after a Friday is a Monday', () => {
		const lateFromSaturday = new Date('2026-03-07T00:00:00+07:00');
		const working = { lateFrom: lateFromSaturday, counted: 'working' } as const;

		expect(startOfLateDay(working, 1, wib)).toEqual(new Date('2026-03-09T00:00:00+07:00'));
		expect(startOfLateDay(working, 10, wib)).toEqual(new Date('2026-03-20T00:00:00+07:00'));
		expect(startOfLateDay({ ...working, counted: 'calendar' }, 1, wib)).toEqual(lateFromSaturday);
	});

	test('between two dates follow the term, too', () => {
		const [friday, monday] = [dayNumber('2026-03-06'), dayNumber('2026-03-09')];
		expect(daysBetween(friday, monday, 'working', wib)).toBe(1);
		expect(daysBetween(friday, monday, 'calendar', wib)).toBe(3);
	});
});
