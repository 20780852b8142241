import type { Standing } from './queries.ts';
import { STATUSES } from './statuses.ts';
import type { StepRecord } from './trail.ts';

/** What the public copy says of the steps by columns of its own. */
export type StepTold = Pick<StepRecord, 'step' | 'role' | 'at'>;

/** Whether anybody may see anything of the report at all; confidential and supervisory ones are only counted. */
export function hasPublicCopy({
	kind,
	confidentiality,
}: Pick<Standing, 'kind' | 'confidentiality'>): boolean {
	return kind !== 'supervisory_complaint' && confidentiality !== 'confidential';
}

/**
 * The columns of the public copy that follow from where the report stands; words and photographs come from the verifier,
 * its way and its clocks are read where they are kept (db/policies/7-public.sql).
 */
export function publicStanding(report: Standing, steps: readonly StepTold[]) {
	return {
		kind: report.kind,
		status: report.status,
		outcome: report.outcome,
		confidentiality: report.confidentiality,
		holder: STATUSES[report.status].owner,
		unit_id: report.unitId,
		verifier_unit_id: report.verifierUnitId,
		category_id: report.categoryId,
		district_code: report.districtCode,
		village_code: report.villageCode,
		checked: report.openedAt !== null || steps.some(({ role }) => role !== 'reporter'),
		due_at: report.dueAt,
		climbed: report.climbed,
		answered_at: lastAnswer(steps),
		ended_at: report.endedAt,
		rating: report.rating,
		support_count: report.supportCount,
		referred_to: report.referredTo,
		merged_into: report.mergedInto,
		sp4n_id: report.sp4nId,
	};
}

function lastAnswer(steps: readonly StepTold[]): Date | null {
	return steps.findLast(({ step }) => step === 'answer' || step === 'approve_answer')?.at ?? null;
}

/** The only part of a name that is ever public. */
export function firstNameOf(name: string): string {
	return name.trim().split(/\s+/)[0]?.slice(0, 30) ?? '';
}
