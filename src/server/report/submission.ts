import type { CategoryId, UnitId } from '../access/policy.ts';
import type { Channel, Confidentiality, Kind } from './clocks.ts';

/** A complete report, ready to be taken in; the same for every channel. */
export type Submission = {
	readonly kind: Kind;
	readonly title: string;
	readonly body: string;
	readonly confidentiality: Confidentiality;
	readonly channel: Channel;
	readonly districtCode: string | null;
	readonly villageCode: string | null;
	readonly place: string;
	readonly lat: number | null;
	readonly lon: number | null;
	/** A local day, not after today. */
	readonly occurredOn: string | null;
	readonly categoryId: CategoryId | null;
	/** The unit the reporter thinks of; null when they leave it to the verifier. */
	readonly addressedTo: UnitId | null;
	/** The unit it complains about, when it is about an office itself. */
	readonly aboutUnitId: UnitId | null;
	readonly name: string | null;
	/** For whom somebody speaks at the desk, and the letter that allows it; sealed with the name. */
	readonly represented?: { readonly name: string; readonly letter: string };
	readonly phone: string | null;
	readonly email: string | null;
	/** Officers of an open report may call. */
	readonly mayCall: boolean;
	readonly photos: readonly StoredPhoto[];
	/** Documents and recordings; never public. */
	readonly files: readonly StoredFile[];
	/** Its number in the national system, when it came from there. */
	readonly sp4nId?: string;
	/** The language messages are written in. */
	readonly lang: 'id' | 'en';
};

/** What another system does not tell of a report it hands over: nobody's name, no place on a map, no files. */
export const UNTOLD = {
	lat: null,
	lon: null,
	occurredOn: null,
	addressedTo: null,
	aboutUnitId: null,
	name: null,
	phone: null,
	email: null,
	mayCall: false,
	photos: [],
	files: [],
	lang: 'id',
} as const satisfies Partial<Submission>;

/** A photograph that was re-encoded and stored; see attachment/. */
export type StoredPhoto = {
	readonly sha256: string;
	readonly storageKey: string;
	readonly thumbKey: string;
	readonly mediaType: string;
	readonly bytes: number;
	readonly width: number;
	readonly height: number;
	readonly alt: string;
};

/** A document or a recording that was looked at and stored; see attachment/. */
export type StoredFile = {
	readonly sha256: string;
	readonly storageKey: string;
	readonly mediaType: string;
	readonly bytes: number;
	/** Of a document. */
	readonly pages: number | null;
	/** Of a recording. */
	readonly seconds: number | null;
	/** What a virus scanner said; null when none is configured. */
	readonly scan: 'waiting_scan' | 'clean' | 'quarantined' | null;
	readonly alt: string;
};

/** Longest texts taken, in characters; the database holds them, too. */
export const LIMITS = {
	title: 120,
	body: 10_000,
	place: 300,
	name: 100,
	words: 5_000,
	shortestBody: 20,
} as const;

/** How secret a report of this kind is at least: a supervisory complaint is confidential, whatever was ticked. */
export function secrecyOf({
	kind,
	confidentiality,
}: Pick<Submission, 'kind' | 'confidentiality'>): Confidentiality {
	return kind === 'supervisory_complaint' ? 'confidential' : confidentiality;
}

const HOUR_MS = 60 * 60 * 1000;

/**
 * The instant a submission is stored with: of a reporter who must not be known, that of the hour. Whoever reads the rows
 * beside the log of a network cannot join them by the second (attack 97). No term depends on less than a day, and all
 * zones lie whole hours apart. What was taken in at a desk keeps its minute: the desk knows it anyway.
 */
export function submittedAt(
	submission: Pick<Submission, 'kind' | 'confidentiality'>,
	{ at, takenInBy }: { readonly at: Date; readonly takenInBy: string | null },
): Date {
	if (takenInBy !== null || secrecyOf(submission) === 'open') return at;
	return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
}
