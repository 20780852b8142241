/** What one side did in all its rounds of a path. */
export type Tally = {
	/** Each answer's time in microseconds. */
	readonly micros: readonly number[];
	readonly seconds: number;
};

export function rate({ micros, seconds }: Tally): number {
	return seconds === 0 ? 0 : micros.length / seconds;
}

/** The time within which `share` of the answers came, in milliseconds; 0 when there were none. */
export function percentile({ micros }: Tally, share: number): number {
	if (micros.length === 0) return 0;
	const sorted = Float64Array.from(micros).sort();
	const place = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
	return (sorted[place] ?? 0) / 1000;
}

export function together(tallies: readonly Tally[]): Tally {
	return {
		micros: tallies.flatMap(({ micros }) => micros),
		seconds: tallies.reduce((sum, { seconds }) => sum + seconds, 0),
	};
}

export type PathResult = {
	readonly rps: number;
	readonly p50_ms: number;
	readonly p95_ms: number;
	readonly p99_ms: number;
	readonly floor_rps: number;
	readonly ratio: number;
};

/** Ours beside the floor of the same minutes; the ratio is what noise hurts least. */
export function resultOf(ours: Tally, floor: Tally): PathResult {
	return {
		rps: rounded(rate(ours), 1),
		p50_ms: rounded(percentile(ours, 0.5), 2),
		p95_ms: rounded(percentile(ours, 0.95), 2),
		p99_ms: rounded(percentile(ours, 0.99), 2),
		floor_rps: rounded(rate(floor), 1),
		ratio: rounded(rate(ours) / Math.max(rate(floor), Number.EPSILON), 3),
	};
}

function rounded(value: number, digits: number): number {
	return Number(value.toFixed(digits));
}
