/** The lifecycle as a machine that can be run through: every report that can come about, found by taking every step. */
import { reporterOf, systemFor } from '#server/access/actor.ts';
import type { Actor, ReportId } from '#server/access/policy.ts';
import type { TermBook } from '#server/agency/directory.ts';
import { MONDAY_TO_FRIDAY, type WorkCalendar } from '#server/deadline/calendar.ts';
import { workingDays } from '#server/deadline/term.ts';
import { type ClockRow, clocksAfter } from '#server/report/clock-effects.ts';
import { CLOCK_NAMES, CLOCKS, KINDS } from '#server/report/clocks.ts';
import type { Moment, Movable, StepInput } from '#server/report/guards.ts';
import { decideStep, type StepTaken } from '#server/report/lifecycle.ts';
import { ppidOf } from '#server/report/ppid.ts';
import type { Standing } from '#server/report/queries.ts';
import { standingAfter, voidsProposal } from '#server/report/standing.ts';
import { STATUSES } from '#server/report/statuses.ts';
import { STEP_NAMES, STEPS, type StepName } from '#server/report/steps.ts';
import { howEnded, isConvertible, lateNow, THE_AGENCY, wholeInput } from './lifecycle-input.ts';
import { A_DRAFT, anActor } from './samples.ts';

const AT = new Date('2026-02-02T01:00:00Z');
const ID = 'this report' as ReportId;
const CALENDAR: WorkCalendar = { utcOffset: 8, workweek: MONDAY_TO_FRIDAY, daysOff: new Map() };
const everyClock = Object.fromEntries(CLOCK_NAMES.map((clock) => [clock, workingDays(5, 'a test')]));
const BOOK = {
	terms: Object.fromEntries(KINDS.map((kind) => [kind, everyClock])),
	rules: {
		pauseLimit: 10,
		// One is enough: below the limit, and at it.
		askLimit: 1,
		hopsBeforeCoordinator: 1,
		reopenDays: 30,
		climb: [],
		ppid: { objectWithin: workingDays(30, 'a test'), disputeWithin: workingDays(14, 'a test') },
	},
} as unknown as TermBook; // every kind and clock is there, which entries cannot show

export const ACTORS = {
	reporter: reporterOf(THE_AGENCY, ID),
	verifier: anActor({ role: 'agency_admin', unit: 'desk' }),
	coordinator: anActor({ role: 'coordinator', unit: 'desk' }),
	liaison: anActor({ role: 'liaison', unit: 'office' }),
	head: anActor({ role: 'head', unit: 'office' }),
	/** The superior of the information officer. */
	secretary: anActor({ role: 'secretary', unit: 'leadership' }),
	/** Answers for the desk where it handles a report itself. */
	desk: anActor({ role: 'liaison', unit: 'desk' }),
	system: systemFor(THE_AGENCY),
} as const satisfies Record<string, Actor>;
export type ActorName = keyof typeof ACTORS;

/** A report somewhere in its life. */
export type Life = {
	readonly standing: Standing;
	readonly clocks: readonly ClockRow[];
	/** The answer that waits for a superior. */
	readonly waiting: { readonly by: Actor['personId']; readonly parts: StepInput['parts'] } | null;
	/** Somebody gave a whole answer: what was done, by whom, when, with what evidence. */
	readonly answered: boolean;
	/** Some clock ran out: then there is more the reporter and the system can do. */
	readonly overrun: boolean;
	/** The way here, for whoever reads a failure. */
	readonly way: string;
};

export type Move = {
	readonly from: Life;
	readonly to: Life;
	readonly step: StepName;
	readonly by: ActorName;
};

/** Whether units let a superior approve their answers. */
export type House = { readonly unitNeedsApproval: boolean };

/** Every life there is and every move between them, beginning with a report just received. */
export function everyLife(house: House): { lives: readonly Life[]; moves: readonly Move[] } {
	const known = new Map([['draft', DRAFT]]);
	const moves: Move[] = [];
	// A Map is walked in the order of insertion, what is found on the way included.
	for (const life of known.values())
		for (const move of movesFrom(life, house)) {
			const name = nameOf(move.to);
			const to = known.get(name) ?? move.to;
			known.set(name, to);
			moves.push({ ...move, to });
		}
	return { lives: [...known.values()], moves };
}

/** What can be done with `life` by somebody who brings all that a step can need; no step is taken from where it does not begin. */
export function movesFrom(life: Life, house: House): Move[] {
	const report = movableOf(life, house);
	const input = wholeInput(life);
	const steps = STEP_NAMES.filter((step) => STEPS[step].from.some((status) => status === report.status));
	return (Object.keys(ACTORS) as ActorName[]).flatMap((by) =>
		steps.flatMap((step): Move[] => {
			const decision = decideStep(report, step, input, momentOf(ACTORS[by]));
			return decision.ok ? [{ from: life, to: after(life, decision.value, { input, by }), step, by }] : [];
		}),
	);
}

export function movableOf({ standing, clocks, overrun, waiting }: Life, house: House): Movable {
	return {
		...standing,
		...house,
		overrun,
		mayReturnUntil: standing.endedAt ? new Date(AT.getTime() + 1) : null,
		answerProposedBy: waiting?.by ?? null,
		kindWaits: standing.kindBefore !== null,
		ppid: ppidOf(overrun ? lateNow(clocks) : clocks, {
			at: AT,
			objectWithin: BOOK.rules.ppid.objectWithin,
			calendar: CALENDAR,
		}),
	};
}

export function momentOf(actor: Actor): Moment {
	const { askLimit, hopsBeforeCoordinator } = BOOK.rules;
	return { actor, at: AT, today: '2026-02-02', limits: { asks: askLimit, hopsBeforeCoordinator } };
}

function after(life: Life, taken: StepTaken, { input, by }: { input: StepInput; by: ActorName }): Life {
	const standing = standingAfter(life.standing, input, taken);
	const ground = {
		agencyId: THE_AGENCY,
		kind: standing.kind,
		unitId: standing.unitId,
		book: BOOK,
		calendar: CALENDAR,
		promisedFor: null,
	};
	const parts = taken.step === 'approve_answer' ? life.waiting?.parts : input.parts;
	return {
		standing,
		clocks: clocksAfter(life.clocks, taken, ground).filter(matters),
		waiting: waitingAfter(life, {
			standing,
			taken,
			proposed: { by: ACTORS[by].personId, parts: input.parts },
		}),
		answered:
			life.answered || (taken.to === 'answered' && taken.from !== 'answered' && isAnswer(taken, parts)),
		overrun: life.overrun || taken.step === 'climb',
		way: `${life.way} ${taken.step}`,
	};
}

/** A decision about public information is as much of an answer as the law asks for. */
function isAnswer({ step }: StepTaken, parts: StepInput['parts']): boolean {
	return step === 'decide_ppid' || step === 'decide_ppid_objection' || parts !== undefined;
}

type Proposal = { standing: Standing; taken: StepTaken; proposed: NonNullable<Life['waiting']> };

function waitingAfter(life: Life, { standing, taken, proposed }: Proposal): Life['waiting'] {
	if (taken.step === 'propose_answer') return proposed;
	const isDecided = taken.step === 'approve_answer' || taken.step === 'send_back';
	return isDecided || voidsProposal(life.standing, standing) ? null : life.waiting;
}

/** An ended clock matters for what follows when it starts only once, or may be revived. */
function matters({ clock, endedAt, met }: ClockRow): boolean {
	const isStatusClock = Object.values(STATUSES).some((status) => status.clock === clock);
	return !endedAt || CLOCKS[clock].once || (met === false && !isStatusClock);
}

/** What decides where a report can go: two lives of the same name go the same ways, whatever their kind and secrecy. */
function nameOf({ standing, clocks, waiting, answered, overrun }: Life): string {
	const { status, resumeTo, archivedFor, unitId, hops, asks } = standing;
	const rows = clocks.map(({ clock, endedAt, met, pauses }) => {
		const paused = pauses.at(-1)?.until === null ? 'paused' : '';
		return `${clock} ${endedAt ? howEnded(clock, met) : 'runs'} ${paused}`;
	});
	const ended = archivedFor === 'withdrawn' ? 'withdrawn' : '';
	const clocksNow = [...new Set(rows)].sort();
	return JSON.stringify([
		status,
		resumeTo,
		ended,
		unitId,
		Math.min(hops, 1),
		asks,
		waiting !== null,
		answered,
		overrun,
		isConvertible(standing),
		clocksNow,
	]);
}

const DRAFT: Life = {
	standing: { ...A_DRAFT, id: ID, agencyId: THE_AGENCY, kind: 'information_request' },
	clocks: [],
	waiting: null,
	answered: false,
	overrun: false,
	way: '',
};
