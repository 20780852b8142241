import type { Role } from '../access/roles.ts';
import { type LocalDate, localDate, type WorkCalendar } from '../deadline/calendar.ts';
import type { AnswerParts } from './guards.ts';
import type { PpidOutcome, PpidReason } from './ppid.ts';
import type { Status } from './statuses.ts';
import { STEPS, type StepName, type StepRule } from './steps.ts';

/** A step with its words, as it is stored. */
export type StepRecord = {
	readonly seq: number;
	readonly step: StepName;
	readonly to: Status;
	readonly role: Role;
	readonly facts: StepFacts;
	readonly readers: 'public' | 'reporter' | 'staff';
	readonly at: Date;
	/** Part → text; what was erased is missing. */
	readonly texts: Readonly<Record<string, string>>;
};

/** What a step says besides its words; names are those of the day, so that a renamed unit keeps its old one here. */
export type StepFacts = {
	readonly unit?: string;
	readonly target?: string;
	/** Of a takeover: the office that had it before. */
	readonly from?: string;
	/** Initials of the officer who took it. */
	readonly by?: string;
	readonly reasonCode?: string;
	readonly promise?: string;
	readonly when?: string;
	readonly rating?: number;
	readonly kind?: string;
	readonly kindBefore?: string;
	readonly confidentiality?: string;
	readonly rung?: 'head' | 'leader' | 'ombudsman';
	readonly clock?: string;
	/** Of a decision about public information, and why something was kept back. */
	readonly decision?: PpidOutcome;
	readonly ppidReason?: PpidReason;
	readonly cost?: number;
	readonly otherBody?: string;
	readonly otherCode?: string;
	/** It happened in another system, and was told here later. */
	readonly imported?: true;
};

/** One event of the trail, for a page. */
export type TrailEvent = {
	readonly seq: number;
	readonly step: StepName;
	readonly to: Status;
	readonly role: Role;
	readonly day: LocalDate;
	/** ISO instant; null where the public reads the day alone: the minute could tell who an anonymous reporter is. */
	readonly at: string | null;
	readonly facts: StepFacts;
	readonly words: string | null;
	readonly parts: Partial<AnswerParts> | null;
	readonly how: string | null;
};

/** A step as the database hands it to the public (`public_trail`): without the words of others, of a reporter the day alone. */
export type PublicStep = Omit<TrailEvent, 'words' | 'parts' | 'how'> & {
	readonly texts: StepRecord['texts'] | null;
};

export function publicEvent({ texts, ...event }: PublicStep): TrailEvent {
	const at = event.at ? new Date(event.at).toISOString() : null;
	return { ...event, at, ...saidIn({ texts: texts ?? {}, facts: event.facts }) };
}

/** The trail as its officers or its reporter may read it, oldest first. */
export function trailFor(
	reader: 'staff' | 'reporter',
	steps: readonly StepRecord[],
	calendar: WorkCalendar,
): TrailEvent[] {
	return steps
		.filter(({ readers }) => reader === 'staff' || readers !== 'staff')
		.map(({ texts, readers, at, ...step }) => ({
			...step,
			day: localDate(at, calendar),
			at: at.toISOString(),
			...saidIn({ texts, facts: step.facts }),
		}));
}

type Said = Pick<StepRecord, 'texts' | 'facts'>;

function saidIn({ texts, facts }: Said): Pick<TrailEvent, 'words' | 'parts' | 'how'> {
	return { words: texts.words ?? null, parts: partsOf({ texts, facts }), how: texts.how ?? null };
}

function partsOf({ texts, facts }: Said): Partial<AnswerParts> | null {
	if (!texts.done) return null;
	return {
		found: texts.found ?? '',
		done: texts.done,
		who: texts.who ?? '',
		when: facts.when ?? '',
		evidence: texts.evidence ?? '',
	};
}

/** Whose words the words of a step are, for the drawing of the trail. */
export function voiceOf(step: StepName): 'reporter' | 'office' | 'system' {
	const rule: StepRule = STEPS[step];
	const capabilities = [rule.by].flat();
	if (capabilities.includes('respond')) return 'reporter';
	return capabilities.includes('run_clocks') ? 'system' : 'office';
}
