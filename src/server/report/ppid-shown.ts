import { calendarOf, type Directory } from '../agency/directory.ts';
import { addWorkingDays, type LocalDate, localDate } from '../deadline/calendar.ts';
import { bookPinned } from './pinned-book.ts';
import { type Ppid, ppidOf } from './ppid.ts';
import type { PpidEntry } from './ppid-queries.ts';
import type { Loaded } from './queries.ts';

/** A request for public information as its page shows it: what was asked and decided, and the next road with its last day. */
export type ShownPpid = Pick<
	PpidEntry,
	'number' | 'year' | 'applicant' | 'asked' | 'purpose' | 'delivery' | 'outcome' | 'reason' | 'cost'
> &
	Pick<PpidEntry, 'decidedAt' | 'reviewedAt' | 'reviewOutcome' | 'reviewReason'> & {
		readonly stage: Ppid['stage'];
		/** Nothing was decided in time: the applicant may object at once. */
		readonly mayObjectNow: boolean;
		readonly objectBy: LocalDate | null;
		readonly reviewBy: LocalDate | null;
		/** The superior did not decide in time either. */
		readonly isReviewLate: boolean;
		readonly commissionBy: LocalDate | null;
	};

type Ground = { readonly directory: Directory; readonly at: Date };

export function shownPpid(entry: PpidEntry, report: Loaded, { directory, at }: Ground): ShownPpid {
	const { rules } = bookPinned(directory, report);
	const calendar = calendarOf(directory, report.unitId);
	const { objectWithin, disputeWithin } = rules.ppid;
	const { stage, mayObject, mayObjectUntil } = ppidOf(report.clocks, { at, objectWithin, calendar });
	const review = report.clocks.find(({ clock, endedAt }) => clock === 'ppid_objection' && !endedAt);
	const lastDay = (until: Date | null | undefined) =>
		until ? localDate(new Date(until.getTime() - 1), calendar) : null;
	return {
		...entry,
		stage,
		mayObjectNow: stage === 'open' && mayObject,
		objectBy: mayObject ? lastDay(mayObjectUntil) : null,
		reviewBy: lastDay(review?.lateFrom),
		isReviewLate: review !== undefined && review.lateFrom <= at,
		commissionBy: entry.reviewedAt
			? addWorkingDays(localDate(new Date(entry.reviewedAt), calendar), disputeWithin.days, calendar)
			: null,
	};
}
