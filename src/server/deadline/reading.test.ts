import { describe, expect, test } from 'vitest';
import { MONDAY_TO_FRIDAY, type WorkCalendar } from './calendar.ts';
import { type ClockFacts, readClock } from './reading.ts';
import { unpausedClock } from './running-clock.ts';
import { calendarDays, type Term, workingDays } from './term.ts';

const dayOff = { kind: 'national_holiday', name: 'Hari raya contoh', source: 'Keputusan contoh 1' } as const;
const wita: WorkCalendar = {
	utcOffset: 8,
	workweek: MONDAY_TO_FRIDAY,
	daysOff: new Map([
		['2026-02-16', dayOff],
		['2026-02-17', dayOff],
	]),
};
const fourteen = workingDays(14, 'contoh');
const today = at('2026-02-26T08:10');

describe('a clock that runs', () => {
	test.each([
		{
			from: '2026-02-13',
			state: 'running',
			used: 7,
			left: 7,
			late: 0,
			lastDay: '2026-03-09',
			why: 'half of it is left',
		},
		{
			from: '2026-02-06',
			state: 'near',
			used: 12,
			left: 2,
			late: 0,
			lastDay: '2026-03-02',
			why: '15 % or less is left',
		},
		{
			from: '2026-02-04',
			state: 'near',
			used: 14,
			left: 0,
			late: 0,
			lastDay: '2026-02-26',
			why: 'it is due today',
		},
		{
			from: '2026-02-03',
			state: 'late',
			used: 15,
			left: 0,
			late: 1,
			lastDay: '2026-02-25',
			why: 'it was due yesterday',
		},
		{
			from: '2026-01-29',
			state: 'late',
			used: 18,
			left: 0,
			late: 4,
			lastDay: '2026-02-20',
			why: 'it is four days late',
		},
		{
			from: '2026-02-26',
			state: 'running',
			used: 0,
			left: 14,
			late: 0,
			lastDay: '2026-03-18',
			why: 'it began today',
		},
		{
			from: '2026-02-27',
			state: 'running',
			used: 0,
			left: 14,
			late: 0,
			lastDay: '2026-03-19',
			why: 'the machine’s clock went back',
		},
	])('is $state: $why', ({ from, state, used, left, late, lastDay }) => {
		expect(readClock(since(from, fourteen), today, wita)).toMatchObject({
			state,
			used,
			left,
			late,
			lastDay,
			termDays: 14,
		});
	});

	test('of three days is near on the last day but one, not before', () => {
		const verify = workingDays(3, 'contoh');

		expect(readClock(since('2026-02-25', verify), today, wita)).toMatchObject({ state: 'running', left: 2 });
		expect(readClock(since('2026-02-24', verify), today, wita)).toMatchObject({ state: 'near', left: 1 });
	});

	test('of sixty days is near from nine days on', () => {
		const sixty = workingDays(60, 'contoh');
		const states = ['2026-04-02T08:00', '2026-04-03T08:00'].map((now) =>
			readClock(since('2026-01-20', sixty), at(now), wita),
		);

		expect(states.map(({ state, left }) => [state, left])).toEqual([
			['running', 10],
			['near', 9],
		]);
	});

	test('is late from midnight on, though no working day was lost yet on a Saturday', () => {
		const due = since('2026-02-19', workingDays(1, 'contoh')); // Friday the 20th

		expect(readClock(due, at('2026-02-20T23:59:59.999'), wita)).toMatchObject({
			state: 'near',
			left: 0,
			late: 0,
		});
		expect(readClock(due, at('2026-02-21T00:00'), wita)).toMatchObject({ state: 'late', late: 0 });
		expect(readClock(due, at('2026-02-23T08:00'), wita)).toMatchObject({ state: 'late', late: 1 });
	});

	test('in calendar days is late in calendar days', () => {
		const due = since('2026-02-18', calendarDays(3, 'contoh'));

		expect(readClock(due, today, wita)).toMatchObject({
			state: 'late',
			counted: 'calendar',
			late: 5,
			used: 8,
		});
	});
});

describe('a clock that waits for the reporter', () => {
	const asked = (from: string, limit = 10): ClockFacts => ({
		...since('2026-02-18', fourteen),
		pauses: [{ from: at(from), until: null }],
		pauseLimit: limit,
	});

	test('stands still, and its deadline moves by the days waited', () => {
		expect(readClock(asked('2026-02-23T10:00'), today, wita)).toMatchObject({
			state: 'paused',
			pausedSince: at('2026-02-23T10:00'),
			pausedDays: 3,
			lastDay: '2026-03-13',
			lateFrom: at('2026-03-14T00:00'),
		});
	});

	test('runs again once it has waited as long as it may', () => {
		expect(readClock(asked('2026-02-23T10:00', 3), today, wita)).toMatchObject({
			state: 'running',
			pausedSince: null,
			pausedDays: 3,
			lastDay: '2026-03-13',
		});
	});

	test('stays late when it was late before', () => {
		const late: ClockFacts = {
			...since('2026-01-29', fourteen),
			pauses: [{ from: at('2026-02-24T10:00'), until: null }],
			pauseLimit: 10,
		};

		expect(readClock(late, today, wita)).toMatchObject({
			state: 'late',
			late: 4,
			lastDay: '2026-02-20',
			pausedDays: 0,
		});
	});
});

describe('a clock that was stopped', () => {
	const answered = (from: string, stoppedAt: string) => ({
		...since(from, fourteen),
		stoppedAt: at(stoppedAt),
	});

	test.each([
		{
			from: '2026-02-06',
			stoppedAt: '2026-02-18T11:00',
			state: 'met',
			used: 6,
			left: 8,
			late: 0,
			why: 'in six days',
		},
		{
			from: '2026-02-06',
			stoppedAt: '2026-02-06T11:00',
			state: 'met',
			used: 0,
			left: 14,
			late: 0,
			why: 'on the same day',
		},
		{
			from: '2026-02-06',
			stoppedAt: '2026-03-02T23:59',
			state: 'met',
			used: 14,
			left: 0,
			late: 0,
			why: 'on the last evening',
		},
		{
			from: '2026-01-21',
			stoppedAt: '2026-02-13T11:00',
			state: 'met_late',
			used: 17,
			left: 0,
			late: 3,
			why: 'three days late',
		},
	])('is $state: $why', ({ from, stoppedAt, ...reading }) => {
		const { why: _, ...expected } = reading;
		expect(readClock(answered(from, stoppedAt), today, wita)).toMatchObject(expected);
	});

	test('says the same ever after', () => {
		const facts = {
			...answered('2026-02-06', '2026-02-18T11:00'),
			pauses: [{ from: at('2026-02-12T10:00'), until: null }],
			pauseLimit: 10,
		};

		expect(readClock(facts, at('2027-02-26T08:00'), wita)).toEqual(readClock(facts, today, wita));
		expect(readClock(facts, today, wita)).toMatchObject({
			state: 'met',
			used: 4,
			pausedDays: 2,
			pausedSince: null,
		});
	});
});

function since(date: string, term: Term): ClockFacts {
	return { ...unpausedClock(term, at(`${date}T09:00`)), stoppedAt: null };
}

function at(local: string): Date {
	return new Date(`${local}+08:00`);
}
