import type { Entry } from './entry.ts';

/** A device that was offline for longer than this tells a time nobody can check. */
const MOST_OFFLINE_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * When a report was received (rules of record §2: day 0 is the day of receipt): a paper when its box was opened, what
 * was told while the connection was down when it was told, anything else now.
 */
export function receivedAt(
	{ way, takenAt }: Pick<Entry, 'way' | 'takenAt'>,
	opened: { readonly openedAt: Date } | undefined,
	now: Date,
): Date {
	if (way === 'box' && opened) return opened.openedAt;
	const told = Date.parse(takenAt);
	const isLikely = told <= now.getTime() && told >= now.getTime() - MOST_OFFLINE_DAYS * DAY_MS;
	return isLikely ? new Date(told) : now;
}
