/** The geometry of the charts: numbers in, positions out, in units of the drawing. Words and colours belong to the components. */

export const CHART_WIDTH = 240;

/** What a piece of a chart means; colour, pattern and shape follow from it. */
export type Meaning = 'first' | 'second' | 'rest' | 'good' | 'near' | 'late';

const FILLS = {
	first: 'c1',
	second: 'c2',
	rest: 'c3',
	good: 'co',
	near: 'cw',
	late: 'cl',
} as const satisfies Record<Meaning, string>;

const KEYS = {
	first: 'b1',
	second: 'b2',
	rest: 'b3',
	good: 'bo',
	near: 'bw',
	late: 'bl',
} as const satisfies Record<Meaning, string>;

/** The class that fills a piece in a drawing. */
export function fillOf(meaning: Meaning): string {
	return FILLS[meaning];
}

/** The class of its little square in the key below. */
export function keyOf(meaning: Meaning): string {
	return KEYS[meaning];
}

export type Point = { readonly x: number; readonly y: number };
export type Span = { readonly at: number; readonly length: number };

/** Room on the right of a line, where its last value is printed. */
const LINE_END = 36;
const LINE_START = 4;
const LINE_TOP = 8;
const LINE_FOOT = 6;

/** The baseline of a line chart of this height. */
export function lineFoot(height: number): number {
	return height - LINE_FOOT;
}

/**
 * A line from left to right. The scale is zoomed to the values, with a third of their range below,
 * because a small line shows a direction; equal values lie in the middle.
 */
export function linePoints(values: readonly number[], height: number): Point[] {
	const low = Math.min(...values);
	const high = Math.max(...values);
	const range = high - low || 1;
	const bottom = high === low ? low - 0.5 : low - range * 0.35;
	const top = high === low ? high + 0.5 : high + range * 0.05;
	const step = (CHART_WIDTH - LINE_START - LINE_END) / Math.max(1, values.length - 1);
	const room = height - LINE_TOP - LINE_FOOT;
	return values.map((value, index) => ({
		x: tenth(LINE_START + index * step),
		y: tenth(height - LINE_FOOT - ((value - bottom) / (top - bottom)) * room),
	}));
}

/** Pieces side by side over the whole width, with a gap of two; parts of nothing are left out as length 0. */
export function stackSpans(counts: readonly number[]): Span[] {
	const total = counts.reduce((sum, count) => sum + count, 0);
	let at = 0;
	return counts.map((count) => {
		const share = total === 0 ? 0 : (count / total) * CHART_WIDTH;
		const span = { at: tenth(at), length: count === 0 ? 0 : tenth(Math.max(share - 2, 1)) };
		at += share;
		return span;
	});
}

/** How long a bar is that starts at zero and ends at `full` for `most`. */
export function barLength(value: number, most: number, full: number): number {
	if (most <= 0) return 0;
	return tenth(Math.min(Math.max(value / most, 0), 1) * full);
}

export type Dot = Point & { readonly late: boolean };
export type DotPlot = {
	readonly height: number;
	/** Where the limit stands. */
	readonly limitX: number;
	/** The line the dots stand on. */
	readonly foot: number;
	readonly dots: readonly Dot[];
	/** How many reports one dot stands for: 1, or more when the tallest pile would not fit. */
	readonly perDot: number;
};

const DOT = 7;
const DOT_FOOT = 22;
const TALLEST_PILE = 12;

/**
 * One dot per report over the day it was answered on: `counts[0]` is day 1 and the last place holds every later day.
 * With more than twelve on one day a dot stands for several, and the chart has to say for how many.
 */
export function dotPlot(counts: readonly number[], limit: number): DotPlot {
	const perDot = Math.max(1, Math.ceil(Math.max(0, ...counts) / TALLEST_PILE));
	const piles = counts.map((count) => Math.ceil(count / perDot));
	const height = Math.max(1, ...piles) * DOT + 26;
	const column = (CHART_WIDTH - 8) / Math.max(1, counts.length);
	return {
		height,
		limitX: tenth(LINE_START + limit * column),
		foot: height - 17,
		perDot,
		dots: piles.flatMap((pile, day) =>
			Array.from({ length: pile }, (_, place) => ({
				x: tenth(LINE_START + (day + 0.5) * column),
				y: tenth(height - DOT_FOOT - place * DOT),
				late: day + 1 > limit,
			})),
		),
	};
}

/** Tints of the tile map: none for nothing, then three steps of equal width up to the highest number. */
export function tintOf(value: number, highest: number): 0 | 1 | 2 | 3 {
	if (value <= 0 || highest <= 0) return 0;
	if (value * 3 > highest * 2) return 3;
	return value * 3 > highest ? 2 : 1;
}

function tenth(value: number): number {
	return Math.round(value * 10) / 10;
}

/** One piece of a stack. */
export type StackPart = {
	/** What it is called in the key: `dalam batas`. */
	readonly name: string;
	readonly value: number;
	/** The value as it is printed. */
	readonly text: string;
	readonly meaning: Meaning;
};

export type Bar = {
	/** Short, in front of the bar. */
	readonly name: string;
	readonly value: number;
	/** The value as it is printed behind the bar. */
	readonly text: string;
	readonly meaning?: Meaning;
};

/** A district on the tile map. */
export type Tile = {
	readonly name: string;
	readonly value: number;
	/** The number as it is printed. */
	readonly text: string;
	readonly href: string;
	/** Column and row from 0, as in the region's row; null flows into the next free place. */
	readonly place: { readonly x: number; readonly y: number } | null;
	readonly current?: boolean;
};
