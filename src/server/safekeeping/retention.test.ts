import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptBackups, oldestDaily } from './retention.ts';

const at = (text: string) => ({ id: text, at: new Date(`${text}:00Z`) });
const ids = (texts: ReadonlySet<string>) => [...texts].sort();

describe('which backups stay', () => {
	it('the newest of each of the last days, weeks and months', () => {
		const backups = [
			'2026-09-30T17:40',
			'2026-10-31T17:40',
			'2026-11-15T17:40',
			'2026-11-20T17:40',
			'2026-11-21T08:00',
			'2026-11-21T17:40',
		].map(at);
		expect(ids(keptBackups(backups, { days: 2, weeks: 2, months: 3 }))).toEqual([
			'2026-09-30T17:40',
			'2026-10-31T17:40',
			'2026-11-15T17:40',
			'2026-11-20T17:40',
			'2026-11-21T17:40',
		]);
	});

	it('a month without any throws nothing away: days that have one are counted, not days', () => {
		const backups = ['2026-01-01T17:40', '2026-01-02T17:40', '2026-01-03T17:40'].map(at);
		expect(keptBackups(backups, { days: 3, weeks: 0, months: 0 }).size).toBe(3);
	});

	const some = fc.array(
		fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
		{ minLength: 1, maxLength: 60 },
	);
	const retention = fc.record({
		days: fc.integer({ min: 0, max: 9 }),
		weeks: fc.integer({ min: 0, max: 9 }),
		months: fc.integer({ min: 0, max: 9 }),
	});

	it('the newest always stays, never more than asked for, and asking twice changes nothing', () => {
		fc.assert(
			fc.property(some, retention, (dates, keep) => {
				const backups = dates.map((date, nth) => ({ id: String(nth), at: date }));
				const kept = keptBackups(backups, keep);
				const newest = Math.max(...dates.map((date) => date.getTime()));
				const left = backups.filter(({ id }) => kept.has(id));
				expect(left.some((one) => one.at.getTime() === newest)).toBe(true);
				expect(kept.size).toBeLessThanOrEqual(Math.max(1, keep.days + keep.weeks + keep.months));
				expect(ids(keptBackups(left, keep))).toEqual(ids(kept));
			}),
		);
	});

	it('one can return to any moment since the oldest one kept for a day', () => {
		const backups = ['2026-01-01T17:40', '2026-11-20T17:40', '2026-11-21T17:40'].map(at);
		expect(oldestDaily(backups, { days: 2, weeks: 4, months: 6 })?.id).toBe('2026-11-20T17:40');
		expect(oldestDaily([], { days: 2, weeks: 4, months: 6 })).toBeUndefined();
	});
});
