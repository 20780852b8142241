import { clock } from './en/clock.ts';
import { dates } from './en/dates.ts';
import { errors } from './en/errors.ts';
import { frame } from './en/frame.ts';
import { labels } from './en/labels-ui.ts';
import { parts } from './en/parts.ts';
import type { Words } from './id.ts';

/** Every word people read, in English. How to add an area: see `id.ts`. */
export const en = {
	clock,
	dates,
	errors,
	frame,
	labels,
	parts,
} satisfies Words;
