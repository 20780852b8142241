import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MONDAY_TO_FRIDAY, type WorkCalendar } from './calendar.ts';
import { type ClockFacts, readClock } from './reading.ts';
import { unpausedClock } from './running-clock.ts';
import { calendarDays, type Term, workingDays } from './term.ts';
import { drawThread, type Stitch } from './thread.ts';

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
const sixty = workingDays(60, 'contoh');
const thursday = at('2026-02-26T08:10');

/** A thread as one line of letters. */
const LETTERS: Record<Stitch, string> = {
	used: 'd',
	left: '-',
	today: 't',
	off: 'h',
	off_long: 'H',
	paused: 'p',
	deadline: '|',
	late: 'L',
	late_today: 'T',
	answered: 'k',
};

describe('the thread of a short term has a stitch a day', () => {
	test.each([
		{ facts: since('2026-02-13', fourteen), drawn: 'Hdddhdddt-h-----h-|', why: 'half used' },
		{ facts: since('2026-02-04', fourteen), drawn: 'ddhdddddHdddhdddt|', why: 'due today' },
		{ facts: since('2026-01-29', fourteen), drawn: 'dhdddddhdddddHddd|hLLLT', why: 'four days late' },
		{
			facts: since('2026-02-26', workingDays(3, 'contoh')),
			drawn: '-h--|',
			why: 'on day 0 today is not on it yet',
		},
		{
			facts: waiting('2026-02-18', '2026-02-23'),
			drawn: 'ddhpppt-h-----h-----|',
			why: 'waiting for the reporter',
		},
		{ facts: stopped('2026-02-06', '2026-02-18'), drawn: 'hdddddHk--h-----h-|', why: 'answered early' },
		{ facts: stopped('2026-02-06', '2026-02-06'), drawn: 'kh-----H---h-----h-|', why: 'answered on day 0' },
		{
			facts: stopped('2026-02-06', '2026-02-07'),
			drawn: 'kh-----H---h-----h-|',
			why: 'answered on a Saturday',
		},
		{ facts: stopped('2026-01-22', '2026-02-18'), drawn: 'dhdddddhdddddhddd|LLHk', why: 'answered late' },
		{
			facts: since('2026-02-20', calendarDays(8, 'contoh')),
			drawn: 'dddddt--|',
			why: 'calendar days know no days off',
		},
	])('$why', ({ facts, drawn }) => {
		expect(lettersOf(facts, thursday)).toBe(drawn);
	});

	test('today stands in the weekend, too', () => {
		expect(lettersOf(since('2026-02-13', fourteen), at('2026-02-22T10:00'))).toBe('Hdddht-----h-----h-|');
		expect(lettersOf(since('2026-02-19', workingDays(1, 'contoh')), at('2026-02-21T10:00'))).toBe('d|T');
	});
});

describe('the thread of a long term has a stitch for every five days', () => {
	test.each([
		{
			facts: since('2026-01-20', sixty),
			now: '2026-02-26T08:00',
			drawn: 'ddddt-------|',
			why: 'day 25 is in the fifth',
		},
		{
			facts: since('2026-01-20', sixty),
			now: '2026-02-28T08:00',
			drawn: 'dddddt------|',
			why: 'a Saturday stays with its Friday',
		},
		{
			facts: stopped('2026-01-20', '2026-02-26', sixty),
			now: '2026-03-30T08:00',
			drawn: 'ddddk-------|',
			why: 'answered',
		},
		{
			facts: since('2026-01-20', workingDays(21, 'contoh')),
			now: '2026-02-26T08:00',
			drawn: 'ddddd|T',
			why: 'late',
		},
		{
			facts: since('2026-01-20', calendarDays(60, 'contoh')),
			now: '2026-02-26T08:00',
			drawn: 'dddddddt----|',
			why: 'calendar days',
		},
	])('$why', ({ facts, now, drawn }) => {
		expect(lettersOf(facts, at(now))).toBe(drawn);
	});

	test('and so have the late days of a short one, which stop growing in the end', () => {
		const lateSince = (date: string, now: string) =>
			lettersOf(since(date, workingDays(3, 'contoh')), at(now));

		expect(lateSince('2026-02-02', '2026-03-05T08:00')).toBe('ddd|LhLLLLLHLLLhLLLLLhLLLT');
		expect(lateSince('2026-02-02', '2026-03-10T08:00')).toBe('ddd|LLLLT');
		expect(lateSince('2020-02-03', '2026-02-26T08:00')).toBe(`ddd|${'L'.repeat(19)}T`);
	});
});

test('a daily thread has as many stitches as the words say', () => {
	const days = fc.nat(20);
	const moment = fc.date({ min: at('2026-01-05T00:00'), max: at('2026-03-20T00:00'), noInvalidDate: true });

	fc.assert(
		fc.property(moment, moment, days, (startedAt, now, count) => {
			const facts = { ...unpausedClock(workingDays(count, 'contoh'), startedAt), stoppedAt: null };
			const [beforeFlag = ''] = lettersOf(facts, now).split('|');
			const { left } = readClock(facts, now, wita);

			expect(beforeFlag.replaceAll(/[^-]/g, '')).toHaveLength(left);
			expect(lettersOf(facts, now).match(/[tT]/g)?.length ?? 0).toBeLessThanOrEqual(1);
		}),
	);
});

function lettersOf(facts: ClockFacts, now: Date): string {
	return drawThread(facts, now, wita)
		.map((stitch) => LETTERS[stitch])
		.join('');
}

function since(date: string, term: Term): ClockFacts {
	return { ...unpausedClock(term, at(`${date}T09:00`)), stoppedAt: null };
}

function waiting(date: string, asked: string): ClockFacts {
	return { ...since(date, fourteen), pauses: [{ from: at(`${asked}T10:00`), until: null }], pauseLimit: 10 };
}

function stopped(date: string, on: string, term: Term = fourteen): ClockFacts {
	return { ...since(date, term), stoppedAt: at(`${on}T11:00`) };
}

function at(local: string): Date {
	return new Date(`${local}+08:00`);
}
