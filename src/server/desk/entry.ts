import type { CategoryId, UnitId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { NEEDS, type Need, PROXY_SCOPES, type ProxyScope, WAYS, type Way } from '../report/desk-record.ts';
import { NO_PLACE, newDraft, submissionOf, type Typed, UNKNOWN_OFFICE } from '../report/draft.ts';
import type { StoredPhoto, Submission } from '../report/submission.ts';
import { categoryNames, officeNames, regionNames } from './lists.ts';
import { type Meant, meant } from './names.ts';

/** The one page of the desk: what its form may carry. Photographs are files, read elsewhere. */
export const ENTRY_FIELDS = {
	key: 'line',
	way: 'line',
	paper: 'line',
	opening: 'line',
	/** When it was taken in while the connection was down, as an instant; empty otherwise. */
	takenAt: 'line',
	kind: 'line',
	story: 'text',
	occurredOn: 'line',
	region: 'line',
	place: 'line',
	office: 'line',
	about: 'line',
	category: 'line',
	confidentiality: 'line',
	name: 'line',
	phone: 'line',
	email: 'line',
	mayCall: 'line',
	elder: 'line',
	cannot_read: 'line',
	disability: 'line',
	local_language: 'line',
	proxy: 'line',
	represented: 'line',
	scope: 'line',
	letter: 'line',
	read: 'line',
	photos: 'files',
	paperPhoto: 'files',
	letterPhoto: 'files',
} as const satisfies Record<string, 'line' | 'text' | 'files'>;
export type EntryField = keyof typeof ENTRY_FIELDS;
export type Entry = Readonly<Record<EntryField, string>>;

/** Typed where there is no place to name: quicker than looking for a choice that says so. */
export const NOWHERE = '-';

export function emptyEntry(key: string, given: Partial<Entry> = {}): Entry {
	const blank = Object.fromEntries(Object.keys(ENTRY_FIELDS).map((field) => [field, '']));
	// Every field of the table was just given.
	return { ...blank, way: 'visit', kind: 'complaint', ...given, key } as Entry;
}

export function wayOf({ way }: Pick<Entry, 'way'>): Way | null {
	return (Object.keys(WAYS) as Way[]).find((known) => known === way) ?? null;
}

export function needsOf(entry: Entry): Need[] {
	return NEEDS.filter((need) => entry[need] !== '');
}

export function scopeOf({ proxy, scope }: Pick<Entry, 'proxy' | 'scope'>): ProxyScope | null {
	return proxy === '' ? null : (PROXY_SCOPES.find((known) => known === scope) ?? null);
}

/** What the typed names mean. */
export type EntryNames = {
	readonly region: Meant<string>;
	readonly office: Meant<UnitId>;
	readonly category: Meant<CategoryId>;
};

export function namesIn(entry: Entry, directory: Directory): EntryNames {
	return {
		region:
			entry.region === NOWHERE ? { is: 'one', id: NO_PLACE } : meant(entry.region, regionNames(directory)),
		office: meant(entry.office, officeNames(directory)),
		category: meant(entry.category, categoryNames(directory)),
	};
}

/** The entry as the citizens' form would have it, so that the same checks read it. */
export function typedOf(entry: Entry, names: EntryNames, { regions }: Directory): Typed {
	const { kind, story, occurredOn, place, about, confidentiality, name, phone, email, mayCall } = entry;
	const code = names.region.is === 'one' ? names.region.id : '';
	const region = regions.get(code);
	const isVillage = region?.kind === 'village';
	return {
		...newDraft('').typed,
		...{ kind, story, occurredOn, place, about, confidentiality, name, phone, email, mayCall },
		district: isVillage ? (region.parentCode ?? '') : code,
		village: isVillage ? code : '',
		office: names.office.is === 'one' ? String(names.office.id) : UNKNOWN_OFFICE,
	};
}

type Ground = { readonly directory: Directory; readonly lang: Submission['lang'] };

/** The complete report; only for an entry without faults (entry-faults.ts). A name is kept of open reports only. */
export function submissionIn(
	entry: Entry,
	photos: readonly StoredPhoto[],
	{ directory, lang }: Ground,
): Submission {
	const names = namesIn(entry, directory);
	const typed = typedOf(entry, names, directory);
	const submission = submissionOf({ ...newDraft(entry.key), typed, photos }, directory, lang);
	const { represented, letter } = entry;
	return {
		...submission,
		channel: WAYS[wayOf(entry) ?? 'visit'].channel,
		categoryId: names.category.is === 'one' ? names.category.id : null,
		...(entry.proxy !== '' && submission.name ? { represented: { name: represented, letter } } : {}),
	};
}
