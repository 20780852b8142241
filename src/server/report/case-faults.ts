import type { UnitId } from '../access/policy.ts';
import { isOpenUnit } from '../agency/unit.ts';
import { idIn } from '../platform/id.ts';
import { isBoilerplate } from './case-boilerplate.ts';
import type { FieldGroup } from './case-fields.ts';
import type { FaultCode, FieldFault, FormGround, StepField, StepFields } from './case-form.ts';
import { KINDS } from './clocks.ts';
import { findPersonalData, maskPersonalData, type PersonalDataKind } from './personal-data.ts';
import { decisionFaults, requestFaults } from './ppid-form.ts';
import { STEPS, type StepName } from './steps.ts';
import { LIMITS } from './submission.ts';

/** Everything there is to mend in a form, at once. */
export function faultsIn(fields: StepFields, ground: FormGround): readonly FieldFault[] {
	return [
		...ground.groups.flatMap((group) => FAULTS_OF[group]?.(fields, ground) ?? []),
		...tooLong(fields),
		...(fields.checked ? [] : personalIn(fields, ground)),
	];
}

/** The office chosen among the suggested ones, or from the list of all. */
export function targetOf({ target, targetOther }: Pick<StepFields, 'target' | 'targetOther'>): UnitId | null {
	return idIn(target === '' || target === 'other' ? targetOther : target);
}

type Check = (fields: StepFields, ground: FormGround) => readonly FieldFault[];
/** What each group of fields lacks before the rules look at it. */
const FAULTS_OF: { readonly [group in FieldGroup]?: Check } = {
	target: (fields, { directory }) =>
		when('target', 'target_missing', !isOpenUnit(directory, targetOf(fields))),
	other: (_, { other }) => when('other', 'other_missing', other === undefined),
	otherBody: ({ bodyName, bodyHow }) => [
		...when('bodyName', 'body_name', bodyName.length < 3),
		...when('bodyHow', 'body_how', bodyHow.length < 10),
	],
	reason: ({ reason }) => when('reason', 'reason_missing', reason === ''),
	kind: ({ kind }) => when('kind', 'kind_missing', !(KINDS as readonly string[]).includes(kind)),
	confidentiality: ({ confidentiality }) =>
		when('confidentiality', 'confidentiality_missing', confidentiality === ''),
	ppidRequest: requestFaults,
	ppidDecision: decisionFaults,
	words: wordsFaults,
	parts: ({ done, who, when: day, evidence }, { today, empty }) => [
		...when('done', 'done_short', done.length < 20),
		...when('done', 'boilerplate', done.length >= 20 && isBoilerplate(done, empty)),
		...when('who', 'who_missing', who.length < 3),
		...when('when', 'when_wrong', !/^\d{4}-\d{2}-\d{2}$/.test(day) || day > today),
		...when('evidence', 'evidence_missing', evidence.length < 3),
	],
	promise: ({ promise }, { today }) => when('promise', 'promise_past', promise !== '' && promise < today),
	publicCopy: (fields) => copyFaults(fields, 'public'),
	handlingCopy: (fields) => copyFaults(fields, 'handling'),
};

/** Steps by which an office answers: courtesies alone are no answer. */
const ANSWERS: readonly StepName[] = ['first_answer', 'propose_answer', 'answer', 'progress'];

function wordsFaults({ words }: StepFields, { step, empty }: FormGround): readonly FieldFault[] {
	if (STEPS[step].words === 'required' && words === '') return [{ field: 'words', code: 'words_missing' }];
	return when('words', 'boilerplate', ANSWERS.includes(step) && isBoilerplate(words, empty));
}

function copyFaults(fields: StepFields, whose: 'public' | 'handling'): readonly FieldFault[] {
	return [
		...when(`${whose}Title`, 'title_short', fields[`${whose}Title`].length < 5),
		...when(`${whose}Body`, 'body_short', fields[`${whose}Body`].length < 20),
	];
}

function when(field: StepField, code: FaultCode, isSo: boolean): readonly FieldFault[] {
	return isSo ? [{ field, code }] : [];
}

const LONGEST: Partial<Record<StepField, number>> = {
	publicTitle: LIMITS.title,
	handlingTitle: LIMITS.title,
	publicBody: LIMITS.body,
	handlingBody: LIMITS.body,
	publicPlace: LIMITS.place,
	handlingPlace: LIMITS.place,
};

function tooLong(fields: StepFields): readonly FieldFault[] {
	return (Object.keys(fields) as StepField[])
		.filter((field) => fields[field].length > (LONGEST[field] ?? LIMITS.words))
		.map((field) => ({ field, code: 'too_long' }));
}

const COPY_FIELDS = ['publicTitle', 'publicBody', 'publicPlace'] as const;
const SPOKEN_FIELDS = ['words', 'found', 'done', 'who', 'evidence', 'bodyHow'] as const;

/** Fields whose words the public will read when this step is taken. */
export function publicFields({
	step,
	groups,
	isPublic,
}: Pick<FormGround, 'step' | 'groups' | 'isPublic'>): readonly StepField[] {
	return [
		...(groups.includes('publicCopy') ? COPY_FIELDS : []),
		...(isPublic && (STEPS[step].readers === 'public' || step === 'propose_answer') ? SPOKEN_FIELDS : []),
	];
}

function personalIn(fields: StepFields, ground: FormGround): readonly FieldFault[] {
	return publicFields(ground)
		.filter((field) => findPersonalData(fields[field]).length > 0)
		.map((field) => ({ field, code: 'personal_data' }));
}

/** The form with personal data masked wherever the public would read it. */
export function maskedFields(
	fields: StepFields,
	ground: Pick<FormGround, 'step' | 'groups' | 'isPublic'>,
	marks: Readonly<Record<PersonalDataKind, string>>,
): StepFields {
	const masked = publicFields(ground).map(
		(field) => [field, maskPersonalData(fields[field], marks)] as const,
	);
	return { ...fields, ...Object.fromEntries(masked) };
}
