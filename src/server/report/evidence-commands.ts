import type { Actor, UnitId } from '../access/policy.ts';
import { randomSalt, sha256 } from '../platform/hash.ts';
import type { Taking } from './commands.ts';
import { linkStep } from './evidence.ts';
import { type BoundFile, fileEvidence, stepEvidence } from './intake.ts';
import type { Loaded, Standing } from './queries.ts';
import { factsOf, wordsOf } from './step-content.ts';
import type { NewStep } from './step-queries.ts';
import { STEPS } from './steps.ts';

/** The next link of the report's chain: what stays for ever in its facts, what was written apart from it, salted. */
export function newStep(
	report: Loaded,
	after: Standing,
	{ request, taken, input }: Taking,
	files: readonly Pick<BoundFile, 'sha256' | 'salt'>[],
): NewStep {
	const { actor, directory, initials, step, at } = request;
	const unitId = actor.role === 'reporter' ? null : (actingUnit(actor, report) ?? null);
	const facts = factsOf(input, { step, report, directory, unitId, initials });
	const words = wordsOf(input, taken.words, randomSalt);
	const row = {
		seq: report.lastSeq + 1,
		step,
		to: after.status,
		role: actor.role,
		actorId: actor.personId,
		unitId,
		targetUnitId: input.targetUnitId ?? null,
		facts,
		readers: STEPS[step].readers,
		at,
	};
	const evidence = stepEvidence({
		...row,
		from: taken.from,
		agencyId: report.agencyId,
		reportId: report.id,
		facts: { ...facts },
	});
	return {
		...row,
		words,
		link: linkStep(sha256, report.lastHash, evidence, [
			...(words ? [words] : []),
			...files.map(fileEvidence),
		]),
	};
}

/** The unit an officer acts for: the handling unit when it is theirs, else the verifying one. */
function actingUnit(actor: Actor, report: Standing): UnitId | undefined {
	return (
		[report.unitId, report.verifierUnitId].find(
			(id): id is UnitId => id !== null && actor.unitIds.includes(id),
		) ?? actor.unitIds[0]
	);
}
