import { categoryIn } from '#server/agency/category.ts';
import type { Directory } from '#server/agency/directory.ts';
import { CONFIDENTIALITIES, KINDS } from '#server/report/clocks.ts';
import type { FieldKinds, FieldsOf } from '#server/report/reporter-form.ts';
import { LIMITS, type Submission, UNTOLD } from '#server/report/submission.ts';

export const ENTRY_FIELDS = {
	number: 'line',
	receivedOn: 'line',
	kind: 'line',
	title: 'line',
	body: 'text',
	place: 'line',
	village: 'line',
	category: 'line',
	confidentiality: 'line',
} as const satisfies FieldKinds;
export type EntryFields = FieldsOf<typeof ENTRY_FIELDS>;
export const NO_ENTRY = Object.fromEntries(
	Object.keys(ENTRY_FIELDS).map((name) => [name, '']),
) as EntryFields;

/** What to mend, by field, in the words of the bridge. */
export type EntryFault = {
	readonly field: keyof EntryFields;
	readonly code: 'kind_missing' | 'title_short' | 'body_short' | 'secrecy_missing';
};

export function entryFaults({ kind, title, body, confidentiality }: EntryFields): readonly EntryFault[] {
	const isWithin = (text: string, least: number, most: number) => text.length >= least && text.length <= most;
	return [
		...when('kind', 'kind_missing', !KINDS.some((one) => one === kind)),
		...when('title', 'title_short', !isWithin(title, 5, LIMITS.title)),
		...when('body', 'body_short', !isWithin(body, LIMITS.shortestBody, LIMITS.body)),
		...when('confidentiality', 'secrecy_missing', !CONFIDENTIALITIES.some((one) => one === confidentiality)),
	];
}

function when(field: EntryFault['field'], code: EntryFault['code'], isSo: boolean): readonly EntryFault[] {
	return isSo ? [{ field, code }] : [];
}

/** A report as the national system told it; who sent it stays there. */
export function submissionIn(fields: EntryFields, directory: Directory): Submission {
	const village = directory.regions.get(fields.village);
	return {
		...UNTOLD,
		kind: KINDS.find((one) => one === fields.kind) ?? 'complaint',
		title: fields.title,
		body: fields.body,
		confidentiality: CONFIDENTIALITIES.find((one) => one === fields.confidentiality) ?? 'confidential',
		channel: 'sp4n',
		districtCode: village?.parentCode ?? null,
		villageCode: village?.code ?? null,
		place: fields.place.slice(0, LIMITS.place),
		categoryId: categoryIn(fields.category, directory)?.id ?? null,
	};
}
