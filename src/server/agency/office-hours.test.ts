import { expect, test } from 'vitest';
import { MONDAY_TO_FRIDAY } from '../deadline/calendar.ts';
import type { Directory } from './directory.ts';
import { citizenMoment, officeMoment } from './office-hours.ts';

const calendar = { utcOffset: 8, workweek: MONDAY_TO_FRIDAY, daysOff: new Map() } as const;
const directory = (quietHours: { from: string; to: string }) =>
	({ calendar, units: new Map(), agency: { settings: { quietHours } } }) as unknown as Directory;
const overnight = directory({ from: '20.00', to: '07.00' });

test.each([
	['2026-02-02T19:59:59+08:00', '2026-02-02T19:59:59+08:00', 'in the evening before the quiet hours'],
	['2026-02-02T20:00:00+08:00', '2026-02-03T07:00:00+08:00', 'after they began'],
	['2026-02-03T00:00:00+08:00', '2026-02-03T07:00:00+08:00', 'at midnight'],
	['2026-02-03T06:59:59+08:00', '2026-02-03T07:00:00+08:00', 'just before they end'],
	['2026-02-03T07:00:00+08:00', '2026-02-03T07:00:00+08:00', 'when they end'],
])('a message of %s reaches a citizen at %s: %s', (at, reached) => {
	expect(citizenMoment(overnight, new Date(at))).toEqual(new Date(reached));
});

test('quiet hours within one day end on that day', () => {
	const noon = directory({ from: '12.00', to: '13.30' });

	expect(citizenMoment(noon, new Date('2026-02-02T12:10:00+08:00'))).toEqual(
		new Date('2026-02-02T13:30:00+08:00'),
	);
	expect(citizenMoment(noon, new Date('2026-02-02T23:00:00+08:00'))).toEqual(
		new Date('2026-02-02T23:00:00+08:00'),
	);
});

test('an office nobody knows any more is written to in the usual hours', () => {
	expect(officeMoment(overnight, null, new Date('2026-02-07T09:00:00+08:00'))).toEqual(
		new Date('2026-02-09T08:00:00+08:00'),
	);
});
