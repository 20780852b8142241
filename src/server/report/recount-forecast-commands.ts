import { systemFor } from '../access/actor.ts';
import type { ReportId, UnitId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { type Database, seenBy } from '../platform/db.ts';
import type { Clock } from './clocks.ts';
import { type Counted, openClocks } from './overrun-queries.ts';
import { countedAnew } from './recount-jobs.ts';

/** A deadline that would fall on another day. */
export type Move = {
	/** Null for a report that no list may name. */
	readonly code: string | null;
	readonly clock: Clock;
	readonly unitId: UnitId | null;
	readonly before: Date;
	readonly after: Date;
};

export type Forecast = {
	/** How many deadlines move, of how many reports. */
	readonly moves: number;
	readonly reports: number;
	/** The first of them, in the order of the reports. */
	readonly shown: readonly Move[];
};

const BATCH = 1000;
const SHOWN = 50;

/**
 * Which open deadlines would move if the government's days off and weeks were those of `directory`. Changes nothing, and
 * counts as the recount after saving does. Codes and clocks only: no word of a report is read.
 */
export async function forecastMoves(db: Database, directory: Directory): Promise<Forecast> {
	const agencyId = directory.agency.id;
	const viewer = systemFor(agencyId);
	const found = { moves: 0, reports: 0, shown: [] as Move[] };
	for (let after: ReportId | null = null; ; ) {
		const batch = await seenBy(viewer, db, (tx) => openClocks(tx, agencyId, after, BATCH));
		for (const moved of batch.map((report) => movesOf(report, directory))) add(found, moved);
		if (batch.length < BATCH) return found;
		after = batch.at(-1)?.id ?? null;
	}
}

function add(found: { moves: number; reports: number; shown: Move[] }, moved: readonly Move[]): void {
	if (moved.length === 0) return;
	found.moves += moved.length;
	found.reports += 1;
	found.shown.push(...moved.slice(0, SHOWN - found.shown.length));
}

function movesOf(report: Counted, directory: Directory): Move[] {
	return countedAnew(report, directory).flatMap((row, place) => {
		const before = report.clocks[place];
		if (!before || before === row) return [];
		const { clock, unitId, lateFrom } = row;
		const code = report.isSecret ? null : report.code;
		return [{ code, clock, unitId, before: before.lateFrom, after: lateFrom }];
	});
}
