import type { UnitId } from '#server/access/policy.ts';
import type { Life } from './life.ts';
import type { State } from './mapping.ts';
import type { Told } from './told.ts';

/** Steps an imported report takes; all lead to a status of their own. */
export type RoadStep =
	| 'forward'
	| 'handle'
	| 'start'
	| 'first_answer'
	| 'answer'
	| 'close_silent'
	| 'confirm'
	| 'archive';

export type Happening = {
	readonly step: RoadStep;
	/** Null for a silence whose end the file does not tell: it ends by the law, if that is behind us. */
	readonly at: Date | null;
	readonly targetUnitId: UnitId | null;
	readonly words: string;
};

/** The steps to each state, in order. What was answered closes by itself once the reporter's time to reply is over. */
const ROADS = {
	received: [],
	forwarded: ['forward'],
	in_progress: ['forward', 'start'],
	answered: ['forward', 'answer', 'close_silent'],
	closed: ['forward', 'answer', 'close_silent'],
	confirmed: ['forward', 'answer', 'confirm'],
	archived: ['archive'],
} as const satisfies Record<State, readonly RoadStep[]>;

/** When each step happened, as far as the file tells. */
const TIME_OF = {
	forward: ({ forwardedAt, receivedAt }) => forwardedAt ?? receivedAt,
	handle: ({ forwardedAt, receivedAt }) => forwardedAt ?? receivedAt,
	start: ({ forwardedAt, receivedAt }) => forwardedAt ?? receivedAt,
	first_answer: ({ answeredAt }) => answeredAt,
	answer: ({ answeredAt }) => answeredAt,
	close_silent: ({ closedAt }) => closedAt,
	confirm: ({ closedAt, answeredAt }) => closedAt ?? answeredAt,
	archive: ({ closedAt, forwardedAt, receivedAt }) => closedAt ?? forwardedAt ?? receivedAt,
} as const satisfies Record<RoadStep, (told: Told) => Date | null>;

/** What happened to the report after it was received. */
export function roadOf({ told, standing }: Life): readonly Happening[] {
	const owner = told.unitId ?? standing.verifierUnitId;
	return stepsTo(told)
		.flatMap((step) => ownWay(step, told, owner === standing.verifierUnitId))
		.map((step) => ({
			step,
			at: TIME_OF[step](told),
			targetUnitId: step === 'forward' ? owner : null,
			words: step === 'answer' || step === 'first_answer' ? told.answer : '',
		}));
}

/** What was answered although it is still being worked on got its first answer. */
function stepsTo({ state, answeredAt }: Told): readonly RoadStep[] {
	const isOpen = state === 'forwarded' || state === 'in_progress';
	return isOpen && answeredAt ? ['forward', 'first_answer'] : ROADS[state];
}

/** The verifying unit keeps its own cases; one it does not know whose it is, it still has to assess when it is open. */
function ownWay(step: RoadStep, { state, unitId, answeredAt }: Told, keeps: boolean): RoadStep[] {
	if (!keeps || (step !== 'forward' && step !== 'start')) return [step];
	if (step === 'start' || (unitId === null && state === 'forwarded' && !answeredAt)) return [];
	return ['handle'];
}
