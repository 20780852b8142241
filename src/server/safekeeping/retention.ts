/** How many backups of the past stay: the newest of each of the last days, weeks and months that have one. */
export type Retention = { readonly days: number; readonly weeks: number; readonly months: number };

export type Kept = { readonly id: string; readonly at: Date };

const DAY_MS = 24 * 60 * 60 * 1000;
/** 1 January 1970 was a Thursday: three days more, and weeks begin on Mondays. */
const WEEK_OFFSET = 3;

const dayOf = ({ at }: Kept) => Math.floor(at.getTime() / DAY_MS);
const weekOf = (backup: Kept) => Math.floor((dayOf(backup) + WEEK_OFFSET) / 7);
const monthOf = ({ at }: Kept) => at.getUTCFullYear() * 12 + at.getUTCMonth();

/**
 * The ids of the backups that stay. Counts days that *have* a backup, not days of the calendar: when backups have
 * failed for a month, the old ones stay. The newest always stays.
 */
export function keptBackups(
	backups: readonly Kept[],
	{ days, weeks, months }: Retention,
): ReadonlySet<string> {
	const newestFirst = [...backups].sort(
		(a, b) => b.at.getTime() - a.at.getTime() || b.id.localeCompare(a.id),
	);
	return new Set(
		[
			newestFirst.slice(0, 1),
			newestOfEach(newestFirst, dayOf, days),
			newestOfEach(newestFirst, weekOf, weeks),
			newestOfEach(newestFirst, monthOf, months),
		].flatMap((kept) => kept.map(({ id }) => id)),
	);
}

/** The first moment one can still return to: the oldest backup kept for a day. Those of weeks and months are moments only. */
export function oldestDaily(backups: readonly Kept[], { days }: Retention): Kept | undefined {
	const newestFirst = [...backups].sort((a, b) => b.at.getTime() - a.at.getTime());
	return newestOfEach(newestFirst, dayOf, Math.max(days, 1)).at(-1);
}

function newestOfEach(newestFirst: readonly Kept[], spanOf: (backup: Kept) => number, most: number): Kept[] {
	const first = new Map<number, Kept>();
	for (const backup of newestFirst) if (!first.has(spanOf(backup))) first.set(spanOf(backup), backup);
	return [...first.values()].slice(0, most);
}
