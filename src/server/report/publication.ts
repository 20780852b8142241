import type { ClockRow } from './clock-effects.ts';
import { clockJson } from './clock-json.ts';
import type { Standing } from './queries.ts';
import { holderUnit } from './standing.ts';
import { STATUSES } from './statuses.ts';
import type { StepRecord } from './trail.ts';

/** Whether anybody may see anything of the report at all; confidential and supervisory ones are only counted. */
export function hasPublicCopy({
	kind,
	confidentiality,
}: Pick<Standing, 'kind' | 'confidentiality'>): boolean {
	return kind !== 'supervisory_complaint' && confidentiality !== 'confidential';
}

/** The columns of the public copy that follow from where the report stands; words and photographs come from the verifier. */
export function publicStanding(report: Standing, clocks: readonly ClockRow[], steps: readonly StepRecord[]) {
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
		extra: {
			...(report.referredTo ? { referredTo: report.referredTo } : {}),
			...(report.mergedInto ? { mergedInto: report.mergedInto } : {}),
			...(report.sp4nId ? { sp4nId: report.sp4nId } : {}),
			holderUnit: holderUnit(report),
		},
		clocks: clocks.map(clockJson),
	};
}

function lastAnswer(steps: readonly StepRecord[]): Date | null {
	return steps.findLast(({ step }) => step === 'answer' || step === 'approve_answer')?.at ?? null;
}

/** The only part of a name that is ever public. */
export function firstNameOf(name: string): string {
	return name.trim().split(/\s+/)[0]?.slice(0, 30) ?? '';
}
