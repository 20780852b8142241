import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	addCalendarDays,
	addWorkingDays,
	calendarDaysBetween,
	type DayOff,
	dayOffOn,
	endOf,
	isWorkingDay,
	type LocalDate,
	localDate,
	MONDAY_TO_FRIDAY,
	parseLocalDate,
	startOf,
	type WorkCalendar,
	workingDaysBetween,
	ZONES,
} from './calendar.ts';

const holiday: DayOff = { kind: 'national_holiday', name: 'Hari raya contoh', source: 'Keputusan contoh 1' };
const leave: DayOff = { kind: 'collective_leave', name: 'Cuti bersama contoh', source: 'Keputusan contoh 1' };

const wib: WorkCalendar = {
	utcOffset: 7,
	workweek: MONDAY_TO_FRIDAY,
	daysOff: new Map([
		['2026-03-19', holiday],
		['2026-03-20', leave],
		['2026-03-21', holiday], // a Saturday
	]),
};
const wita: WorkCalendar = { ...wib, utcOffset: 8 };
const wit: WorkCalendar = { ...wib, utcOffset: 9 };
const sixDays: WorkCalendar = { ...wib, workweek: new Set([1, 2, 3, 4, 5, 6]) };

describe('adding working days (attack 74)', () => {
	test.each([
		{ from: '2026-03-02', days: 3, due: '2026-03-05', why: 'Monday and 3 days is Thursday' },
		{ from: '2026-03-02', days: 0, due: '2026-03-02', why: 'no days is the day itself' },
		{ from: '2026-03-07', days: 0, due: '2026-03-07', why: 'no days after a Saturday is that Saturday' },
		{ from: '2026-03-05', days: 3, due: '2026-03-10', why: 'a weekend does not count' },
		{ from: '2026-03-06', days: 1, due: '2026-03-09', why: 'the day after a Friday is a Monday' },
		{ from: '2026-03-07', days: 1, due: '2026-03-09', why: 'a Saturday report starts on Monday' },
		{ from: '2026-03-08', days: 1, due: '2026-03-09', why: 'and so does one of Sunday' },
		{ from: '2026-03-17', days: 3, due: '2026-03-24', why: 'two days off and a weekend do not count' },
		{ from: '2026-03-19', days: 1, due: '2026-03-23', why: 'a report on a holiday starts after the weekend' },
		{ from: '2025-12-31', days: 2, due: '2026-01-02', why: 'the year ends between two working days' },
		{ from: '2028-02-28', days: 1, due: '2028-02-29', why: 'a leap day is a day' },
		{ from: '2027-02-26', days: 1, due: '2027-03-01', why: 'and is not there in other years' },
	] as const)('$why', ({ from, days, due }) => {
		expect(addWorkingDays(from, days, wib)).toBe(due);
	});

	test.each([
		{ from: '2026-03-06', days: 1, due: '2026-03-07', why: 'an office of six days works on Saturday' },
		{ from: '2026-03-18', days: 1, due: '2026-03-23', why: 'unless the Saturday is a holiday' },
	] as const)('$why', ({ from, days, due }) => {
		expect(addWorkingDays(from, days, sixDays)).toBe(due);
	});

	test('without one working weekday is a fault, not an endless count', () => {
		expect(() => addWorkingDays('2026-03-02', 1, { ...wib, workweek: new Set() })).toThrow(RangeError);
	});

	test('is undone by counting the working days between', () => {
		fc.assert(
			fc.property(aDate(), fc.integer({ min: 0, max: 300 }), (from, days) => {
				expect(workingDaysBetween(from, addWorkingDays(from, days, wib), wib)).toBe(days);
			}),
		);
	});
});

describe('the office’s date (attack 74)', () => {
	test('one instant is two dates: evening in the west, next day in the east', () => {
		const instant = new Date('2026-03-02T22:30:00+07:00');

		expect([wib, wita, wit].map((calendar) => localDate(instant, calendar))).toEqual([
			'2026-03-02',
			'2026-03-02',
			'2026-03-03',
		]);
	});

	test('agrees with the zones of the world’s time zone table', () => {
		const zones = Object.entries(ZONES).map(([timeZone, { utcOffset }]) => ({
			calendar: { ...wib, utcOffset },
			format: new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }),
		}));
		const instants = fc.date({
			min: new Date('1988-01-01T00:00:00Z'),
			max: new Date('2199-01-01'),
			noInvalidDate: true,
		});

		fc.assert(
			fc.property(instants, fc.constantFrom(...zones), (instant, { calendar, format }) => {
				expect(localDate(instant, calendar)).toBe(format.format(instant));
			}),
		);
	});

	test('begins and ends at the office’s midnight, and holds every instant between', () => {
		expect(startOf('2026-03-02', wita)).toEqual(new Date('2026-03-02T00:00:00+08:00'));
		expect(endOf('2026-03-02', wita)).toEqual(new Date('2026-03-03T00:00:00+08:00'));
		expect(localDate(new Date(endOf('2026-03-02', wita).getTime() - 1), wita)).toBe('2026-03-02');
		expect(localDate(endOf('2026-03-02', wita), wita)).toBe('2026-03-03');
	});

	test('of no instant is a fault', () => {
		expect(() => localDate(new Date('later'), wib)).toThrow(RangeError);
	});
});

describe('a date', () => {
	test.each(['2026-02-28', '2028-02-29', '1999-12-31'])('%s is one', (text) => {
		expect(parseLocalDate(text)).toBe(text);
	});

	test.each([
		'2026-02-29',
		'2026-13-01',
		'2026-00-10',
		'2026-04-31',
		'2026-2-3',
		'0001-01-01',
		' 2026-02-03',
		'2026-02-03T00:00',
		'',
	])('“%s” is none', (text) => {
		expect(parseLocalDate(text)).toBeUndefined();
	});

	test('may lie before 1970, and keeps its weekday', () => {
		expect(addCalendarDays('1970-01-01', -1)).toBe('1969-12-31');
		expect(isWorkingDay('1969-12-28', wib)).toBe(false); // a Sunday
		expect(isWorkingDay('1969-12-29', wib)).toBe(true);
	});
});

test('a day off is named with its decree, a weekly day of rest is not', () => {
	expect(dayOffOn('2026-03-20', wib)).toEqual(leave);
	expect(dayOffOn('2026-03-21', wib)).toBeUndefined();
	expect(dayOffOn('2026-03-21', sixDays)).toEqual(holiday);
	expect(dayOffOn('2026-03-18', wib)).toBeUndefined();
});

test('days between add up, in whichever order one looks at them', () => {
	fc.assert(
		fc.property(aDate(), aDate(), aDate(), (a, b, c) => {
			expect(workingDaysBetween(a, b, wib) + workingDaysBetween(b, c, wib)).toBe(
				workingDaysBetween(a, c, wib) + 0,
			);
			expect(calendarDaysBetween(a, b) + calendarDaysBetween(b, c)).toBe(calendarDaysBetween(a, c));
		}),
	);
});

test('working days between are what one finds by looking at each day, in any week', () => {
	const week = fc.uniqueArray(fc.constantFrom(0, 1, 2, 3, 4, 5, 6), { minLength: 1 });
	const daysOff = fc
		.uniqueArray(aDate(), { maxLength: 40 })
		.map((dates) => new Map(dates.map((date) => [date, holiday])));

	fc.assert(
		fc.property(aDate(), fc.nat(500), week, daysOff, (from, days, workweek, off) => {
			const calendar: WorkCalendar = { utcOffset: 8, workweek: new Set(workweek), daysOff: off };
			const dates = Array.from({ length: days }, (_, nth) => addCalendarDays(from, nth + 1));

			const counted = workingDaysBetween(from, addCalendarDays(from, days), calendar);
			expect(counted).toBe(dates.filter((date) => isWorkingDay(date, calendar)).length);
		}),
	);
});

function aDate(): fc.Arbitrary<LocalDate> {
	return fc.integer({ min: -700, max: 700 }).map((days) => addCalendarDays('2026-03-19', days));
}
