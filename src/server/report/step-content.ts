import type { UnitId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import type { EvidenceText } from './evidence.ts';
import type { StepInput } from './guards.ts';
import type { Standing } from './queries.ts';
import type { StepName } from './steps.ts';
import type { StepFacts } from './trail.ts';

type Ground = {
	readonly step: StepName;
	readonly report: Standing;
	readonly directory: Directory;
	readonly unitId: UnitId | null;
	readonly initials: string | null;
};

/** What stays of a step for ever: codes, dates and names of offices; never what a person wrote. */
export function factsOf(input: StepInput, { step, report, directory, unitId, initials }: Ground): StepFacts {
	const nameOf = (id: UnitId | null | undefined) => (id ? directory.units.get(id)?.shortName : undefined);
	const facts: Record<string, string | number | undefined> = {
		unit: nameOf(unitId),
		target: nameOf(input.targetUnitId ?? input.verifierUnitId),
		// Of a takeover: whom it was with before.
		from: nameOf(handedOverBy(step, input, report)),
		by: initials ?? undefined,
		reasonCode: step === 'archive' ? input.reasonCode : undefined,
		promise: input.promise,
		when: input.parts?.when,
		rating: input.rating,
		kind: input.kind,
		kindBefore: step === 'change_kind' ? report.kind : undefined,
		confidentiality: input.confidentiality,
		otherBody: input.otherBody?.name,
		decision: input.decision?.outcome,
		ppidReason: input.decision?.reason ?? undefined,
		cost: input.decision?.cost || undefined,
		otherCode: input.other?.code,
		rung: input.rung,
		clock: input.clock,
	};
	return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as StepFacts;
}

function handedOverBy(step: StepName, { targetUnitId }: StepInput, report: Standing): UnitId | null {
	if (step !== 'take_over') return null;
	return targetUnitId ? report.unitId : report.verifierUnitId;
}

/** What was written with a step, as evidence: kept apart from its facts, erasable, hidden by one salt. */
export type StepWords = EvidenceText & {
	readonly part: 'words';
	readonly text: Readonly<Record<string, string>>;
};

/** The words of a step; null when nothing was written. */
export function wordsOf(
	{ parts, otherBody }: StepInput,
	words: string | null,
	salt: () => string,
): StepWords | null {
	const all: [string, string | null | undefined][] = [
		['words', words],
		['found', parts?.found],
		['done', parts?.done],
		['who', parts?.who],
		['evidence', parts?.evidence],
		['how', otherBody?.how],
	];
	const written = all.flatMap(([part, text]) => (text?.trim() ? [[part, text.trim()]] : []));
	return written.length > 0 ? { part: 'words', salt: salt(), text: Object.fromEntries(written) } : null;
}
