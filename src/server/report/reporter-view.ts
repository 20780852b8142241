import type { CategoryId, UnitId } from '../access/policy.ts';
import { calendarOf, type Directory, termBookOn } from '../agency/directory.ts';
import { addCalendarDays, type LocalDate, localDate } from '../deadline/calendar.ts';
import { type DeadlineExplanation, explainDeadline } from '../deadline/explanation.ts';
import { clockAsOf } from '../deadline/running-clock.ts';
import { startOfLateDay } from '../deadline/term.ts';
import type { ClockRow } from './clock-effects.ts';
import { CLOCKS, type Confidentiality, type Kind } from './clocks.ts';
import { type ShownClock, show, shownClock } from './shown-clock.ts';
import { holderUnit } from './standing.ts';
import { type Outcome, STATUSES, type Status } from './statuses.ts';

/** What a report's page needs of a report, whether it is the public copy or the reporter's own. */
export type Viewed = {
	readonly code: string;
	readonly kind: Kind;
	readonly status: Status;
	readonly outcome: Outcome | null;
	readonly confidentiality: Confidentiality;
	readonly unitId: UnitId | null;
	readonly verifierUnitId: UnitId;
	readonly categoryId: CategoryId | null;
	readonly districtCode: string | null;
	readonly villageCode: string | null;
	readonly receivedOn: string;
	readonly checked: boolean;
	readonly clocks: readonly ClockRow[];
	readonly climbed: number;
	readonly rating: number | null;
	readonly supportCount: number;
};

/** A rung of the climb, with the day it is reached if nothing happens. */
export type Rung = { readonly to: 'head' | 'leader' | 'ombudsman'; readonly on: LocalDate };

/** The same with names in place of ids; plain data for a page. */
export type ReportView = Omit<Viewed, 'clocks' | 'unitId' | 'verifierUnitId'> & {
	/** Whose turn it is: an office, the reporter, another body, nobody. */
	readonly owner: 'verifier' | 'unit' | 'reporter' | 'other_body' | 'nobody';
	/** The office whose turn it is, or who answered. */
	readonly holder: { readonly key: string; readonly name: string } | null;
	readonly district: string | null;
	readonly village: string | null;
	readonly category: { readonly id: CategoryId; readonly name: string; readonly nameEn: string } | null;
	readonly shown: ShownClock | null;
	readonly isLate: boolean;
	readonly ladder: readonly Rung[];
	/** Until when, the last day counted, the reporter may answer, reopen or object; null when no clock says so. */
	readonly replyBy: LocalDate | null;
};

type Ground = { readonly directory: Directory; readonly now: Date };

export function reportView(
	{ clocks, unitId, verifierUnitId, ...report }: Viewed,
	ground: Ground,
): ReportView {
	const { directory, now } = ground;
	const holderId = holderUnit({ status: report.status, unitId, verifierUnitId }) ?? unitId ?? verifierUnitId;
	const holder = directory.units.get(holderId);
	const category = report.categoryId ? directory.categories.get(report.categoryId) : undefined;
	const nameOf = (code: string | null) => (code ? (directory.regions.get(code)?.name ?? null) : null);
	const shown = shownClock(
		{ status: report.status, clocks },
		{ ...ground, pauseLimit: pauseLimitOf(report, directory) },
	);
	const silence = clocks.find(({ clock, endedAt }) => clock === 'silence' && !endedAt);
	return {
		...report,
		owner:
			STATUSES[report.status].ends && report.status !== 'referred_out'
				? 'nobody'
				: STATUSES[report.status].owner,
		holder: holder ? { key: holder.key, name: holder.shortName } : null,
		district: nameOf(report.districtCode),
		village: nameOf(report.villageCode),
		category: category ? { id: category.id, name: category.name, nameEn: category.nameEn } : null,
		shown: shown ?? null,
		isLate: clocks.some(
			(row) => !row.endedAt && CLOCKS[row.clock].overrun === 'climb' && row.lateFrom <= now,
		),
		ladder: ladderOf(clocks, report, directory),
		replyBy: silence ? addCalendarDays(localDate(silence.lateFrom, directory.calendar), -1) : null,
	};
}

/** How the soonest clock an office owes will climb; empty when none runs. */
function ladderOf(
	clocks: readonly ClockRow[],
	{ receivedOn }: Pick<Viewed, 'receivedOn'>,
	directory: Directory,
): Rung[] {
	const [soonest] = clocks
		.filter(({ clock, endedAt }) => !endedAt && CLOCKS[clock].overrun === 'climb')
		.sort((left, right) => left.lateFrom.getTime() - right.lateFrom.getTime());
	if (!soonest) return [];
	const calendar = calendarOf(directory, soonest.unitId);
	const late = { lateFrom: soonest.lateFrom, counted: soonest.term.counted };
	return bookOn(directory, receivedOn).rules.climb.map(({ lateDays, to }) => ({
		to,
		on: localDate(startOfLateDay(late, lateDays, calendar), calendar),
	}));
}

/** A clock with every one of its days and why it counts or does not. */
export type ExplainedClock = {
	readonly shown: ShownClock;
	readonly days: number;
	/** Null while it runs; false when the way ended without what was owed. */
	readonly met: boolean | null;
	readonly explanation: Omit<DeadlineExplanation, 'lateFrom'>;
};

/** Every clock the report ever had, oldest first, explained day by day as of now. */
export function explainedClocks(
	{ clocks, ...report }: Pick<Viewed, 'clocks' | 'receivedOn'>,
	{ directory, now }: Ground,
): ExplainedClock[] {
	const pauseLimit = pauseLimitOf(report, directory);
	return clocks.map((row) => {
		const running = { startedAt: row.startedAt, term: row.term, pauses: row.pauses, pauseLimit };
		const { dayZero, days, lastDay } = explainDeadline(
			clockAsOf(running, row.endedAt ?? now),
			calendarOf(directory, row.unitId),
		);
		return {
			shown: show(row, { directory, now, pauseLimit }),
			days: row.term.days,
			met: row.met,
			explanation: { dayZero, days, lastDay },
		};
	});
}

function pauseLimitOf({ receivedOn }: Pick<Viewed, 'receivedOn'>, directory: Directory): number {
	return bookOn(directory, receivedOn).rules.pauseLimit;
}

/** The book that was pinned: the one in force on the day of receipt. */
function bookOn(directory: Directory, receivedOn: string) {
	return termBookOn(directory, receivedOn as LocalDate); // a date column is one
}
