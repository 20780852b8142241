import type { Actor } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import type { Confidentiality, Kind } from './clocks.ts';
import type { QueueRow } from './queue-queries.ts';
import { type ShownClock, shownClock } from './shown-clock.ts';
import { holderUnit } from './standing.ts';
import { type Outcome, STATUSES, type Status } from './statuses.ts';

/** A row of the queue, ready to be shown: plain data, names in place of ids. */
export type QueueLine = {
	readonly code: string;
	/** Null where its words are not the viewer's to read. */
	readonly title: string | null;
	readonly kind: Kind;
	readonly status: Status;
	readonly checked: boolean;
	readonly outcome: Outcome | null;
	readonly confidentiality: Confidentiality;
	readonly district: string | null;
	readonly supportCount: number;
	/** Null when it is the reporter's turn, or when not even the office may be told. */
	readonly holder: string | null;
	/** It is the turn of the viewer's own unit. */
	readonly isTheirs: boolean;
	readonly isLate: boolean;
	readonly climbed: number;
	readonly shown: ShownClock | null;
};

type Ground = { readonly directory: Directory; readonly now: Date; readonly actor: Actor };

/**
 * What a row says. Where the words are not the viewer's to read it says code, kind, office and clock, and of a
 * supervisory complaint code and clock alone (rules of record §1).
 */
export function queueLine(row: QueueRow, { directory, now, actor }: Ground): QueueLine {
	const holder = holderUnit(row);
	const mayName = row.title !== null || row.kind !== 'supervisory_complaint';
	const pauseLimit = directory.termBooks[0]?.rules.pauseLimit ?? 0;
	return {
		code: row.code,
		title: row.title,
		kind: row.kind,
		status: row.status,
		checked: row.openedAt !== null,
		outcome: row.outcome,
		confidentiality: row.confidentiality,
		district:
			(row.title !== null && row.districtCode && directory.regions.get(row.districtCode)?.name) || null,
		supportCount: row.supportCount,
		holder: (mayName && holder && directory.units.get(holder)?.shortName) || null,
		isTheirs: holder !== null && actor.unitIds.includes(holder),
		isLate: isLate(row, now),
		climbed: row.climbed,
		shown: shownClock(row, { now, directory, pauseLimit }) ?? null,
	};
}

/** A deadline that an office let pass; the reporter's own silence is no lateness. */
function isLate({ dueAt, status }: Pick<QueueRow, 'dueAt' | 'status'>, now: Date): boolean {
	return dueAt !== null && dueAt <= now && STATUSES[status].owner !== 'reporter' && STATUSES[status].open;
}
