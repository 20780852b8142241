import type { Directory } from '../agency/directory.ts';
import { type ShownClock, shownClock } from '../report/shown-clock.ts';
import { holderUnit } from '../report/standing.ts';
import { STATUSES } from '../report/statuses.ts';
import type { PublicRow } from './queries.ts';

/** A row of a public list, ready to be shown: plain data, names in place of ids. */
export type ReportLine = {
	readonly code: string;
	readonly title: string;
	readonly status: PublicRow['status'];
	readonly outcome: PublicRow['outcome'];
	readonly climbed: number;
	readonly late: boolean;
	readonly place: string | null;
	readonly category: string | null;
	readonly supportCount: number;
	/** Who has it, or who answered it; null when it is the reporter's turn. */
	readonly holder: string | null;
	readonly shown: ShownClock | null;
};

export function reportLine(row: PublicRow, directory: Directory, now: Date): ReportLine {
	const pauseLimit = directory.termBooks[0]?.rules.pauseLimit ?? 0;
	return {
		code: row.code,
		title: row.title,
		status: row.status,
		outcome: row.outcome,
		climbed: row.climbed,
		late: isLate(row, now),
		place: nameIn(directory.regions, row.districtCode),
		category: nameIn(directory.categories, row.categoryId),
		supportCount: row.supportCount,
		holder: holderName(row, directory),
		shown: shownClock(row, { now, directory, pauseLimit }) ?? null,
	};
}

/** A deadline that an office let pass; the reporter's own silence is no lateness. */
function isLate({ dueAt, status }: PublicRow, now: Date): boolean {
	return dueAt !== null && dueAt <= now && STATUSES[status].owner !== 'reporter';
}

function nameIn<Key>(rows: ReadonlyMap<Key, { readonly name: string }>, key: Key | null): string | null {
	return (key && rows.get(key)?.name) || null;
}

function holderName(row: PublicRow, { units, verifyingUnitId }: Directory): string | null {
	const { status, unitId } = row;
	const isAnswered = status === 'answered' || status === 'closed';
	const holder = isAnswered
		? unitId
		: holderUnit({ status, unitId, verifierUnitId: row.verifierUnitId ?? verifyingUnitId });
	return (holder && units.get(holder)?.shortName) || null;
}
