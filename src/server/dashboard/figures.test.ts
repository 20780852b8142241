import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UnitId } from '../access/policy.ts';
import { figuresOf, leagueRow, medianOf } from './figures.ts';

test('a median is the middle one, or between the two middle ones, however often each occurs', () => {
	expect(medianOf([])).toBeNull();
	expect(medianOf([[3, 1]])).toBe(3);
	fc.assert(
		fc.property(fc.array(fc.nat(400), { minLength: 1, maxLength: 60 }), (values) => {
			const sorted = values.toSorted((one, other) => one - other);
			const middle = (sorted.length - 1) / 2;
			const [low = 0, high = 0] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
			const occurring = Map.groupBy(values, (value) => value);

			expect(medianOf([...occurring].map(([value, all]) => [value, all.length] as const))).toBe(
				(low + high) / 2,
			);
		}),
	);
});

test('sums are told by their names; what never happened is none', () => {
	const figures = figuresOf({
		received: 4,
		in_time: 1,
		'after:2': 1,
		'after:35': 2,
		'rating:5': 3,
		'month:2026-02': 3,
		'month:2026-01': 1,
		'district:99.01.01': 1,
		'district:99.01.02': 3,
	});

	expect(figures).toMatchObject({ received: 4, inTime: 1, running: 0, disputed: 0, medianDays: 35 });
	expect(figures.daysToAnswer).toEqual([0, 0, 1, ...Array.from({ length: 17 }, () => 0), 2]);
	expect(figures.ratings).toEqual([0, 0, 0, 0, 3]);
	expect(figures.perMonth).toEqual([
		{ month: '2026-01', count: 1 },
		{ month: '2026-02', count: 3 },
	]);
	expect(figures.perDistrict.map(({ district }) => district)).toEqual(['99.01.02', '99.01.01']);
});

test('in the comparison, late is what was answered late and what still runs late', () => {
	const counts = {
		received: 9,
		in_time: 2,
		late: 3,
		running: 1,
		running_late: 4,
		'rating:2': 1,
		'rating:5': 1,
	};

	expect(leagueRow(3 as UnitId, counts)).toEqual({
		unitId: 3,
		received: 9,
		medianDays: null,
		inTime: 2,
		late: 7,
		rating: 3.5,
		rated: 2,
	});
});
