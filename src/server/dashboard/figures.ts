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
