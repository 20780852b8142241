import { describe, expect, it } from 'vitest';
import type { LocalDate, WorkCalendar } from '#server/deadline/calendar.ts';
import { MONDAY_TO_FRIDAY, startOf } from '#server/deadline/calendar.ts';
import { readClock } from '#server/deadline/reading.ts';
import { workingDays } from '#server/deadline/term.ts';
import { drawThread } from '#server/deadline/thread.ts';
import type { Clock } from '#server/report/clocks.ts';
import { words } from '#text/words.ts';
import { type ClockFace, clockFace } from './clock-face.ts';

const leave = { kind: 'collective_leave', name: 'Cuti bersama', source: 'SKB contoh' } as const;
const calendar: WorkCalendar = {
	utcOffset: 8,
	workweek: MONDAY_TO_FRIDAY,
	daysOff: new Map<LocalDate, typeof leave>([
		['2026-02-16', leave],
		['2026-02-17', leave],
	]),
};
const speech = { lang: 'id', zone: 'Asia/Makassar', words: words('id') } as const;
const noon = (date: LocalDate) => new Date(startOf(date, calendar).getTime() + 12 * 60 * 60 * 1000);

type Case = {
	clock?: Clock;
	from: LocalDate;
	today: LocalDate;
	answered?: LocalDate;
	pausedFrom?: LocalDate;
	days?: number;
};

function faceOf({ from, today, answered, pausedFrom, days = 14, clock = 'complete' }: Case): ClockFace {
	const facts = {
		startedAt: noon(from),
		term: workingDays(days, 'contoh'),
		pauses: pausedFrom ? [{ from: noon(pausedFrom), until: null }] : [],
		pauseLimit: 10,
		stoppedAt: answered ? noon(answered) : null,
	};
	const reading = readClock(facts, noon(today), calendar);
	const stitches = drawThread(facts, noon(today), calendar);
	return clockFace(
		{
			clock,
			reading,
			stitches,
			startedAt: noon(from).toISOString(),
			endedAt: answered ? noon(answered).toISOString() : null,
			source: 'contoh',
		},
		{ holder: 'Dinas Contoh' },
		speech,
	);
}

describe('the face of a clock says', () => {
	it('how many days are left, and on which day of the term we stand', () => {
		const face = faceOf({ from: '2026-02-13', today: '2026-02-26' });

		expect(face.headline).toBe('Sisa 7 hari kerja');
		expect(face.ends).toEqual([
			{ label: 'Diteruskan', date: '2026-02-13', text: 'Jum, 13 Feb' },
			{ label: 'Hari ini', text: 'ke-7 dari 14' },
			{ label: 'Tenggat', date: '2026-03-09', text: 'Sen, 9 Mar 2026' },
		]);
		expect(face.due.text).toBe('Sen, 9 Mar');
		expect(face.holderLabel).toBe('Sekarang di tangan');
	});

	it('that today is the last day', () => {
		expect(faceOf({ from: '2026-02-04', today: '2026-02-26' }).headline).toBe('Tenggat hari ini');
	});

	it('how late it is, with the deadline before today', () => {
		const face = faceOf({ from: '2026-01-29', today: '2026-02-26' });

		expect(face.headline).toBe('Terlambat 4 hari kerja');
		expect(face.ends.map(({ label }) => label)).toEqual(['Diteruskan', 'Tenggat', 'Hari ini']);
	});

	it('that the deadline has passed, when only days off have passed since', () => {
		expect(faceOf({ from: '2026-02-06', today: '2026-02-14', days: 5 }).headline).toBe('Tenggat sudah lewat');
	});

	it('that it stands still and the deadline moved', () => {
		const face = faceOf({ from: '2026-02-18', today: '2026-02-26', pausedFrom: '2026-02-23' });

		expect(face.headline).toBe('Jam berhenti: menunggu pelapor');
		expect(face.ends.map(({ label }) => label)).toEqual(['Diteruskan', 'Jeda sejak', 'Tenggat bergeser']);
	});

	it('in how many days it was answered, or how late', () => {
		expect(faceOf({ from: '2026-02-06', today: '2026-02-26', answered: '2026-02-18' }).headline).toBe(
			'Dijawab dalam 6 hari kerja',
		);
		expect(faceOf({ from: '2026-02-06', today: '2026-02-26', answered: '2026-02-06' }).headline).toBe(
			'Dijawab di hari yang sama',
		);
		const late = faceOf({ from: '2026-01-21', today: '2026-02-26', answered: '2026-02-13' });
		expect(late.headline).toBe('Dijawab, terlambat 3 hari kerja');
		expect(late.ends.map(({ label }) => label)).toEqual(['Diteruskan', 'Tenggat', 'Dijawab']);
		expect(late.holderLabel).toBe('Dijawab oleh');
	});

	it('of a check that it was done, not answered', () => {
		const face = faceOf({
			from: '2026-02-11',
			today: '2026-02-26',
			answered: '2026-02-13',
			days: 3,
			clock: 'verify',
		});

		expect(face.headline).toBe('Selesai dalam 2 hari kerja');
		expect(face.ends.map(({ label }) => label)).toEqual(['Diterima', 'Selesai', 'Tenggat']);
		expect(face.holderLabel).toBe('Dikerjakan oleh');
	});
});
