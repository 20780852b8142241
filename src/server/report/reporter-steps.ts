import { ok, type Result, refuse } from '../platform/result.ts';
import { CONFIDENTIALITIES } from './clocks.ts';
import type { StepInput } from './guards.ts';
import { findPersonalData, maskPersonalData, type PersonalDataKind } from './personal-data.ts';
import type { FieldKinds, FieldsOf } from './reporter-form.ts';
import { STEPS, type StepName } from './steps.ts';
import { LIMITS } from './submission.ts';

/** What a reporter can do with their own report, with the word that names it in addresses and what its form asks. */
export const OWN_STEPS = {
	supply_details: { action: 'lengkapi', asks: ['words', 'photos'] },
	add_details: { action: 'tambah', asks: ['words', 'photos'] },
	reply: { action: 'balas', asks: ['words', 'photos'] },
	confirm: { action: 'tutup', asks: ['rating', 'words'] },
	dispute: { action: 'bantah', asks: ['words', 'photos'] },
	reopen: { action: 'buka', asks: ['words', 'photos'] },
	object_to_answer: { action: 'keberatan_jawaban', asks: ['words'] },
	object: { action: 'keberatan', asks: ['words'] },
	object_ppid: { action: 'keberatan_informasi', asks: ['words'] },
	escalate_to_ombudsman: { action: 'ombudsman', asks: ['consent', 'words'] },
	raise_confidentiality: { action: 'rahasiakan', asks: ['confidentiality'] },
	lower_confidentiality: { action: 'turunkan', asks: ['confidentiality', 'receipt'] },
	withdraw: { action: 'cabut', asks: ['receipt', 'words'] },
} as const satisfies { readonly [step in StepName]?: OwnStepRule };
export type OwnStep = keyof typeof OWN_STEPS;
export const OWN_STEP_NAMES = Object.keys(OWN_STEPS) as OwnStep[];

type Ask = 'words' | 'photos' | 'rating' | 'confidentiality' | 'receipt' | 'consent';
type OwnStepRule = { readonly action: string; readonly asks: readonly Ask[] };

/** The fields of every one of these forms; `key` makes sending it twice send it once. */
export const OWN_STEP_FIELDS = {
	key: 'line',
	version: 'line',
	words: 'text',
	rating: 'line',
	confidentiality: 'line',
	receipt: 'line',
	consent: 'line',
	photos: 'files',
} as const satisfies FieldKinds;
export type OwnStepFields = FieldsOf<typeof OWN_STEP_FIELDS>;

/** A rating this low offers an objection to the next higher office (rules of record §2). */
export const POOR_RATING = 2;

export type OwnStepRefusal =
	| { readonly code: 'words_too_long'; readonly given: number; readonly most: number }
	/** Personal data in words the public will read at once: they come back masked, to be looked at and sent again. */
	| { readonly code: 'personal_data'; readonly masked: string }
	| { readonly code: 'consent_missing' }
	/** So many words of one reporter in one day drown the office; a person can help better than the hundredth message. */
	| {
			readonly code: 'enough_for_today';
			readonly most: number;
			readonly phone: string | null;
			readonly email: string;
	  };

/** Steps with words a reporter may take on one report within 24 hours; withdrawing and hiding are never refused for it. */
export const MOST_STEPS_A_DAY = 20;
export const NEVER_TOO_MANY: readonly OwnStep[] = ['withdraw', 'raise_confidentiality', 'confirm'];

type Ground = {
	/** Whether the public reads this report's trail. */
	readonly isPublic: boolean;
	readonly marks: Readonly<Record<PersonalDataKind, string>>;
	/** The receipt that was typed again is this report's. */
	readonly receiptAgain: boolean;
};

/** What a form says, as the rules take it; what must hold besides, they decide (guards.ts). */
export function ownStepInput(
	step: OwnStep,
	fields: OwnStepFields,
	ground: Ground,
): Result<StepInput, OwnStepRefusal> {
	const refusal = refusalOf(step, fields, ground);
	if (refusal) return refuse(refusal);
	const asked = OWN_STEPS[step].asks.map((ask) => READ[ask](fields, ground));
	return ok(Object.assign({ words: '' }, ...asked) as StepInput);
}

/** How each thing a form asks becomes part of a step's input. */
const READ = {
	words: ({ words }) => ({ words }),
	rating: ({ rating }) => ({ rating: Number.parseInt(rating, 10) }),
	confidentiality: ({ confidentiality }) => ({
		confidentiality: CONFIDENTIALITIES.find((known) => known === confidentiality),
	}),
	receipt: (_, { receiptAgain }) => ({ receiptAgain }),
	consent: () => ({}),
	photos: () => ({}),
} as const satisfies Record<Ask, (fields: OwnStepFields, ground: Ground) => Partial<StepInput>>;

function refusalOf(
	step: OwnStep,
	{ words, consent }: OwnStepFields,
	{ isPublic, marks }: Ground,
): OwnStepRefusal | null {
	const asks: readonly Ask[] = OWN_STEPS[step].asks;
	if (words.length > LIMITS.words) return { code: 'words_too_long', given: words.length, most: LIMITS.words };
	if (isPublic && STEPS[step].readers === 'public' && findPersonalData(words).length > 0)
		return { code: 'personal_data', masked: maskPersonalData(words, marks) };
	return asks.includes('consent') && consent === '' ? { code: 'consent_missing' } : null;
}

/** Of the steps the rules leave open, those whose forms are offered, in the order of the table. */
export function offeredSteps(open: readonly StepName[], rating: number | null): OwnStep[] {
	const isPoor = rating !== null && rating <= POOR_RATING;
	return OWN_STEP_NAMES.filter((step) => open.includes(step) && (step !== 'object_to_answer' || isPoor));
}
