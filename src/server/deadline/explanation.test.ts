import { expect, test } from 'vitest';
import { type DayOff, MONDAY_TO_FRIDAY, type WorkCalendar } from './calendar.ts';
import { explainDeadline } from './explanation.ts';
import { type RunningClock, unpausedClock } from './running-clock.ts';
import { calendarDays, workingDays } from './term.ts';

const leave: DayOff = { kind: 'collective_leave', name: 'Cuti bersama contoh', source: 'Keputusan contoh 1' };
const holiday: DayOff = { kind: 'national_holiday', name: 'Hari raya contoh', source: 'Keputusan contoh 1' };
const local: DayOff = { kind: 'local_holiday', name: 'Hari jadi contoh', source: 'Peraturan contoh 7' };

const wita: WorkCalendar = {
	utcOffset: 8,
	workweek: MONDAY_TO_FRIDAY,
	daysOff: new Map([
		['2026-02-15', local], // a Sunday
		['2026-02-16', leave],
		['2026-02-17', holiday],
		['2026-02-19', local],
	]),
};
const friday = new Date('2026-02-13T19:42:00+08:00');

test('every day up to the deadline says whether it counts, and on whose authority not', () => {
	const explained = explainDeadline(unpausedClock(workingDays(2, 'contoh'), friday), wita);

	expect(explained).toEqual({
		dayZero: '2026-02-13',
		days: [
			{ date: '2026-02-14', counts: false, why: { code: 'weekend' } },
			{ date: '2026-02-15', counts: false, why: { code: 'weekend' } },
			{ date: '2026-02-16', counts: false, why: reason(leave) },
			{ date: '2026-02-17', counts: false, why: reason(holiday) },
			{ date: '2026-02-18', counts: true, why: { code: 'working_day' } },
			{ date: '2026-02-19', counts: false, why: reason(local) },
			{ date: '2026-02-20', counts: true, why: { code: 'working_day' } },
		],
		lastDay: '2026-02-20',
		lateFrom: new Date('2026-02-21T00:00:00+08:00'),
	});
});

test('a calendar term counts weekends and holidays', () => {
	const { days, lastDay } = explainDeadline(unpausedClock(calendarDays(4, 'contoh'), friday), wita);

	expect(days.map(({ why }) => why.code)).toEqual(Array(4).fill('calendar_day'));
	expect(lastDay).toBe('2026-02-17');
});

test('paused days are named, and so are those beyond the limit', () => {
	const pauses = [
		{ from: new Date('2026-02-18T10:00:00+08:00'), until: new Date('2026-02-24T10:00:00+08:00') },
	];
	const clock: RunningClock = { ...unpausedClock(workingDays(2, 'contoh'), friday), pauses, pauseLimit: 2 };

	const { days, lastDay } = explainDeadline(clock, wita);

	expect(days.slice(4).map(({ why, counts }) => [why.code, counts])).toEqual([
		['paused', false],
		['local_holiday', false],
		['paused', false],
		['weekend', false],
		['weekend', false],
		['pause_used_up', true],
		['working_day', true],
	]);
	expect(lastDay).toBe('2026-02-24');
});

test('a term of no days ends on the day it began', () => {
	const explained = explainDeadline(unpausedClock(workingDays(0, 'contoh'), friday), wita);

	expect(explained).toEqual({
		dayZero: '2026-02-13',
		days: [],
		lastDay: '2026-02-13',
		lateFrom: new Date('2026-02-14T00:00:00+08:00'),
	});
});

function reason({ kind, name, source }: DayOff) {
	return { code: kind, name, source };
}
