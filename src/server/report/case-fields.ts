import { CONFIDENTIALITIES, type Confidentiality, KINDS, type Kind } from './clocks.ts';
import { hasPublicCopy } from './publication.ts';
import { ARCHIVE_REASONS, type ArchiveReason } from './statuses.ts';
import { STEPS, type StepName, type StepRule } from './steps.ts';

/** What the page of a step may ask for, in the order in which it asks. */
export const FIELD_GROUPS = [
	'target',
	'category',
	'other',
	'otherBody',
	'reason',
	'kind',
	'confidentiality',
	'ppidRequest',
	'ppidDecision',
	'words',
	'parts',
	'promise',
	'publicCopy',
	'handlingCopy',
	'photos',
	'proof',
] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** As much of a report as deciding what to ask needs. */
export type Asked = {
	readonly kind: Kind;
	readonly confidentiality: Confidentiality;
	/** It came with photographs of the reporter's. */
	readonly hasPhotos: boolean;
};

/** Steps with which the verifier releases what others may read. */
const RELEASES: readonly StepName[] = ['forward', 'handle', 'publish'];
/** Steps with which an office says what it did, and may show it. */
const SHOWS_PROOF: readonly StepName[] = ['answer', 'propose_answer', 'first_answer', 'progress'];
const HANDS_ON: readonly StepName[] = ['forward', 'handle'];

const ASKS = {
	target: ({ rule }) => needs(rule, 'target_unit'),
	category: ({ step }) => HANDS_ON.includes(step),
	other: ({ rule }) => needs(rule, 'other_report'),
	otherBody: ({ rule }) => needs(rule, 'other_body'),
	reason: ({ rule }) => needs(rule, 'archive_reason'),
	kind: ({ rule }) => needs(rule, 'other_kind'),
	confidentiality: ({ rule }) => needs(rule, 'higher_confidentiality'),
	ppidRequest: ({ rule }) => needs(rule, 'ppid_request'),
	ppidDecision: ({ rule }) => needs(rule, 'ppid_decision'),
	words: ({ rule }) => rule.words !== 'none',
	parts: ({ rule }) => needs(rule, 'answer_parts'),
	promise: ({ rule }) => needs(rule, 'promise_ahead'),
	publicCopy: ({ step, report }) => RELEASES.includes(step) && hasPublicCopy(report),
	// A supervisory complaint is read by whoever assesses it and nobody else (access/visibility.ts).
	handlingCopy: ({ step, report }) =>
		HANDS_ON.includes(step) && report.confidentiality !== 'open' && report.kind !== 'supervisory_complaint',
	photos: ({ step, report }) =>
		RELEASES.includes(step) && report.hasPhotos && report.kind !== 'supervisory_complaint',
	proof: ({ step }) => SHOWS_PROOF.includes(step),
} as const satisfies Record<FieldGroup, (asking: Asking) => boolean>;

type Asking = { readonly step: StepName; readonly rule: StepRule; readonly report: Asked };

/** The groups of fields on the page of `step`, in order. */
export function fieldGroups(step: StepName, report: Asked): FieldGroup[] {
	const asking = { step, rule: STEPS[step], report };
	return FIELD_GROUPS.filter((group) => ASKS[group](asking));
}

function needs({ needs = [] }: StepRule, need: NonNullable<StepRule['needs']>[number]): boolean {
	return needs.includes(need);
}

/** Reasons a verifier may archive for. */
export const VERIFIERS_REASONS = (Object.keys(ARCHIVE_REASONS) as ArchiveReason[]).filter(
	(reason) => ARCHIVE_REASONS[reason].by === 'verifier',
);

export function otherKinds(kind: Kind): Kind[] {
	return KINDS.filter((other) => other !== kind);
}

export function higherConfidentialities(confidentiality: Confidentiality): Confidentiality[] {
	return CONFIDENTIALITIES.slice(CONFIDENTIALITIES.indexOf(confidentiality) + 1);
}

/** Steps that officers take, each on a page of its own, in the order in which they are offered. */
export const OFFICER_STEPS = [
	'forward',
	'handle',
	'approve_answer',
	'send_back',
	'start',
	'decide_ppid',
	'decide_ppid_objection',
	'extend_ppid',
	'answer',
	'propose_answer',
	'first_answer',
	'progress',
	'ask_reporter',
	'ask_details',
	'publish',
	'merge',
	'unmerge',
	'convert_to_ppid',
	'approve_kind',
	'change_kind',
	'raise_confidentiality',
	'keep_open',
	'return',
	'refer_out',
	'archive',
] as const satisfies readonly StepName[];
export type OfficerStep = (typeof OFFICER_STEPS)[number];

export function isOfficerStep(name: string): name is OfficerStep {
	return (OFFICER_STEPS as readonly string[]).includes(name);
}
