import { calendarOf, type Directory, type TermBook } from '#server/agency/directory.ts';
import { clocksAfter, dueAt } from '#server/report/clock-effects.ts';
import { linkStep } from '#server/report/evidence.ts';
import type { StepInput } from '#server/report/guards.ts';
import { stepEvidence } from '#server/report/intake.ts';
import type { StepTaken } from '#server/report/lifecycle.ts';
import { standingAfter } from '#server/report/standing.ts';
import { STATUSES } from '#server/report/statuses.ts';
import { factsOf, wordsOf } from '#server/report/step-content.ts';
import { STEPS, type StepRule } from '#server/report/steps.ts';
import type { Life, LifeGround, LifeStep, Standing } from './life.ts';
import type { Happening, RoadStep } from './road.ts';

/** The life one step later; as it is, when the step lies ahead of us. */
export function stepOn(life: Life, happening: Happening, ground: LifeGround): Life {
	const at = instantOf(happening, life, ground);
	if (!at) return life;
	const { standing } = life;
	const { step } = happening;
	const rule: StepRule = STEPS[step];
	if (!rule.from.includes(standing.status))
		throw new Error(`an imported report that is ${standing.status} cannot go on by ${step}`);

	const input = inputOf(happening, ground);
	const taken: StepTaken = {
		step,
		from: standing.status,
		to: STEPS[step].to,
		words: input.words || null,
		at,
	};
	const after = standingAfter(standing, input, taken);
	const clocks = clocksAfter(life.clocks, taken, clockGround(after, ground));
	return {
		...life,
		standing: { ...after, dueAt: dueAt(clocks), openedAt: standing.openedAt ?? at },
		clocks,
		steps: [...life.steps, newStep(life, { input, taken }, ground)],
	};
}

/** A silence without a known end is over when the law says so, or is over now for a report that the file calls closed. */
function instantOf({ step, at }: Happening, { clocks, told }: Life, ground: LifeGround): Date | null {
	if (at || step !== 'close_silent') return at;
	const end = clocks.find(({ clock, endedAt }) => clock === 'silence' && !endedAt)?.lateFrom ?? ground.at;
	if (end <= ground.at) return end;
	return told.state === 'closed' ? ground.at : null;
}

function inputOf({ step, targetUnitId, words }: Happening, ground: LifeGround): StepInput {
	return {
		words: ground.masked(words),
		...(targetUnitId ? { targetUnitId } : {}),
		...(step === 'archive' && ground.archiveReason ? { reasonCode: ground.archiveReason } : {}),
	};
}

function clockGround(after: Standing, { directory }: LifeGround) {
	const owner = STATUSES[after.status].owner === 'verifier' ? after.verifierUnitId : after.unitId;
	return {
		agencyId: after.agencyId,
		kind: after.kind,
		unitId: owner ?? after.verifierUnitId,
		book: pinnedBook(after, directory),
		calendar: calendarOf(directory, owner),
		promisedFor: null,
	};
}

export function pinnedBook({ termBookId }: Standing, { termBooks, agency }: Directory): TermBook {
	const book = termBooks.find(({ id }) => id === termBookId);
	if (!book) throw new Error(`agency ${agency.key} lost a term book`);
	return book;
}

/** Who is known to have acted: the office. Which officer did, stayed where the report came from. */
const UNIT_OF: { readonly [step in RoadStep]?: (report: Standing) => Standing['unitId'] } = {
	forward: ({ verifierUnitId }) => verifierUnitId,
	handle: ({ verifierUnitId }) => verifierUnitId,
	archive: ({ verifierUnitId }) => verifierUnitId,
	start: ({ unitId }) => unitId,
	first_answer: ({ unitId }) => unitId,
	answer: ({ unitId }) => unitId,
};

type Taking = { readonly input: StepInput; readonly taken: StepTaken };

function newStep({ standing, steps }: Life, { input, taken }: Taking, ground: LifeGround): LifeStep {
	const { directory, hash, salt } = ground;
	const step = taken.step as RoadStep;
	const unitId = UNIT_OF[step]?.(standing) ?? null;
	const facts = factsOf(input, { step, report: standing, directory, unitId, initials: null });
	const words = wordsOf(input, taken.words, salt);
	const row = {
		seq: steps.length + 1,
		step,
		to: taken.to,
		role: step === 'confirm' ? ('reporter' as const) : ('system' as const),
		unitId,
		targetUnitId: input.targetUnitId ?? null,
		facts: { ...facts, imported: true as const },
		readers: STEPS[step].readers,
		at: taken.at,
	};
	const { agencyId, id: reportId } = standing;
	const evidence = stepEvidence({ ...row, from: taken.from, agencyId, reportId, actorId: null });
	const previous = steps.at(-1)?.link.hash ?? '';
	return {
		...row,
		texts: words?.text ?? {},
		words,
		link: linkStep(hash, previous, evidence, words ? [words] : []),
	};
}
