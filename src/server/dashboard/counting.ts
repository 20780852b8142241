/** How far the figures of a government are counted. */
export type CountingState = {
	/** Everything written down before is in them; null before everything was counted once. */
	readonly until: Date | null;
	/** They are to be counted from scratch. */
	readonly wanted: boolean;
	/** The next day of a count from scratch that is under way. */
	readonly anewDay: string | null;
	/** How long the last one took. */
	readonly anewTookMs: number;
};

/** With more steps than this to look at, as after an import, counting everything once is less work than each of them. */
export const MOST_STEPS = 20_000;
/** A count from scratch that nobody asked for waits so many times as long as the last one took: an import is not slowed. */
const REST = 20;

/** What a minute's round has to do. `wait`: too much is new to look at each, and the last count is too fresh. */
export function nextRound(
	{ until, wanted, anewDay, anewTookMs }: CountingState,
	{ newSteps, at }: { readonly newSteps: number; readonly at: Date },
): 'begin' | 'go on' | 'catch up' | 'wait' {
	if (anewDay !== null) return 'go on';
	if (wanted || until === null) return 'begin';
	if (newSteps <= MOST_STEPS) return 'catch up';
	return at.getTime() - until.getTime() > REST * anewTookMs ? 'begin' : 'wait';
}
