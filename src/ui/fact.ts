import type { Moment } from '#text/format.ts';

/** A line of a list of facts, or of a ticket. */
export type Fact = {
	readonly label: string;
	readonly text?: string;
	readonly href?: string;
	/** Instead of text; an instant shows its time of day. */
	readonly moment?: Moment;
};
