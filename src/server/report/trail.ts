import type { Role } from '../access/roles.ts';
import { type LocalDate, localDate, type WorkCalendar } from '../deadline/calendar.ts';
import type { AnswerParts } from './guards.ts';
import type { PpidOutcome, PpidReason } from './ppid.ts';
import type { Status } from './statuses.ts';
import { STEPS, type StepName, type StepRule } from './steps.ts';

/** A step with its words, as it is stored. */
export type StepRecord = {
	readonly id: number;
	readonly seq: number;
	readonly step: StepName;
	readonly from: Status;
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
	readonly from: Status;
	readonly to: Status;
	readonly role: Role;
	readonly day: LocalDate;
	/** ISO instant; null where the minute could tell who an anonymous reporter is. */
	readonly at: string | null;
	readonly facts: StepFacts;
	readonly words: string | null;
	readonly parts: Partial<AnswerParts> | null;
	readonly how: string | null;
};

const NOTHING_SAID = { at: null, facts: {}, words: null, parts: null, how: null } as const;

/** An event as the public copy keeps it: what it does not say is left out. */
export type JsonEvent = Omit<TrailEvent, keyof typeof NOTHING_SAID> & Partial<TrailEvent>;

export function eventJson(event: TrailEvent): JsonEvent {
	const said = Object.entries(event).filter(([, value]) => value !== null && !isEmpty(value));
	return Object.fromEntries(said) as JsonEvent;
}

export function parsedEvent(event: JsonEvent): TrailEvent {
	return { ...NOTHING_SAID, ...event };
}

function isEmpty(value: TrailEvent[keyof TrailEvent]): boolean {
	return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** What a viewer of the trail may read: everything, the reporter's share, or the public's. */
export type TrailReader = 'staff' | 'reporter' | 'public';

/** The trail as `reader` may read it, oldest first. */
export function trailFor(
	reader: TrailReader,
	steps: readonly StepRecord[],
	calendar: WorkCalendar,
): TrailEvent[] {
	return steps
		.filter((step) => reader === 'staff' || step.readers !== 'staff')
		.map((step) => eventFor(reader, step, calendar));
}

function eventFor(reader: TrailReader, record: StepRecord, calendar: WorkCalendar): TrailEvent {
	const { seq, step, from, to, role, facts } = record;
	// The minute of an anonymous submission could be joined with other logs: the public reads the day.
	const at = reader === 'public' && role === 'reporter' ? null : record.at.toISOString();
	const event = { seq, step, from, to, role, day: localDate(record.at, calendar), at };
	const mayRead = reader !== 'public' || record.readers === 'public';
	return mayRead
		? { ...event, facts, ...saidIn(record) }
		: { ...event, facts: onlyUnit(facts), words: null, parts: null, how: null };
}

function saidIn(record: StepRecord): Pick<TrailEvent, 'words' | 'parts' | 'how'> {
	return { words: record.texts.words ?? null, parts: partsOf(record), how: record.texts.how ?? null };
}

function onlyUnit({ unit }: StepFacts): StepFacts {
	return unit ? { unit } : {};
}

function partsOf({ texts, facts }: StepRecord): Partial<AnswerParts> | null {
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
