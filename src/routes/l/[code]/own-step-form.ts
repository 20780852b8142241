import type { Confidentiality } from '#server/report/clocks.ts';
import type { OwnStep } from '#server/report/reporter-steps.ts';

/** What the reporter's own view carries besides the report. */
export type OwnData = {
	readonly version: number;
	readonly offered: readonly OwnStep[];
	readonly question: string | null;
	readonly isPublic: boolean;
};

/** A step that was refused, with what was typed. */
export type FailedStep = {
	readonly step: OwnStep;
	readonly words: string;
	readonly title: string;
	readonly help: string;
	/** The browser no longer holds the receipt. */
	readonly expired: boolean;
};

const LEVELS: readonly Confidentiality[] = ['open', 'anonymous', 'confidential'];

/** The levels a report can be raised or lowered to from where it is. */
export function levelsFrom(step: OwnStep, now: Confidentiality): readonly Confidentiality[] {
	const place = LEVELS.indexOf(now);
	return step === 'raise_confidentiality' ? LEVELS.slice(place + 1) : LEVELS.slice(0, place);
}
