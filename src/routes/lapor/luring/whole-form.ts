import { error, type RequestEvent } from '@sveltejs/kit';
import type { Directory } from '#server/agency/directory.ts';
import { sha256 } from '#server/platform/hash.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { newDraft, STEP_FIELDS, submissionOf, type Typed } from '#server/report/draft.ts';
import { faultsOn } from '#server/report/draft-faults.ts';
import { type Acknowledged, submit } from '#server/report/submit-commands.ts';
import { words } from '#text/words.ts';
import { formOf, groundOf } from '../draft-request.ts';
import { errorsOf, type FieldError } from '../fault-words.ts';

const { kind, story } = STEP_FIELDS[1];
const { place } = STEP_FIELDS[2];
const { confidentiality, name, phone, email } = STEP_FIELDS[4];

/** The fields of the whole form. District and village are one choice; no office is asked: the verifier chooses. */
const FIELDS = {
	kind,
	story,
	region: 'line',
	place,
	confidentiality,
	name,
	phone,
	email,
	truth: 'line',
	key: 'line',
} as const;

/** As a server makes it (43 signs) or a browser without a signal (two UUIDs); each has more than 128 random bits. */
const KEY = /^[A-Za-z0-9_-]{43,72}$/;

export type Unsent = { readonly typed: Typed; readonly key: string; readonly errors: readonly FieldError[] };

/**
 * Takes in a report that was written on one page, after the checks of the five steps. The same key with the same
 * content is the same report however often it comes; changed content is another, also from a page shown again.
 */
export async function takeWhole(event: RequestEvent): Promise<Result<Acknowledged, Unsent>> {
	const { services, directory, lang, now, touched } = event.locals;
	const { key, truth, region, ...fields } = (await formOf(event, FIELDS)).fields;
	const typed: Typed = { ...newDraft('').typed, ...fields, ...placeOf(region, directory) };
	if (!KEY.test(key)) error(400, words(lang).errors.page['422'].lead);
	const errors = errorsIn(typed, truth, event);
	if (errors.length > 0) return refuse({ typed, key, errors });

	const sent = await submit(services, {
		directory,
		submission: submissionOf({ ...newDraft(key), typed }, directory, lang),
		at: now,
		key: sha256(`${key} ${JSON.stringify(typed)}`),
		draftHash: null,
		takenInBy: null,
	});
	touched.add(sent.code);
	return ok(sent);
}

function placeOf(code: string, { regions }: Directory): Pick<Typed, 'district' | 'village'> {
	const region = regions.get(code);
	return region?.kind === 'village'
		? { district: region.parentCode ?? '', village: code }
		: { district: code, village: '' };
}

function errorsIn(typed: Typed, truth: string, event: RequestEvent): FieldError[] {
	const { form } = words(event.locals.lang);
	const ground = groundOf(event);
	const faults = ([1, 2, 4] as const).flatMap((step) => faultsOn(step, { typed }, ground));
	const errors = errorsOf(faults, form).map(({ field, message }) => ({
		field: field === 'district' || field === 'village' ? 'region' : field,
		message,
	}));
	return truth === '' ? [...errors, { field: 'truth', message: form.steps[5].truthMissing }] : errors;
}
