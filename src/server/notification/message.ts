import type { Clock, Kind } from '../report/clocks.ts';
import { type Audience, STEPS, type StepName } from '../report/steps.ts';

/** Who is written to one by one; followers read the page and its feed. */
export type Addressee = Exclude<Audience, 'followers'>;

/** The steps of which an audience is told: for each of them there are words, or the text does not compile. */
export type ToldOf<To extends Audience> = {
	[Step in StepName]: To extends (typeof STEPS)[Step]['tells'][number] ? Step : never;
}[StepName];

/** What a message may say: a code, offices, dates as words, a link. Never what anybody wrote, of any report. */
export type MessageFacts = {
	readonly code: string;
	readonly government: string;
	/** The office that has it in hand, or had it last. */
	readonly unit: string;
	readonly kind: Kind;
	/** The one deadline of the message; null when none runs any more. */
	readonly due: string | null;
	readonly promise: string | null;
	/** Of a climb: for which clock. */
	readonly clock: Clock | null;
	readonly otherBody: string | null;
	/** Null for a government without a host name of its own. */
	readonly link: string | null;
};

export type MessageWords = {
	readonly subject: string;
	readonly says: string;
	/** What the link is for: the one thing to do. */
	readonly action: string;
};

/** The step whose words a stored template names, or that words will be erased; undefined for a name without words. */
export function stepOfTemplate(template: string): StepName | 'retention' | undefined {
	if (template === 'retention') return template;
	const step = template === 'received' ? 'submit' : template;
	return Object.hasOwn(STEPS, step) ? (step as StepName) : undefined;
}

/** Which deadline a message names: a clock's, the soonest of the report, the last day to return, or none. */
export type NamedDeadline = Clock | 'soonest' | 'return' | null;

/** What the reporter wants to know the end of; steps that are not here name none. */
const REPORTER_DEADLINES: { readonly [step in ToldOf<'reporter'>]?: NamedDeadline } = {
	submit: 'verify',
	ask_reporter: 'supply',
	ask_details: 'supply',
	forward: 'complete',
	handle: 'complete',
	return: 'verify',
	take_over: 'complete',
	start: 'complete',
	progress: 'complete',
	first_answer: 'complete',
	approve_answer: 'silence',
	answer: 'silence',
	close_silent: 'return',
	archive: 'return',
	archive_unsupplied: 'return',
	merge: 'return',
	change_kind: 'soonest',
	approve_kind: 'soonest',
	convert_to_ppid: 'ppid',
	extend_ppid: 'ppid_extension',
};

/** Staff are told the soonest thing owed; of a climb, the deadline that has passed. */
export function deadlineOf(to: Addressee, step: StepName, clock: Clock | null): NamedDeadline {
	if (to === 'reporter') return REPORTER_DEADLINES[step as ToldOf<'reporter'>] ?? null;
	return step === 'climb' ? clock : 'soonest';
}
