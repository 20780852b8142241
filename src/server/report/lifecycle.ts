import { type Actor, can } from '../access/policy.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { type Moment, type Movable, NEEDS, type Need, type NeedRefusal, type StepInput } from './guards.ts';
import type { Status } from './statuses.ts';
import { STEP_NAMES, STEPS, type StepName, type StepRule } from './steps.ts';

export type StepTaken = {
	readonly step: StepName;
	readonly from: Status;
	readonly to: Status;
	/** Trimmed; null when nothing was said. */
	readonly words: string | null;
	readonly at: Date;
};

export type StepRefusal =
	| { readonly code: 'not_permitted' }
	| { readonly code: 'wrong_status'; readonly status: Status; readonly step: StepName }
	| { readonly code: 'words_missing' }
	| NeedRefusal;

/**
 * Decides whether `moment.actor` may take `step` on `report`, and what the report then becomes.
 * Changes nothing: the caller stores the answer. Permission is refused first, so that a stranger learns
 * nothing about where the report stands.
 */
export function decideStep(
	report: Movable,
	step: StepName,
	input: StepInput,
	moment: Moment,
): Result<StepTaken, StepRefusal> {
	const rule: StepRule = STEPS[step];
	const words = input.words.trim();

	if (!mayTake(moment.actor, rule, report)) return refuse({ code: 'not_permitted' });
	if (!rule.from.includes(report.status))
		return refuse({ code: 'wrong_status', status: report.status, step });
	if (rule.words === 'required' && words === '') return refuse({ code: 'words_missing' });
	const missing = firstMissing(rule, report, input, moment);
	if (missing) return refuse({ code: missing });

	return ok({
		step,
		from: report.status,
		to: destination(rule, report),
		words: words || null,
		at: moment.at,
	});
}

/** The steps to offer `moment.actor` as buttons, in the order of the table; what they still need, their own page asks. */
export function stepsOpenTo(report: Movable, moment: Moment): StepName[] {
	return STEP_NAMES.filter((name) => {
		const rule: StepRule = STEPS[name];
		return (
			rule.from.includes(report.status) &&
			mayTake(moment.actor, rule, report) &&
			isOffered(rule, report, moment)
		);
	});
}

const NOTHING_YET: StepInput = { words: '' };
/**
 * Needs that are known before anything is typed, with the best that could be typed: a step that would still lack one
 * of them is not offered at all.
 */
const BEST_CASE: { readonly [need in Need]?: StepInput } = {
	asks_left: NOTHING_YET,
	approval_needed: NOTHING_YET,
	no_approval_needed: NOTHING_YET,
	answer_waits: NOTHING_YET,
	not_own_answer: NOTHING_YET,
	withdrawn: NOTHING_YET,
	not_withdrawn: NOTHING_YET,
	kind_waits: NOTHING_YET,
	overrun: NOTHING_YET,
	coordinator_after_hops: NOTHING_YET,
	reopen_window: NOTHING_YET,
	unmerge_window: NOTHING_YET,
	higher_confidentiality: { words: '', confidentiality: 'confidential' },
	lower_confidentiality: { words: '', confidentiality: 'open' },
	no_ppid: NOTHING_YET,
	convertible: NOTHING_YET,
	ppid_extendable: NOTHING_YET,
	ppid_open: NOTHING_YET,
	ppid_objectable: NOTHING_YET,
	ppid_objected: NOTHING_YET,
	publishable: { words: '', publicCopy: { title: 'a title', body: 'a body of twenty letters', place: '' } },
};

function isOffered(rule: StepRule, report: Movable, moment: Moment): boolean {
	return (rule.needs ?? []).every((need) => {
		const best = BEST_CASE[need];
		return !best || NEEDS[need](report, best, moment);
	});
}

function mayTake(actor: Actor, rule: StepRule, report: Movable): boolean {
	return [rule.by].flat().some((capability) => can(actor, capability, report));
}

function firstMissing(rule: StepRule, report: Movable, input: StepInput, moment: Moment): Need | undefined {
	return rule.needs?.find((need) => !NEEDS[need](report, input, moment));
}

/** Where a step leads. */
export function destination(rule: StepRule, report: Movable): Status {
	if (rule.to === 'same') return report.status;
	if (rule.to === 'resume') return report.resumeTo ?? 'received';
	return rule.to;
}
