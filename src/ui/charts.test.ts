import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barLength, CHART_WIDTH, dotPlot, linePoints, stackSpans, tintOf } from './charts.ts';

const counts = fc.array(fc.nat({ max: 500 }), { minLength: 1, maxLength: 30 });

describe('a line', () => {
	it('keeps every point inside its drawing, whatever the values', () => {
		fc.assert(
			fc.property(
				fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 24 }),
				(values) => {
					for (const { x, y } of linePoints(values, 56)) {
						expect(x).toBeGreaterThanOrEqual(0);
						expect(x).toBeLessThanOrEqual(CHART_WIDTH);
						expect(y).toBeGreaterThanOrEqual(0);
						expect(y).toBeLessThanOrEqual(56);
					}
				},
			),
		);
	});

	it('rises on the page when the number rises', () => {
		const [first, last] = linePoints([71, 87], 44);
		expect(last?.y).toBeLessThan(first?.y ?? 0);
	});

	it('lies in the middle when nothing changes', () => {
		const [only] = linePoints([4], 44);
		expect(only?.y).toBeGreaterThan(10);
		expect(only?.y).toBeLessThan(34);
	});
});

describe('a stack', () => {
	it('never overflows its width and shows every part that is not nothing', () => {
		fc.assert(
			fc.property(counts, (parts) => {
				const spans = stackSpans(parts);
				spans.forEach((span, index) => {
					expect(span.at + span.length).toBeLessThanOrEqual(CHART_WIDTH + 1);
					expect(span.length > 0).toBe((parts[index] ?? 0) > 0);
				});
			}),
		);
	});
});

describe('a bar', () => {
	it('starts at zero and ends at the most', () => {
		expect(barLength(0, 10, 160)).toBe(0);
		expect(barLength(5, 10, 160)).toBe(80);
		expect(barLength(10, 10, 160)).toBe(160);
		expect(barLength(12, 10, 160)).toBe(160);
	});

	it('is empty where nothing can be compared', () => {
		expect(barLength(3, 0, 160)).toBe(0);
	});
});

describe('a dot plot', () => {
	it('draws one dot per report while they fit', () => {
		const plot = dotPlot([2, 4, 12, 1], 2);
		expect(plot.perDot).toBe(1);
		expect(plot.dots).toHaveLength(19);
		expect(plot.dots.filter(({ late }) => late)).toHaveLength(13);
	});

	it('lets a dot stand for several when one day is crowded, and stays as low', () => {
		const plot = dotPlot([600, 3], 1);
		expect(plot.perDot).toBe(50);
		expect(plot.dots).toHaveLength(13);
		expect(plot.height).toBeLessThanOrEqual(110);
	});

	it('stands a dot for every day on which there was a report', () => {
		fc.assert(
			fc.property(counts, (days) => {
				const piles = new Set(dotPlot(days, 14).dots.map(({ x }) => x));
				expect(piles.size).toBe(days.filter((count) => count > 0).length);
			}),
		);
	});
});

describe('a tile', () => {
	it('is tinted in three equal steps up to the highest number', () => {
		expect([0, 20, 21, 22, 42, 43, 64].map((value) => tintOf(value, 64))).toEqual([0, 1, 1, 2, 2, 3, 3]);
	});
});
