import type { Actor } from '../access/policy.ts';
import { calendarOf, type Directory } from '../agency/directory.ts';
import { OFFICER_STEPS, type OfficerStep } from './case-fields.ts';
import type { CasePhoto, CaseText, CaseWords } from './case-queries.ts';
import type { Moment, Movable } from './guards.ts';
import { stepsOpenTo } from './lifecycle.ts';
import type { Loaded } from './queries.ts';
import { type ShownClock, show, shownClock } from './shown-clock.ts';
import { holderUnit } from './standing.ts';
import { STATUSES } from './statuses.ts';
import { type StepRecord, type TrailEvent, trailFor } from './trail.ts';

/** A report as an officer's page shows it: plain data, names in place of ids, nothing the database did not give. */
export type CaseFile = Pick<
	Loaded,
	| 'code'
	| 'kind'
	| 'kindBefore'
	| 'status'
	| 'outcome'
	| 'confidentiality'
	| 'channel'
	| 'sp4nId'
	| 'supportCount'
	| 'hops'
	| 'climbed'
	| 'version'
> &
	Pick<
		CaseWords,
		| 'publicCopy'
		| 'handlingCopy'
		| 'proposed'
		| 'hasContact'
		| 'notes'
		| 'mergedInto'
		| 'mergedHere'
		| 'files'
	> & {
		readonly receivedAt: string;
		readonly checked: boolean;
		readonly text: (CaseText & { readonly occurredOn: string | null }) | null;
		/** Which text that is; null where only the standing may be seen. */
		readonly textIs: 'original' | 'handling_copy' | null;
		/** By code and by name; null where the words are not the viewer's to read. */
		readonly district: { readonly code: string; readonly name: string } | null;
		readonly village: { readonly code: string; readonly name: string } | null;
		/** The office whose turn it is; null when it is the reporter's, nobody's, or not to be told. */
		readonly holder: string | null;
		readonly isTheirs: boolean;
		/** The clock that speaks for the report, and the others that run. */
		readonly shown: ShownClock | null;
		readonly running: readonly ShownClock[];
		/** Nothing where the words are not the viewer's to read. */
		readonly events: readonly TrailEvent[];
		readonly lastSeq: number;
		/** Photographs that came with the report, and those of later events by the event. */
		readonly photos: readonly CasePhoto[];
		readonly photosOf: readonly { readonly seq: number; readonly photo: CasePhoto }[];
		readonly open: readonly OfficerStep[];
	};

export type CaseGround = {
	readonly directory: Directory;
	readonly now: Date;
	readonly actor: Actor;
	readonly pauseLimit: number;
};
type Stored = { readonly report: Loaded; readonly words: CaseWords; readonly steps: readonly StepRecord[] };

/**
 * The page of a case. Where the words are not the viewer's to read there is code, kind, office and clock, and of a
 * supervisory complaint code and clock alone (rules of record §1).
 */
export function caseFile(
	{ report, words, steps }: Stored,
	ground: CaseGround,
	open: readonly OfficerStep[],
): CaseFile {
	const { directory } = ground;
	const { original, handlingCopy } = words;
	const text = original ?? (handlingCopy && { ...handlingCopy, occurredOn: null });
	const readable = text !== null;
	const calendar = calendarOf(directory, report.unitId);
	return {
		...standingOf(report),
		...besidesOf(words),
		...clocksShown(report, ground),
		...holderOf(report, ground, readable),
		receivedAt: report.receivedAt.toISOString(),
		checked: report.openedAt !== null,
		text,
		textIs: textOf(words),
		district: readable ? regionOf(directory, report.districtCode) : null,
		village: readable ? regionOf(directory, report.villageCode) : null,
		events: readable ? trailFor('staff', steps, calendar) : [],
		...photosBy(words.photos),
		open,
	};
}

/** The steps `moment.actor` may take, as the buttons of the page. */
export function openSteps(report: Movable, moment: Moment): OfficerStep[] {
	const open = stepsOpenTo(report, moment);
	return OFFICER_STEPS.filter((step) => open.includes(step));
}

function standingOf(report: Loaded) {
	const { code, kind, kindBefore, status, outcome, confidentiality, channel, sp4nId } = report;
	const { supportCount, hops, climbed, version, lastSeq } = report;
	return {
		code,
		kind,
		kindBefore,
		status,
		outcome,
		confidentiality,
		channel,
		sp4nId,
		supportCount,
		hops,
		climbed,
		version,
		lastSeq,
	};
}

function besidesOf({
	publicCopy,
	handlingCopy,
	proposed,
	hasContact,
	notes,
	mergedInto,
	mergedHere,
	files,
}: CaseWords) {
	return { publicCopy, handlingCopy, proposed, hasContact, notes, mergedInto, mergedHere, files };
}

function textOf({ original, handlingCopy }: CaseWords): CaseFile['textIs'] {
	if (original) return 'original';
	return handlingCopy ? 'handling_copy' : null;
}

function clocksShown(report: Loaded, { directory, now, pauseLimit }: CaseGround) {
	const shown = shownClock(report, { now, directory, pauseLimit }) ?? null;
	const running = report.clocks
		.filter(({ endedAt, clock }) => !endedAt && clock !== shown?.clock)
		.map((row) => show(row, { now, directory, pauseLimit }));
	return { shown, running };
}

function holderOf(report: Loaded, { directory, actor }: CaseGround, readable: boolean) {
	const holder = STATUSES[report.status].open ? holderUnit(report) : null;
	const mayName = readable || report.kind !== 'supervisory_complaint';
	return {
		holder: (mayName && holder && directory.units.get(holder)?.shortName) || null,
		isTheirs: holder !== null && actor.unitIds.includes(holder),
	};
}

function regionOf({ regions }: Directory, code: string | null) {
	const region = code ? regions.get(code) : undefined;
	return region ? { code: region.code, name: region.name } : null;
}

function photosBy(photos: readonly CasePhoto[]) {
	return {
		photos: photos.filter(({ seq }) => seq === 1),
		photosOf: photos.filter(({ seq }) => seq > 1).map((photo) => ({ seq: photo.seq, photo })),
	};
}
