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
	const holder = holderUnit({
		status: row.status,
		unitId: row.unitId,
		verifierUnitId: row.verifierUnitId ?? directory.verifyingUnitId,
	});
	const answeredBy = row.status === 'answered' || row.status === 'closed' ? row.unitId : null;
	const unit = directory.units.get(holder ?? answeredBy ?? directory.verifyingUnitId);
	return {
		code: row.code,
		title: row.title,
		status: row.status,
		outcome: row.outcome,
		climbed: row.climbed,
		late: row.dueAt !== null && row.dueAt <= now && STATUSES[row.status].owner !== 'reporter',
		place: row.districtCode ? (directory.regions.get(row.districtCode)?.name ?? null) : null,
		category: row.categoryId ? (directory.categories.get(row.categoryId)?.name ?? null) : null,
		supportCount: row.supportCount,
		holder: holder || answeredBy ? (unit?.shortName ?? null) : null,
		shown: shownClock(row, { now, directory, pauseLimit }) ?? null,
	};
}
