import type { UnitId } from '../access/policy.ts';
import { endOf, type LocalDate, type WorkCalendar } from '../deadline/calendar.ts';
import type { StepInput } from './guards.ts';
import type { StepTaken } from './lifecycle.ts';
import { RUNGS } from './overruns.ts';
import type { Standing } from './queries.ts';
import { type ArchiveReason, STATUSES } from './statuses.ts';

type Change = (before: Standing, input: StepInput, taken: StepTaken) => Partial<Standing>;

/** What a step changes about a report besides its status. A step that is not here changes nothing else. */
const CHANGES: { readonly [step: string]: Change } = {
	ask_reporter: ({ asks, status }) => ({ asks: asks + 1, resumeTo: status }),
	ask_details: ({ asks }) => ({ asks: asks + 1, resumeTo: 'in_progress' }),
	supply_details: () => ({ resumeTo: null }),
	forward: (_, { targetUnitId }) => ({ unitId: targetUnitId ?? null }),
	handle: ({ verifierUnitId }) => ({ unitId: verifierUnitId }),
	take_over: ({ unitId, verifierUnitId }, input) => ({
		unitId: unitId && (input.targetUnitId ?? unitId),
		verifierUnitId: input.verifierUnitId ?? verifierUnitId,
	}),
	return: ({ hops }) => ({ hops: hops + 1, unitId: null }),
	refer_out: (_, { otherBody }) => ({ referredTo: otherBody ?? null }),
	confirm: (_, { rating }) => ({ outcome: 'confirmed', rating: rating ?? null }),
	close_silent: () => ({ outcome: 'silent' }),
	reopen: () => ({ outcome: null }),
	convert_to_ppid: ({ unitId, verifierUnitId }) => ({ unitId: unitId ?? verifierUnitId }),
	object_ppid: ({ level }) => ({ outcome: null, level: level + 1 }),
	object: ({ level }) => ({ archivedFor: null, level: level + 1 }),
	object_to_answer: ({ level }) => ({ outcome: null, level: level + 1 }),
	archive: (_, { reasonCode }) => ({ archivedFor: (reasonCode ?? null) as ArchiveReason | null }),
	archive_unsupplied: () => ({ archivedFor: 'not_supplied', resumeTo: null }),
	withdraw: () => ({
		archivedFor: 'withdrawn',
		resumeTo: null,
		mayCall: false,
		hasEmail: false,
		hasPhone: false,
	}),
	keep_open: () => ({ archivedFor: null }),
	merge: ({ status }, { other }) => ({ mergedInto: other?.id ?? null, resumeTo: status }),
	unmerge: () => ({ mergedInto: null, resumeTo: null }),
	raise_confidentiality: (_, { confidentiality }) => (confidentiality ? { confidentiality } : {}),
	lower_confidentiality: (_, { confidentiality }) => (confidentiality ? { confidentiality } : {}),
	change_kind: ({ kind, kindBefore }, input) => ({
		kind: input.kind ?? kind,
		kindBefore: kindBefore ?? kind,
	}),
	approve_kind: () => ({ kindBefore: null }),
	climb: ({ climbed }, { rung }) => ({ climbed: Math.max(climbed, rung ? RUNGS.indexOf(rung) + 1 : 0) }),
	escalate_to_ombudsman: (_, __, { at }) => ({ escalatedAt: at, ombudsmanConsent: true }),
};

/** The report after the step; its clocks are counted apart (clock-effects.ts). */
export function standingAfter(before: Standing, input: StepInput, taken: StepTaken): Standing {
	const change = CHANGES[taken.step]?.(before, input, taken) ?? {};
	const ends = STATUSES[taken.to].ends;
	const category = input.categoryId ? { categoryId: input.categoryId } : {};
	return {
		...before,
		...change,
		...category,
		status: taken.to,
		endedAt: ends ? (before.endedAt ?? taken.at) : null,
	};
}

const ANSWERS: readonly string[] = ['first_answer', 'answer', 'approve_answer'];

/** Until when a dated promise is open after the step: an answer makes, replaces or keeps one. Null when none is. */
export function promiseAfter(
	{ promiseUntil }: Standing,
	{ step, to }: StepTaken,
	{ promise }: StepInput,
	calendar: WorkCalendar,
): Date | null {
	if (STATUSES[to].ends || step === 'break_promise') return null;
	if (!ANSWERS.includes(step)) return promiseUntil;
	return promise ? endOf(promise as LocalDate, calendar) : null;
}

/**
 * Whether an answer that waits for a superior is void: another was given, or the report left the unit that proposed it.
 * An office that takes over from a closed one takes the waiting answer along, for its own superior to approve or send
 * back: only then does a report come straight from one office to another.
 */
export function voidsProposal(before: Standing, after: Standing): boolean {
	const isLeft = before.unitId !== null && after.unitId === null;
	return isLeft || after.status === 'archived' || after.status === 'answered';
}

/** Who has it in hand now, for the words "now with …"; null when it is the reporter's turn or nobody's. */
export function holderUnit({
	status,
	unitId,
	verifierUnitId,
}: Pick<Standing, 'status' | 'unitId' | 'verifierUnitId'>): UnitId | null {
	const { owner } = STATUSES[status];
	if (owner === 'unit') return unitId;
	return owner === 'verifier' ? verifierUnitId : null;
}
