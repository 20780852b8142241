import type { UnitId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { isOpenUnit } from '../agency/unit.ts';
import { idIn } from '../platform/id.ts';
import { type Confidentiality, KINDS, type Kind } from './clocks.ts';
import { proposedTitle } from './reporter-text.ts';
import { type StoredFile, type StoredPhoto, type Submission, secrecyOf } from './submission.ts';

/** The fields of the form, by the step they stand on. Photographs (3) are no fields, and the truth (5) is said anew each time. */
export const STEP_FIELDS = {
	1: { kind: 'line', story: 'text', title: 'line', occurredOn: 'line' },
	2: {
		district: 'line',
		village: 'line',
		place: 'line',
		lat: 'line',
		lon: 'line',
		office: 'line',
		otherOffice: 'line',
		about: 'line',
	},
	4: { confidentiality: 'line', name: 'line', phone: 'line', email: 'line', mayCall: 'line' },
} as const satisfies Record<number, Readonly<Record<string, 'line' | 'text'>>>;
export type FieldStep = keyof typeof STEP_FIELDS;
export type DraftField = { [step in FieldStep]: keyof (typeof STEP_FIELDS)[step] }[FieldStep];

/** Everything as it was typed, right or wrong: nothing typed is lost to an error. */
export type Typed = Readonly<Record<DraftField, string>>;

/** A report being written. */
export type Draft = {
	/** Makes sending it twice send it once; receipt and report follow from it. */
	readonly key: string;
	readonly typed: Typed;
	readonly photos: readonly StoredPhoto[];
	readonly files: readonly StoredFile[];
	/** Where a photograph says it was taken, until the reporter took it as the place or let it go: asked once. */
	readonly photoPlace: { readonly lat: number; readonly lon: number } | 'asked' | null;
	/** The district whose villages the reporter was shown: without a script they come with the next page. */
	readonly villagesOf: string;
};

/** In the place of a district: the matter has no place of its own. */
export const NO_PLACE = '-';
/** In the place of an office. */
export const UNKNOWN_OFFICE = 'unknown';
export const OTHER_OFFICE = 'other';

export function newDraft(key: string): Draft {
	return { key, typed: EMPTY, photos: [], files: [], photoPlace: null, villagesOf: '' };
}

const EMPTY: Typed = {
	kind: '',
	story: '',
	title: '',
	occurredOn: '',
	district: '',
	village: '',
	place: '',
	lat: '',
	lon: '',
	office: UNKNOWN_OFFICE,
	otherOffice: '',
	about: '',
	confidentiality: '',
	name: '',
	phone: '',
	email: '',
	mayCall: '',
};

export function titleOf({ title, story }: Pick<Typed, 'title' | 'story'>): string {
	return title || proposedTitle(story);
}

export function kindOf({ kind }: Pick<Typed, 'kind'>): Kind | null {
	return KINDS.find((known) => known === kind) ?? null;
}

/** The office the reporter thinks of; null when they leave it to the verifier or name one that is not there. */
export function officeOf(
	{ office, otherOffice }: Pick<Typed, 'office' | 'otherOffice'>,
	{ units }: Pick<Directory, 'units'>,
): UnitId | null {
	const id = idIn<UnitId>(office === OTHER_OFFICE ? otherOffice : office);
	return id && isOpenUnit({ units }, id) ? id : null;
}

/** How secret it will be, once that was chosen; a supervisory complaint asks nobody. */
export function chosenSecrecy({ kind, confidentiality }: Typed): Confidentiality | null {
	if (kind === 'supervisory_complaint') return 'confidential';
	return (['open', 'anonymous', 'confidential'] as const).find((known) => known === confidentiality) ?? null;
}

/** `3,0154` or `3.0154` as a number; null for what is no number. */
export function coordinate(typed: string): number | null {
	const text = typed.replace(',', '.');
	return /^-?\d{1,3}(\.\d{1,12})?$/.test(text) ? Number(text) : null;
}

/** The complete report; only for a draft without faults (draft-faults.ts). */
export function submissionOf(
	{ typed, photos, files }: Draft,
	directory: Directory,
	lang: Submission['lang'],
): Submission {
	const kind = kindOf(typed) ?? 'complaint';
	const confidentiality = secrecyOf({ kind, confidentiality: chosenSecrecy(typed) ?? 'confidential' });
	return {
		kind,
		confidentiality,
		title: titleOf(typed),
		body: typed.story,
		channel: 'web',
		occurredOn: typed.occurredOn || null,
		categoryId: null,
		...placeIn(typed),
		...officeIn(typed, directory),
		...reporterIn(typed, confidentiality),
		photos,
		files,
		lang,
	};
}

function placeIn({ district, village, place, lat, lon }: Typed) {
	return {
		districtCode: district === NO_PLACE ? null : district,
		villageCode: village || null,
		place,
		lat: coordinate(lat),
		lon: coordinate(lon),
	};
}

/** An office a report is about does not get it, so the report is not addressed to it either. */
function officeIn(typed: Typed, directory: Directory) {
	const office = officeOf(typed, directory);
	return typed.about === ''
		? { addressedTo: office, aboutUnitId: null }
		: { addressedTo: null, aboutUnitId: office };
}

/** A name is kept of open reports only: what is not there cannot be told. */
function reporterIn({ name, phone, email, mayCall }: Typed, confidentiality: Confidentiality) {
	const isOpen = confidentiality === 'open';
	return {
		name: isOpen ? name : null,
		phone: phone || null,
		email: email || null,
		mayCall: isOpen && mayCall !== '' && phone !== '',
	};
}
