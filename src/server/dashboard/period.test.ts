import { expect, test } from 'vitest';
import { MONDAY_TO_FRIDAY } from '../deadline/calendar.ts';
import { periodNamed, yearsSince } from './period.ts';

const directory = {
	calendar: { utcOffset: 9, workweek: MONDAY_TO_FRIDAY, daysOff: new Map() },
} as const;
/** The new year has begun in the east, and nowhere else. */
const now = new Date('2025-12-31T15:30:00Z');

test('figures count the last twelve months unless a year with reports is asked for', () => {
	const asked = (year: string | null) => periodNamed(year, { now, directory, years: [2026, 2025] });
	expect(asked(null)).toEqual({ since: '2025-01-01', until: '2026-01-02', year: null });
	expect(asked('2025')).toEqual({ since: '2025-01-01', until: '2026-01-01', year: 2025 });
	for (const wrong of ['2019', '2025x', '', '-1', '2025-01'])
		expect([wrong, asked(wrong)]).toEqual([wrong, asked(null)]);
});

test.each([
	[null, []],
	['2026-01-01', [2026]],
	['2023-06-30', [2026, 2025, 2024, 2023]],
	['1990-01-01', Array.from({ length: 12 }, (_, back) => 2026 - back)],
])('since a first report on %s these years can be asked for', (first, years) => {
	expect(yearsSince(first, now, directory)).toEqual(years);
});
