import { categoryIn } from '../agency/category.ts';
import type { Directory } from '../agency/directory.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import type { Empty } from './case-boilerplate.ts';
import { faultsIn, targetOf } from './case-faults.ts';
import type { FieldGroup } from './case-fields.ts';
import type { Confidentiality, Kind } from './clocks.ts';
import type { AnswerParts, StepInput } from './guards.ts';
import { decisionIn, type PpidFault, requestIn } from './ppid-form.ts';
import type { FieldKinds, FieldsOf } from './reporter-form.ts';
import type { StepName } from './steps.ts';

/** Every field the page of a step may carry besides its photographs; others are refused (attack 9). */
export const STEP_FIELDS = {
	key: 'line',
	version: 'line',
	seen: 'line',
	/** The buttons: look first, take it, mask personal data. */
	preview: 'line',
	take: 'line',
	mask: 'line',
	/** Photographs of the office: the button that uploads them, the one that discards one by its id, the files. */
	upload: 'line',
	discard: 'line',
	proof: 'files',
	/** Ticked: somebody looked at what seems to be personal data, and it may stay. */
	checked: 'line',
	target: 'line',
	targetOther: 'line',
	category: 'line',
	other: 'line',
	otherCode: 'line',
	bodyName: 'line',
	bodyHow: 'text',
	reason: 'line',
	kind: 'line',
	confidentiality: 'line',
	applicant: 'line',
	asked: 'text',
	purpose: 'text',
	delivery: 'line',
	outcome: 'line',
	ppidReason: 'line',
	cost: 'line',
	words: 'text',
	found: 'text',
	done: 'text',
	who: 'line',
	when: 'line',
	evidence: 'text',
	promise: 'line',
	publicTitle: 'line',
	publicBody: 'text',
	publicPlace: 'line',
	handlingTitle: 'line',
	handlingBody: 'text',
	handlingPlace: 'line',
} as const satisfies FieldKinds;
export type StepFields = FieldsOf<typeof STEP_FIELDS>;
export type StepField = keyof StepFields;

/** The fields of a form nobody has filled yet. */
export const NO_FIELDS = Object.fromEntries(Object.keys(STEP_FIELDS).map((name) => [name, ''])) as StepFields;

/** What to mend, by field. */
export type FieldFault = { readonly field: StepField; readonly code: FaultCode };
export type FaultCode =
	| 'target_missing'
	| 'other_missing'
	| 'body_name'
	| 'body_how'
	| 'reason_missing'
	| 'kind_missing'
	| 'confidentiality_missing'
	| 'words_missing'
	| 'too_long'
	| 'boilerplate'
	| 'done_short'
	| 'who_missing'
	| 'when_wrong'
	| 'evidence_missing'
	| 'promise_past'
	| 'title_short'
	| 'body_short'
	| 'personal_data'
	| PpidFault;

export type FormGround = {
	readonly step: StepName;
	readonly groups: readonly FieldGroup[];
	readonly directory: Directory;
	readonly today: string;
	/** The public reads this report's trail. */
	readonly isPublic: boolean;
	readonly empty: Empty;
	/** The report the code names, as far as the viewer sees it. */
	readonly other: StepInput['other'];
};

/** What a form says, as the rules take it; or everything there is to mend, at once. What must hold besides, the rules decide. */
export function stepInput(fields: StepFields, ground: FormGround): Result<StepInput, readonly FieldFault[]> {
	const faults = faultsIn(fields, ground);
	if (faults.length > 0) return refuse(faults);
	const said = ground.groups.map((group) => READ[group]?.(fields, ground) ?? {});
	return ok(Object.assign({ words: '' }, ...said) as StepInput);
}

type Read = (fields: StepFields, ground: FormGround) => Partial<StepInput>;
const READ: { readonly [group in FieldGroup]?: Read } = {
	target: (fields) => ({ targetUnitId: targetOf(fields) ?? undefined }),
	category: ({ category }, { directory }) => ({ categoryId: categoryIn(category, directory)?.id }),
	other: (_, { other }) => ({ other }),
	otherBody: ({ bodyName, bodyHow }) => ({ otherBody: { name: bodyName, how: bodyHow } }),
	reason: ({ reason }) => ({ reasonCode: reason }),
	kind: ({ kind }) => ({ kind: kind as Kind }),
	confidentiality: ({ confidentiality }) => ({ confidentiality: confidentiality as Confidentiality }),
	ppidRequest: (fields) => ({ request: requestIn(fields) }),
	ppidDecision: (fields) => ({ decision: decisionIn(fields) }),
	words: ({ words }) => ({ words }),
	parts: (fields) => ({ parts: partsOf(fields) }),
	promise: ({ promise }) => (promise ? { promise } : {}),
	publicCopy: (fields) => ({ publicCopy: copyOf(fields, 'public') }),
	handlingCopy: (fields) => ({ handlingCopy: copyOf(fields, 'handling') }),
};

function partsOf({ found, done, who, when, evidence }: StepFields): AnswerParts {
	return { found, done, who, when, evidence };
}

function copyOf(fields: StepFields, whose: 'public' | 'handling') {
	return { title: fields[`${whose}Title`], body: fields[`${whose}Body`], place: fields[`${whose}Place`] };
}
