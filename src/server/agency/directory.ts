import type { AgencyId, CategoryId, TermBookId, UnitId } from '../access/policy.ts';
import type { LocalDate, WorkCalendar } from '../deadline/calendar.ts';
import type { Term } from '../deadline/term.ts';
import type { Clock, Kind } from '../report/clocks.ts';
import type { Announcement } from './announcement.ts';
import { heirOf, type Unit } from './unit.ts';

export type Region = {
	readonly code: string;
	readonly parentCode: string | null;
	readonly kind: 'province' | 'regency' | 'city' | 'district' | 'village';
	readonly name: string;
	readonly tile: { readonly x: number; readonly y: number } | null;
	readonly lat: number | null;
	readonly lon: number | null;
};

export type Category = {
	readonly id: CategoryId;
	readonly key: string;
	readonly name: string;
	readonly nameEn: string;
	readonly unitId: UnitId | null;
	/** First and last day on which it can be chosen; null where it has no such end. */
	readonly validFrom: LocalDate | null;
	readonly validUntil: LocalDate | null;
};

/** A version of an agency's promises and the nation's limits; pinned to each report on receipt. */
export type TermBook = {
	readonly id: TermBookId;
	readonly version: number;
	readonly validFrom: LocalDate;
	/** The nation's limits, not this government's own promises. */
	readonly ofNation: boolean;
	readonly terms: Readonly<Record<Kind, Readonly<Record<Clock, Term>>>>;
	readonly rules: TermRules;
};

export type TermRules = {
	/** Working days that all pauses of a clock may take out together. */
	readonly pauseLimit: number;
	readonly askLimit: number;
	readonly hopsBeforeCoordinator: number;
	/** Calendar days to reopen, object or undo a merge. */
	readonly reopenDays: number;
	/** Of requests for public information: how long the applicant may object, and go to the Information Commission. */
	readonly ppid: { readonly objectWithin: Term; readonly disputeWithin: Term };
	/** Rungs of the climb, in order: so many working days late, it goes to them. */
	readonly climb: readonly {
		readonly lateDays: number;
		readonly to: 'head' | 'leader' | 'ombudsman';
		readonly source: string;
	}[];
};

/** Everything about one government that rules need, read together and kept for a moment. */
export type Directory = {
	readonly agency: {
		readonly id: AgencyId;
		readonly key: string;
		readonly parentId: AgencyId | null;
		readonly kind: string;
		readonly name: string;
		readonly shortName: string;
		readonly prefix: string;
		readonly zone: string;
		readonly leaderTitle: { readonly id: string; readonly en: string };
		readonly demo: boolean;
		readonly ombudsmanId: AgencyId | null;
		readonly ombudsmanName: string | null;
		/** Tracking codes of this year in use, as last counted. */
		readonly codesUsed: number;
		/** The arms; `version` changes with the picture. Null where there is none. */
		readonly logo: { readonly width: number; readonly height: number; readonly version: string } | null;
		readonly settings: AgencySettings;
	};
	readonly units: ReadonlyMap<UnitId, Unit>;
	readonly regions: ReadonlyMap<string, Region>;
	readonly categories: ReadonlyMap<CategoryId, Category>;
	/** Newest first. */
	readonly termBooks: readonly TermBook[];
	/** Those that are not over, the earliest first. */
	readonly announcements: readonly Announcement[];
	/** The agency's own days off; each unit's week is laid over it by `calendarOf`. */
	readonly calendar: WorkCalendar;
	/** The unit that assesses what comes in. */
	readonly verifyingUnitId: UnitId;
	readonly inspectorateUnitId: UnitId | null;
	readonly leadershipUnitId: UnitId;
};

export type AgencySettings = {
	readonly photos: { readonly most: number; readonly megabytes: number };
	readonly quietHours: { readonly from: string; readonly to: string };
	readonly smallCell: number;
	readonly fewestRatings: number;
	readonly draftHours: number;
	readonly similar: { readonly metres: number; readonly days: number };
	readonly contact: {
		readonly address: string;
		readonly email: string;
		readonly phone: string | null;
		readonly emergencyPhone: string | null;
	};
	/** Lines of the letterhead (kop surat); a government loaded before there was one has none. */
	readonly letterhead?: readonly string[];
};

/** The unit and all units above it, nearest first. */
export function unitAndAbove({ units }: Directory, id: UnitId): Unit[] {
	const line: Unit[] = [];
	for (let at = units.get(id); at; at = at.parentId ? units.get(at.parentId) : undefined) line.push(at);
	return line;
}

/**
 * What follows from a directory and one of its units alone, worked out once for as long as the directory is kept: every
 * page of an officer asks for their reach, every row of a list for its office's week.
 */
function ofUnit<Value>(work: (directory: Directory, id: UnitId) => Value) {
	const known = new WeakMap<Directory, Map<UnitId, Value>>();
	return (directory: Directory, id: UnitId): Value => {
		const values = known.get(directory) ?? new Map<UnitId, Value>();
		known.set(directory, values);
		const value = values.get(id) ?? work(directory, id);
		values.set(id, value);
		return value;
	};
}

/** The unit, all units below it and whatever any of them took over; the leadership reaches only itself. */
export const unitAndBelow = ofUnit((directory, id): readonly UnitId[] => {
	if (directory.units.get(id)?.kind === 'leadership') return [id];
	return [...directory.units.keys()].filter((other) =>
		unitAndAbove(directory, heirOf(directory, other)).some((unit) => unit.id === id),
	);
});

/** Units whose reports somebody of unit `id` must not touch (rules of record §1, conflict). */
export const conflictUnits = ofUnit((directory, id): readonly UnitId[] => {
	const above = unitAndAbove(directory, id).filter((unit) => unit.id === id || unit.kind !== 'leadership');
	return [...new Set([...above.map((unit) => unit.id), ...unitAndBelow(directory, id)])];
});

/** The calendar an office works by: the agency's days off, the office's own week. */
export function calendarOf(directory: Directory, unitId: UnitId | null): WorkCalendar {
	return unitId ? calendarOfUnit(directory, unitId) : directory.calendar;
}

const calendarOfUnit = ofUnit(({ calendar, units }, id): WorkCalendar => {
	const unit = units.get(id);
	if (!unit) return calendar;
	return {
		...calendar,
		workweek: new Set(unit.workweek.map((day) => (day % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6)),
	};
});

/** The book in force on `day`. */
export function termBookOn({ termBooks, agency }: Directory, day: LocalDate): TermBook {
	const book = termBooks.find(({ validFrom }) => validFrom <= day) ?? termBooks.at(-1);
	if (!book) throw new Error(`agency ${agency.key} has no term book`);
	return book;
}

/**
 * Who assesses a report (rules of record §1, conflict): the complaint desk or a unit with its own right to verify;
 * about the desk's own office and for supervisory complaints the inspectorate; about the inspectorate the leader.
 */
export function verifierOf(
	directory: Directory,
	report: { readonly kind: Kind; readonly aboutUnitId: UnitId | null; readonly addressedTo: UnitId | null },
): UnitId {
	const { verifyingUnitId, inspectorateUnitId, leadershipUnitId, units } = directory;
	const direct = report.addressedTo ? units.get(report.addressedTo) : undefined;
	const desk =
		direct?.verifiesDirect && !direct.successorId && report.addressedTo !== report.aboutUnitId
			? direct.id
			: verifyingUnitId;
	const guardian = inspectorateUnitId ?? leadershipUnitId;
	const first = report.kind === 'supervisory_complaint' ? guardian : desk;
	const isConflicted = (unit: UnitId) =>
		report.aboutUnitId !== null && conflictUnits(directory, unit).includes(report.aboutUnitId);

	return (
		[first, verifyingUnitId, guardian].find(
			(unit) => !isConflicted(unit) && (unit !== verifyingUnitId || report.kind !== 'supervisory_complaint'),
		) ?? leadershipUnitId
	);
}
