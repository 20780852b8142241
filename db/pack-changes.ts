/** What laying a pack over its government would change, and what of that may be done while reports point to it. */
import { isDeepStrictEqual } from 'node:util';
import type { PackRows } from './pack-rows.ts';

export type PackChange = {
	/** `unit dinas_pupr`, `day_off 2026-08-17`. */
	readonly subject: string;
	/** Null for what is added whole. */
	readonly field: string | null;
	readonly before: unknown;
	readonly after: unknown;
	/** Null where the change is safe. */
	readonly unsafe: Unsafe | null;
};

export type Unsafe = 'stands_in_codes' | 'moves_every_day' | 'changes_its_nature' | 'pinned_to_reports';

/** What must stay as it is once a government stands. */
const UNSAFE: Readonly<Record<string, Unsafe>> = {
	'agency prefix': 'stands_in_codes',
	'agency zone': 'moves_every_day',
	'agency kind': 'changes_its_nature',
	'agency demo': 'changes_its_nature',
	'unit kind': 'changes_its_nature',
	'region kind': 'changes_its_nature',
};

type Row = Readonly<Record<string, unknown>>;

export function packChanges(stored: PackRows, wanted: PackRows): PackChange[] {
	return [
		...agencyChanges(stored.agency, wanted.agency),
		...changesOf('region', 'code', stored.regions, wanted.regions),
		...changesOf('unit', 'key', stored.units, wanted.units),
		...changesOf('category', 'key', stored.categories, wanted.categories),
		...changesOf('day_off', 'date', stored.days_off, wanted.days_off),
		...changesOf('reply', 'key', stored.replies, wanted.replies),
		...bookChanges(stored.books, wanted.books),
	];
}

function agencyChanges(
	{ hosts: known, settings: kept, ...before }: PackRows['agency'],
	{ hosts, settings, ...after }: PackRows['agency'],
): PackChange[] {
	const added = hosts.filter((host) => !known.includes(host));
	return [
		...fieldChanges('agency', before.key, { before, after }),
		...fieldChanges('agency', before.key, { before: kept, after: settings }),
		...added.map((host) => change(`host ${host}`, null, { before: null, after: before.key })),
	];
}

/** Rows of the pack against rows of the same key; a row the pack has not stays as it is. */
function changesOf(sort: string, key: string, stored: readonly Row[], wanted: readonly Row[]): PackChange[] {
	const known = new Map(stored.map((row) => [row[key], row]));
	return wanted.flatMap((after) => {
		const before = known.get(after[key]);
		const name = String(after[key]);
		if (!before) return [change(`${sort} ${name}`, null, { before: null, after: after.name ?? name })];
		return fieldChanges(sort, name, { before, after });
	});
}

function fieldChanges(sort: string, name: string, row: { before: Row; after: Row }): PackChange[] {
	return Object.keys(row.after).flatMap((field) => {
		const [before, after] = [row.before[field] ?? null, row.after[field] ?? null];
		if (isDeepStrictEqual(before, after)) return [];
		return [change(`${sort} ${name}`, field, { before, after }, UNSAFE[`${sort} ${field}`])];
	});
}

/** A book of a day that has one is pinned to reports; a new one must come behind all the others. */
function bookChanges(stored: PackRows['books'], wanted: PackRows['books']): PackChange[] {
	const newest =
		stored
			.map(({ valid_from: from }) => from)
			.sort()
			.at(-1) ?? '';
	return wanted.flatMap((book) => {
		const subject = `term_book ${book.valid_from}`;
		const known = stored.filter(({ valid_from: from }) => from === book.valid_from);
		if (known.some(({ terms }) => isDeepStrictEqual(sorted(terms), sorted(book.terms)))) return [];
		const isBehind = known.length === 0 && book.valid_from > newest;
		const unsafe = isBehind ? undefined : ('pinned_to_reports' as const);
		return [
			change(
				subject,
				null,
				{ before: known.length === 0 ? null : 'other terms', after: 'new terms' },
				unsafe,
			),
		];
	});
}

function sorted(terms: PackRows['books'][number]['terms']) {
	const name = ({ kind, clock }: (typeof terms)[number]) => `${kind} ${clock}`;
	return [...terms].sort((one, other) => name(one).localeCompare(name(other)));
}

function change(
	subject: string,
	field: string | null,
	{ before, after }: { before: unknown; after: unknown },
	unsafe?: Unsafe,
): PackChange {
	return { subject, field, before, after, unsafe: unsafe ?? null };
}
