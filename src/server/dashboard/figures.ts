import type { UnitId } from '../access/policy.ts';

/** Counted figures of a government or one of its offices, confidential reports included as numbers only. */
export type Figures = {
	/** Reports received in the period. */
	readonly received: number;
	/** Of those that owed an answer: answered within the term, answered late, still running, running late. */
	readonly inTime: number;
	readonly answeredLate: number;
	readonly running: number;
	readonly runningLate: number;
	/** How many were answered after so many working days: index 0 is the same day. */
	readonly daysToAnswer: readonly number[];
	readonly medianDays: number | null;
	/** Ratings from 1 to 5. */
	readonly ratings: readonly [number, number, number, number, number];
	readonly disputed: number;
	/** Closed by the reporter, and closed because the reporter was silent: never counted together. */
	readonly confirmed: number;
	readonly silent: number;
	readonly perMonth: readonly { readonly month: string; readonly count: number }[];
	readonly perDistrict: readonly { readonly district: string; readonly count: number }[];
};

/** What the worker keeps of a holder, added up over a period: names of counts, some with a value after a colon. */
export type Counts = Readonly<Record<string, number>>;

/** Answers that took longer are shown with those that took this many working days. */
const MOST_DAYS_SHOWN = 20;

export function figuresOf(counts: Counts): Figures {
	const many = (name: string) => counts[name] ?? 0;
	const days = valued(counts, 'after').map(([day, n]) => [Number(day), n] as const);
	return {
		received: many('received'),
		inTime: many('in_time'),
		answeredLate: many('late'),
		running: many('running'),
		runningLate: many('running_late'),
		daysToAnswer: shownDays(days),
		medianDays: medianOf(days),
		ratings: [many('rating:1'), many('rating:2'), many('rating:3'), many('rating:4'), many('rating:5')],
		disputed: many('disputed'),
		confirmed: many('confirmed'),
		silent: many('silent'),
		perMonth: valued(counts, 'month')
			.map(([month, count]) => ({ month, count }))
			.sort((one, other) => one.month.localeCompare(other.month)),
		perDistrict: valued(counts, 'district')
			.map(([district, count]) => ({ district, count }))
			.sort((one, other) => other.count - one.count),
	};
}

function shownDays(days: readonly (readonly [day: number, n: number])[]): number[] {
	const shown = Array.from({ length: MOST_DAYS_SHOWN + 1 }, () => 0);
	for (const [day, n] of days) {
		const place = Math.min(day, MOST_DAYS_SHOWN);
		shown[place] = (shown[place] ?? 0) + n;
	}
	return shown;
}

/** Counts of one name with their values: `after:4` is the value `4` of `after`. */
function valued(counts: Counts, name: string): (readonly [string, number])[] {
	const start = `${name}:`;
	return Object.entries(counts)
		.filter(([key]) => key.startsWith(start))
		.map(([key, n]) => [key.slice(start.length), n] as const);
}

/** The middle of values given as how often each occurs; between two middle ones their mean. Null of none. */
export function medianOf(occurring: readonly (readonly [value: number, times: number])[]): number | null {
	const sorted = occurring.toSorted(([one], [other]) => one - other);
	const whole = sorted.reduce((sum, [, times]) => sum + times, 0);
	if (whole === 0) return null;
	const at = (place: number) => {
		let left = place;
		for (const [value, times] of sorted) {
			if (left < times) return value;
			left -= times;
		}
		return 0;
	};
	return (at(Math.floor((whole - 1) / 2)) + at(Math.ceil((whole - 1) / 2))) / 2;
}

/** One office in the comparison; medians in working days, null where nothing was answered. */
export type LeagueRow = {
	readonly unitId: UnitId;
	readonly received: number;
	readonly medianDays: number | null;
	readonly inTime: number;
	readonly late: number;
	readonly rating: number | null;
	readonly rated: number;
};

export function leagueRow(unitId: UnitId, counts: Counts): LeagueRow {
	const figures = figuresOf(counts);
	const rating = meanRating(figures);
	return {
		unitId,
		received: figures.received,
		medianDays: figures.medianDays,
		inTime: figures.inTime,
		late: figures.answeredLate + figures.runningLate,
		rating: rating?.mean ?? null,
		rated: rating?.count ?? 0,
	};
}

/** The share answered within the term among those whose answer is known to be in time or not; null when there is none. */
export function onTimeShare({ inTime, answeredLate, runningLate }: Figures): number | null {
	const whole = inTime + answeredLate + runningLate;
	return whole === 0 ? null : inTime / whole;
}

export function meanRating({ ratings }: Figures): { readonly mean: number; readonly count: number } | null {
	const count = ratings.reduce((sum, n) => sum + n, 0);
	if (count === 0) return null;
	return { mean: ratings.reduce((sum, n, at) => sum + n * (at + 1), 0) / count, count };
}

/** A count small enough to point at somebody is not told (rules of record §1); null stands for "fewer than". */
export function suppressed(count: number, smallCell: number): number | null {
	return count > 0 && count < smallCell ? null : count;
}
