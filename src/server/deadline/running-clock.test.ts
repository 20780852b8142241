import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LocalDate, MONDAY_TO_FRIDAY, type Weekday, type WorkCalendar } from './calendar.ts';
import {
	clockAsOf,
	clockLastDay,
	clockLateFrom,
	elapsedDays,
	type Pause,
	pauseInForce,
	type RunningClock,
	unpausedClock,
} from './running-clock.ts';
import { calendarDays, lateFrom, workingDays } from './term.ts';

const dayOff = { kind: 'local_holiday', name: 'Hari jadi contoh', source: 'Keputusan contoh 2' } as const;
const wita: WorkCalendar = {
	utcOffset: 8,
	workweek: MONDAY_TO_FRIDAY,
	daysOff: new Map([['2026-03-18', dayOff]]),
};

/** Five working days from Monday 2 March 2026: due Monday the 9th. */
const fiveDays: RunningClock = {
	...unpausedClock(workingDays(5, 'contoh'), at('2026-03-02T09:00')),
	pauseLimit: 10,
};

describe('a pause', () => {
	test.each([
		{
			from: '2026-03-03T08:00',
			until: '2026-03-03T16:00',
			due: '2026-03-09',
			why: 'within one day shifts nothing',
		},
		{
			from: '2026-03-03T23:59',
			until: '2026-03-04T00:00',
			due: '2026-03-10',
			why: 'over one midnight takes out one day',
		},
		{
			from: '2026-03-04T00:00',
			until: '2026-03-04T23:59',
			due: '2026-03-09',
			why: 'of nearly a whole day takes out none',
		},
		{
			from: '2026-03-03T10:00',
			until: '2026-03-05T09:00',
			due: '2026-03-11',
			why: 'of two nights takes out two days',
		},
		{
			from: '2026-03-06T15:00',
			until: '2026-03-09T08:00',
			due: '2026-03-10',
			why: 'over a weekend takes out the Friday',
		},
		{
			from: '2026-03-07T10:00',
			until: '2026-03-08T10:00',
			due: '2026-03-09',
			why: 'in a weekend takes out nothing',
		},
		{
			from: '2026-03-02T10:00',
			until: '2026-03-03T08:00',
			due: '2026-03-09',
			why: 'on day 0 takes out nothing',
		},
		{
			from: '2026-03-09T22:00',
			until: '2026-03-10T08:00',
			due: '2026-03-10',
			why: 'on the last evening moves the deadline',
		},
		{
			from: '2026-03-10T00:00',
			until: '2026-03-12T08:00',
			due: '2026-03-09',
			why: 'that begins too late rescues nothing',
		},
		{
			from: '2026-03-05T10:00',
			until: '2026-03-03T10:00',
			due: '2026-03-09',
			why: 'that ends before it begins is none',
		},
	])('$why', ({ from, until, due }) => {
		expect(clockLastDay({ ...fiveDays, pauses: [pause(from, until)] }, wita)).toBe(due);
	});

	test('counts once where it overlaps another', () => {
		const pauses = [
			pause('2026-03-03T10:00', '2026-03-05T09:00'),
			pause('2026-03-04T10:00', '2026-03-05T11:00'),
		];

		expect(clockLastDay({ ...fiveDays, pauses }, wita)).toBe('2026-03-11');
	});

	test('stops counting at the limit, however often it is asked for again', () => {
		const nightly = ['03', '04', '05', '06'].map((day) =>
			pause(`2026-03-${day}T23:00`, `2026-03-${day}T23:59:59`),
		);
		const pauses = [
			pause('2026-03-03T10:00', '2026-03-05T09:00'),
			pause('2026-03-05T10:00', '2026-03-20T09:00'),
		];

		expect(clockLastDay({ ...fiveDays, pauses: nightly, pauseLimit: 3 }, wita)).toBe('2026-03-09');
		expect(clockLastDay({ ...fiveDays, pauses, pauseLimit: 3 }, wita)).toBe('2026-03-12');
		expect(clockLastDay({ ...fiveDays, pauses, pauseLimit: 0 }, wita)).toBe('2026-03-09');
	});

	test('that still lasts is over when its limit is: five days and ten paused ones', () => {
		const clock = { ...fiveDays, pauses: [pause('2026-03-03T10:00', null)] };

		// 3 to 16 March are paused; the 18th is a local holiday
		expect(clockLastDay(clock, wita)).toBe('2026-03-24');
		expect(clockLateFrom(clock, wita)).toEqual(at('2026-03-25T00:00'));
	});

	test('that still lasts is taken to end now, when one asks how things stand', () => {
		const clock = { ...fiveDays, pauses: [pause('2026-03-03T10:00', null)] };

		expect(clockLastDay(clockAsOf(clock, at('2026-03-05T09:00')), wita)).toBe('2026-03-11');
	});

	test('holds the clock until the limit, weekends included, and no longer', () => {
		const clock = { ...fiveDays, pauses: [pause('2026-03-03T10:00', null)], pauseLimit: 4 };
		const holdsAt = (now: string) => pauseInForce(clock, at(now), wita) !== undefined;

		expect(['2026-03-03T11:00', '2026-03-06T11:00', '2026-03-07T11:00'].map(holdsAt)).toEqual([
			true,
			true,
			false,
		]);
		expect(pauseInForce(fiveDays, at('2026-03-03T11:00'), wita)).toBeUndefined();
	});

	test('of a calendar term takes out the weekend in it, but is measured in working days', () => {
		const clock = {
			...fiveDays,
			term: calendarDays(10, 'contoh'),
			pauses: [pause('2026-03-05T10:00', null)],
		};

		// three days count, then 5 March (Thursday) to 9 March are out: three working days and a weekend
		expect(clockLastDay({ ...clock, pauseLimit: 3 }, wita)).toBe('2026-03-17');
		// with two, Friday uses the second: the weekend counts again
		expect(clockLastDay({ ...clock, pauseLimit: 2 }, wita)).toBe('2026-03-14');
	});

	test('without a limit would never end, and is a fault', () => {
		expect(() => clockLastDay({ ...fiveDays, pauseLimit: Number.POSITIVE_INFINITY }, wita)).toThrow(
			RangeError,
		);
	});
});

describe('the days elapsed', () => {
	test('are none before the start, even if the machine’s clock went back', () => {
		expect(elapsedDays(fiveDays, at('2026-03-02T23:00'), wita)).toBe(0);
		expect(elapsedDays(fiveDays, at('2026-02-20T09:00'), wita)).toBe(0);
	});

	test('reach the term on the last day', () => {
		expect(elapsedDays(fiveDays, at('2026-03-09T09:00'), wita)).toBe(5);
	});
});

describe('for any clock', () => {
	test('a second way of counting finds the same deadline', () => {
		fc.assert(
			fc.property(aClock(), aCalendar(), (clock, calendar) => {
				expect(clockLateFrom(clock, calendar).toISOString()).toBe(countedByInstants(clock, calendar));
			}),
			{ numRuns: 1000 },
		);
	});

	test('no pause means the plain term', () => {
		fc.assert(
			fc.property(aClock(), aCalendar(), ({ term, startedAt }, calendar) => {
				expect(clockLateFrom(unpausedClock(term, startedAt), calendar)).toEqual(
					lateFrom(term, startedAt, calendar),
				);
			}),
		);
	});

	test('time passes evenly: elapsed days never fall, and reach the term exactly when the last day begins', () => {
		fc.assert(
			fc.property(aClock(), aCalendar(), (clock, calendar) => {
				const late = clockLateFrom(clock, calendar);
				const earlier = new Date(late.getTime() - 1);
				expect(elapsedDays(clock, earlier, calendar)).toBe(clock.term.days);
				expect(elapsedDays(clock, late, calendar)).toBeGreaterThanOrEqual(clock.term.days);
				expect(elapsedDays(clock, clock.startedAt, calendar)).toBe(0);
			}),
		);
	});
});

/**
 * The same law, counted another way: every day is laid out first, as an instant, with the platform's own weekdays and
 * dates; whether the clock stood still is asked of the last moment of each day; then days are struck from the list.
 */
function countedByInstants(
	{ startedAt, term, pauses, pauseLimit }: RunningClock,
	calendar: WorkCalendar,
): string {
	const days = laidOut(startedAt, calendar).map((day) => ({
		...day,
		waits: standsStillAt(day.over - 1, pauses),
	}));
	const waitsUntil =
		days
			.filter((day) => day.waits && day.works)
			.slice(0, pauseLimit)
			.at(-1)?.over ?? 0;
	const isLimitReached = days.filter((day) => day.waits && day.works).length >= pauseLimit;

	const counted = days
		.filter((day) => day.works || term.counted === 'calendar')
		.filter((day) => !(day.waits && (!isLimitReached || day.over <= waitsUntil)));
	return new Date(counted[term.days - 1]?.over ?? startOfTomorrow(startedAt, calendar)).toISOString();
}

function laidOut(startedAt: Date, calendar: WorkCalendar) {
	const tomorrow = startOfTomorrow(startedAt, calendar);
	return Array.from({ length: 700 }, (_, index) => {
		const noon = new Date(tomorrow + index * 86_400_000 + (calendar.utcOffset + 12) * 3_600_000);
		const isClosed = calendar.daysOff.has(noon.toISOString().slice(0, 10) as LocalDate);
		const works = calendar.workweek.has(noon.getUTCDay() as Weekday) && !isClosed;
		return { over: tomorrow + (index + 1) * 86_400_000, works };
	});
}

function startOfTomorrow(instant: Date, { utcOffset }: WorkCalendar): number {
	const local = new Date(instant.getTime() + utcOffset * 3_600_000);
	return (
		Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate() + 1) - utcOffset * 3_600_000
	);
}

function standsStillAt(moment: number, pauses: readonly Pause[]): boolean {
	return pauses.some(({ from, until }) => from.getTime() <= moment && (!until || until.getTime() > moment));
}

function aClock(): fc.Arbitrary<RunningClock> {
	const moment = fc.date({ min: new Date('2027-12-20'), max: new Date('2028-05-01'), noInvalidDate: true });
	return fc.record({
		startedAt: moment,
		term: fc
			.tuple(fc.nat(40), fc.boolean())
			.map(([days, works]) => (works ? workingDays : calendarDays)(days, 'contoh')),
		pauses: fc.array(fc.record({ from: moment, until: fc.option(moment) }), { maxLength: 4 }),
		pauseLimit: fc.nat(12),
	});
}

function aCalendar(): fc.Arbitrary<WorkCalendar> {
	const date = fc
		.nat(200)
		.map((days) => new Date(Date.UTC(2027, 11, 20 + days)).toISOString().slice(0, 10) as LocalDate);
	return fc.record({
		utcOffset: fc.constantFrom(7, 8, 9),
		workweek: fc
			.uniqueArray(fc.constantFrom<Weekday>(0, 1, 2, 3, 4, 5, 6), { minLength: 1 })
			.map((days) => new Set(days)),
		daysOff: fc.array(date, { maxLength: 30 }).map((dates) => new Map(dates.map((day) => [day, dayOff]))),
	});
}

function pause(from: string, until: string | null): Pause {
	return { from: at(from), until: until === null ? null : at(until) };
}

function at(local: string): Date {
	return new Date(`${local}+08:00`);
}
