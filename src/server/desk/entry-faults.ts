import type { Directory } from '../agency/directory.ts';
import type { LocalDate } from '../deadline/calendar.ts';
import type { Typed } from '../report/draft.ts';
import { type Fault, faultsOn } from '../report/draft-faults.ts';
import { lettersIn } from '../report/reporter-text.ts';
import { LIMITS } from '../report/submission.ts';
import { type Entry, type EntryField, namesIn, scopeOf, typedOf, wayOf } from './entry.ts';
import type { Meant } from './names.ts';
import { parsePaperNumber } from './paper-number.ts';

/** What only the desk can get wrong; the rest is as on the citizens' form. */
export type DeskFault =
	| { readonly code: 'way_missing' | 'paper_number' | 'opening_missing' | 'not_read_out' | 'region_missing' }
	| { readonly code: 'scope_missing' | 'represented_missing' | 'letter_missing' }
	| { readonly code: 'name_unknown' }
	| { readonly code: 'name_several'; readonly labels: readonly string[] };
export type EntryFault = { readonly field: EntryField; readonly fault: Fault | DeskFault };

export type EntryGround = {
	readonly directory: Directory;
	readonly today: LocalDate;
	/** The highest number printed so far. */
	readonly printed: number;
	/** Openings of the box that may be chosen. */
	readonly openings: readonly string[];
};
type Check = (entry: Entry, ground: EntryGround) => DeskFault | null;

const LONGEST_LETTER = 200;

/** In the order of the page. */
const CHECKS: { readonly [field in EntryField]?: Check } = {
	way: (entry) => (wayOf(entry) ? null : { code: 'way_missing' }),
	paper: (entry, ground) => (hasPaper(entry, ground) ? null : { code: 'paper_number' }),
	opening: (entry, { openings }) =>
		entry.way !== 'box' || openings.includes(entry.opening) ? null : { code: 'opening_missing' },
	represented: ({ proxy, represented, confidentiality }) =>
		proxy === '' || confidentiality !== 'open' || lettersIn(represented) >= 2
			? null
			: { code: 'represented_missing' },
	scope: (entry) => (entry.proxy === '' || scopeOf(entry) ? null : { code: 'scope_missing' }),
	letter: ({ proxy, letter }) => (proxy === '' || letter !== '' ? null : { code: 'letter_missing' }),
	read: ({ way, read }) =>
		way === 'box' || way === 'letter' || read !== '' ? null : { code: 'not_read_out' },
};

/** Everything that must be mended before an entry is a report. */
export function entryFaults(entry: Entry, ground: EntryGround): EntryFault[] {
	const { directory } = ground;
	const names = namesIn(entry, directory);
	const typed = typedOf(entry, names, directory);
	const own = (Object.keys(CHECKS) as EntryField[]).flatMap((field) => {
		const fault = CHECKS[field]?.(entry, ground);
		return fault ? [{ field, fault }] : [];
	});
	const named = (['office', 'category'] as const).flatMap((field) => nameFault(field, names[field]));
	return [
		...own,
		...regionFault(names.region),
		...named,
		...tooLong('represented', entry.represented, LIMITS.name),
		...tooLong('letter', entry.letter, LONGEST_LETTER),
		...sharedFaults(typed, ground),
	];
}

/** A paper from the box bears a number that was printed; other ways have none. */
function hasPaper({ way, paper }: Entry, { directory, printed }: EntryGround): boolean {
	if (way !== 'box') return true;
	const read = parsePaperNumber(paper, directory.agency.prefix);
	return read !== null && read.count <= printed;
}

function regionFault(region: Meant<string>): EntryFault[] {
	return region.is === 'nothing'
		? [{ field: 'region', fault: { code: 'region_missing' } }]
		: nameFault('region', region);
}

function nameFault(field: EntryField, name: Meant<unknown>): EntryFault[] {
	if (name.is === 'unknown') return [{ field, fault: { code: 'name_unknown' } }];
	return name.is === 'several' ? [{ field, fault: { code: 'name_several', labels: name.labels } }] : [];
}

function tooLong(field: EntryField, { length }: string, most: number): EntryFault[] {
	return length > most ? [{ field, fault: { code: 'too_long', given: length, most } }] : [];
}

const ELSEWHERE = new Set(['district', 'village', 'office']);

/** The checks of the citizens' form, but for the names, which are typed here and not chosen. */
function sharedFaults(typed: Typed, ground: EntryGround): EntryFault[] {
	return ([1, 2, 4] as const)
		.flatMap((step) => faultsOn(step, { typed }, ground))
		.filter(({ field, fault }) => !ELSEWHERE.has(field) || fault.code === 'about_whom')
		.map(({ field, fault }) => ({ field: field as EntryField, fault })); // what is left stands on both forms
}
