import { type Directory, termBookOn } from '#server/agency/directory.ts';
import { OFFICE_CLOCKS, REPORT_KINDS } from '#server/agency/pack-words.ts';
import { newVersion, TERM_GROUPS, type TypedTerm, type TypedVersion } from '#server/agency/term-version.ts';
import { localDate, parseLocalDate } from '#server/deadline/calendar.ts';
import { fieldsOf, wordOf } from '../form-fields.ts';

/** What was typed, and the number of the newest version when the form was made. */
export type TermForm = TypedVersion & { readonly over: number; readonly key: string };

/** The places of all numbers: the clocks that bind an office, and the rungs of the climb. */
export function placesOf({ termBooks }: Directory): string[] {
	const rungs = termBooks[0]?.rules.climb ?? [];
	const terms = REPORT_KINDS.flatMap((kind) => OFFICE_CLOCKS.map((clock) => `${kind}.${clock}`));
	return [...terms, ...rungs.map(({ to }) => `climb.${to}`)];
}

export function readTermForm(form: FormData, directory: Directory): TermForm {
	const { mulai, kunci } = fieldsOf(form, { mulai: 10, kunci: 60 });
	const term = (place: string): TypedTerm => ({
		days: wordOf(form, `${place}.days`).slice(0, 4).trim(),
		counted: wordOf(form, `${place}.counted`).slice(0, 10),
	});
	return {
		validFrom: mulai,
		terms: Object.fromEntries(placesOf(directory).map((place) => [place, term(place)])),
		sources: Object.fromEntries(
			TERM_GROUPS.map((group) => [group, wordOf(form, `${group}.source`).slice(0, 160).trim()]),
		),
		over: Number(wordOf(form, 'versi').slice(0, 9)) || 0,
		key: kunci,
	};
}

/** The form before anything is typed: the newest version as it is. */
export function firstForm(directory: Directory, key: string): TermForm {
	const [newest] = directory.termBooks;
	if (!newest) throw new Error('no term book');
	const terms = REPORT_KINDS.flatMap((kind) =>
		OFFICE_CLOCKS.map((clock) => [`${kind}.${clock}`, newest.terms[kind][clock]] as const),
	);
	const rungs = newest.rules.climb.map(
		({ to, lateDays }) => [`climb.${to}`, { days: lateDays, counted: 'working' }] as const,
	);
	return {
		validFrom: '',
		terms: Object.fromEntries(
			[...terms, ...rungs].map(([place, { days, counted }]) => [place, { days: String(days), counted }]),
		),
		sources: Object.fromEntries(TERM_GROUPS.map((group) => [group, ''])),
		over: newest.version,
		key,
	};
}

/** The version a form states, or everything that keeps it from being one. */
export function versionOf(form: TermForm, directory: Directory, now: Date) {
	const [newest] = directory.termBooks;
	if (!newest) throw new Error('no term book');
	return newVersion(form, {
		newest,
		nation: nationOn(form, directory),
		today: localDate(now, directory.calendar),
	});
}

/** The nation's limits on the first day of the version. */
function nationOn({ validFrom }: TermForm, directory: Directory) {
	const ofNation = directory.termBooks.filter((book) => book.ofNation);
	const termBooks = ofNation.length > 0 ? ofNation : directory.termBooks.slice(-1);
	const newest = termBooks[0]?.validFrom ?? '2018-01-01';
	return termBookOn({ ...directory, termBooks }, parseLocalDate(validFrom) ?? newest);
}
