import { type LocalDate, parseLocalDate } from '#server/deadline/calendar.ts';
import type { Term } from '#server/deadline/term.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { Kind } from '../report/clocks.ts';
import type { TermBook, TermRules } from './directory.ts';
import { isWithin } from './pack-terms.ts';
import { OFFICE_CLOCKS, REPORT_KINDS } from './pack-words.ts';

/** Numbers an administrator writes, by their place: `complaint.verify`, `climb.head`; as they were typed. */
export type TypedTerm = { readonly days: string; readonly counted: string };
export type TypedVersion = {
	readonly validFrom: string;
	readonly terms: Readonly<Record<string, TypedTerm>>;
	/** The decree behind the numbers of a group that changed: a kind of report, or `climb`. */
	readonly sources: Readonly<Record<string, string>>;
};

/** Groups of numbers that share a decree. */
export const TERM_GROUPS = [...REPORT_KINDS, 'climb'] as const;
export type TermGroup = (typeof TERM_GROUPS)[number];
type OfficeClock = (typeof OFFICE_CLOCKS)[number];
type Rung = TermRules['climb'][number];

export type VersionFault = {
	/** `validFrom`, `complaint.verify.days`, `complaint.source`; null when it is about the whole. */
	readonly field: string | null;
	readonly code: VersionFaultCode;
	/** What the nation allows, where that is what was overstepped. */
	readonly allowed?: Pick<Term, 'days' | 'counted'>;
};
export type VersionFaultCode =
	| 'no_date'
	| 'date_past'
	| 'date_before_newest'
	| 'no_number'
	| 'more_than_nation'
	| 'rungs_mixed'
	| 'source_missing'
	| 'nothing';

/** One number that differs from the version before. */
export type TermChange = {
	readonly place: string;
	readonly before: Pick<Term, 'days' | 'counted'>;
	readonly after: Term;
};

export type NewVersion = {
	readonly validFrom: LocalDate;
	readonly terms: TermBook['terms'];
	readonly rules: TermRules;
	readonly changes: readonly TermChange[];
};

type Ground = {
	/** The newest version, whether in force or still to come. */
	readonly newest: TermBook;
	readonly nation: TermBook;
	readonly today: LocalDate;
};

const MOST_DAYS = 365;

/** The version that was typed, laid over the newest one; or everything that keeps it from being one. */
export function newVersion(typed: TypedVersion, ground: Ground): Result<NewVersion, readonly VersionFault[]> {
	const numbers = [...termPlaces(ground), ...rungPlaces(ground)].map((place) => readNumber(place, typed));
	const changes = numbers.flatMap(({ change }) => change ?? []);
	const faults = [
		...dateFaults(typed, ground),
		...numbers.flatMap(({ fault }) => fault ?? []),
		...rungFaults(numbers, ground),
		...sourceFaults(changes, typed),
	];
	if (changes.length === 0 && faults.length === 0) faults.push({ field: null, code: 'nothing' });
	if (faults.length > 0) return refuse(faults);
	return ok({ ...laidOver(ground.newest, changes), validFrom: typed.validFrom as LocalDate, changes }); // was checked just now
}

/** What differs between a version and the one before it. */
export function versionChanges(before: TermBook, after: TermBook): TermChange[] {
	const ground = { newest: before, nation: before };
	const terms = termPlaces(ground).flatMap(({ place, kind, clock, before: was }) => {
		const is = after.terms[kind as Kind][clock as OfficeClock];
		return isSame(was, is) ? [] : [{ place, before: was, after: is }];
	});
	const rungs = rungPlaces(ground).flatMap(({ place, before: was }) => {
		const rung = after.rules.climb.find(({ to }) => place === `climb.${to}`);
		return rung && rung.lateDays !== was.days ? [{ place, before: was, after: termOf(rung) }] : [];
	});
	return [...terms, ...rungs];
}

/** Who a group's decree stands for: `complaint.verify` → `complaint`. */
export function groupOf(place: string): TermGroup {
	return place.split('.')[0] as TermGroup; // places are made below, from the groups
}

type Place = {
	readonly place: string;
	readonly kind: string;
	readonly clock: string;
	readonly before: Term;
	readonly allowed: Term;
};
type Number = {
	readonly place: string;
	readonly days: number;
	readonly change?: TermChange;
	readonly fault?: VersionFault;
};

function termPlaces({ newest, nation }: Pick<Ground, 'newest' | 'nation'>): Place[] {
	return REPORT_KINDS.flatMap((kind) =>
		OFFICE_CLOCKS.map((clock) => ({
			place: `${kind}.${clock}`,
			kind,
			clock,
			before: newest.terms[kind][clock],
			allowed: nation.terms[kind][clock],
		})),
	);
}

function rungPlaces({ newest, nation }: Pick<Ground, 'newest' | 'nation'>): Place[] {
	return newest.rules.climb.map((rung) => ({
		place: `climb.${rung.to}`,
		kind: 'climb',
		clock: rung.to,
		before: termOf(rung),
		allowed: termOf(nation.rules.climb.find(({ to }) => to === rung.to) ?? rung),
	}));
}

function termOf({ lateDays, source }: Rung): Term {
	return { days: lateDays, counted: 'working', source };
}

function readNumber({ place, before, allowed }: Place, typed: TypedVersion): Number {
	const wanted = numberIn(typed.terms[place], groupOf(place));
	const { days } = wanted;
	const field = `${place}.days`;
	if (days < 1 || days > MOST_DAYS) return { place, days, fault: { field, code: 'no_number' } };
	if (isSame(before, wanted)) return { place, days };
	if (!isWithin(wanted, allowed)) return { place, days, fault: { field, code: 'more_than_nation', allowed } };
	const source = typed.sources[groupOf(place)] ?? '';
	return { place, days, change: { place, before, after: { ...wanted, source } } };
}

/** Rungs of the climb are counted in working days. */
function numberIn(typed: TypedTerm | undefined, group: TermGroup): Pick<Term, 'days' | 'counted'> {
	const days = /^\d{1,3}$/.test(typed?.days ?? '') ? Number(typed?.days) : 0;
	return { days, counted: typed?.counted === 'calendar' && group !== 'climb' ? 'calendar' : 'working' };
}

function isSame(one: Pick<Term, 'days' | 'counted'>, other: Pick<Term, 'days' | 'counted'>): boolean {
	return one.days === other.days && one.counted === other.counted;
}

/** A book behind the newest one would never be in force: the newest holds from its day on. */
function dateFaults({ validFrom }: TypedVersion, { today, newest }: Ground): VersionFault[] {
	const fault = (code: VersionFaultCode): VersionFault[] => [{ field: 'validFrom', code }];
	const date = parseLocalDate(validFrom);
	if (!date) return fault('no_date');
	if (date < today) return fault('date_past');
	return date < newest.validFrom ? fault('date_before_newest') : [];
}

function rungFaults(numbers: readonly Number[], { newest }: Ground): VersionFault[] {
	const rungs = newest.rules.climb.map(
		({ to }) => numbers.find(({ place }) => place === `climb.${to}`)?.days ?? 0,
	);
	const isMixed = rungs.some((days, at) => at > 0 && days <= (rungs[at - 1] ?? 0));
	return isMixed && rungs.every((days) => days > 0) ? [{ field: 'climb', code: 'rungs_mixed' }] : [];
}

/** Every number that changes has a decree behind it. */
function sourceFaults(changes: readonly TermChange[], { sources }: TypedVersion): VersionFault[] {
	const groups = new Set(changes.map(({ place }) => groupOf(place)));
	return [...groups]
		.filter((group) => (sources[group] ?? '').length < 3)
		.map((group) => ({ field: `${group}.source`, code: 'source_missing' }));
}

function laidOver(newest: TermBook, changes: readonly TermChange[]): Pick<NewVersion, 'terms' | 'rules'> {
	const changed = new Map(changes.map(({ place, after }) => [place, after]));
	const terms = Object.fromEntries(
		Object.entries(newest.terms).map(([kind, clocks]) => [
			kind,
			Object.fromEntries(
				Object.entries(clocks).map(([clock, term]) => [clock, changed.get(`${kind}.${clock}`) ?? term]),
			),
		]),
	) as TermBook['terms']; // the same kinds and clocks as before
	const climb = newest.rules.climb.map((rung) => {
		const term = changed.get(`climb.${rung.to}`);
		return term ? { ...rung, lateDays: term.days, source: term.source } : rung;
	});
	return { terms, rules: { ...newest.rules, climb } };
}
