import type { Moment } from '#text/format.ts';
import type { IconName } from './icons.ts';

/** A photograph as it is shown. */
export type Photo = {
	readonly src: string;
	/** From the sender or an officer; never a file name. */
	readonly alt: string;
	readonly caption?: string;
	readonly width?: number;
	readonly height?: number;
	/** The whole picture. */
	readonly href?: string;
};

/** Who acted: a circle is a person, a square an office, a diamond the system; red climbs, green ends. */
export type TrailNode = 'reporter' | 'office' | 'system' | 'climb' | 'end';

/** One event as it is shown; the page has already decided what its reader may see. */
export type TrailItem = {
	readonly key: string | number;
	readonly node: TrailNode;
	readonly icon: IconName;
	readonly title: string;
	readonly by?: string;
	/** Behind the name, not bold: the section of an office. */
	readonly byNote?: string;
	/** An instant shows its time of day, a day does not. */
	readonly at?: Moment;
	readonly says?: TrailSaying;
	/** Short sentences below what was said: a promise, a reason, a rating. */
	readonly notes?: readonly string[];
	readonly photos?: readonly Photo[];
	/** Time that passed since the event before: *3 hari kerja, 4 hari libur*. */
	readonly gap?: string;
};

export type TrailSaying = {
	/** Whose words they are; internal ones carry a lock and say that the public does not see them. */
	readonly voice: 'reporter' | 'office' | 'internal';
	readonly text?: string;
	/** Named parts of an answer: what was found, what was done, by whom. */
	readonly parts?: readonly { readonly label: string; readonly text: string }[];
};

/** What comes next: a promise, a deadline, a turn. */
export type TrailNext = { readonly icon: IconName; readonly title: string; readonly text?: string };
