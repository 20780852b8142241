import type { ClockRow } from '#server/report/clock-effects.ts';
import { nextOverrun } from '#server/report/overruns.ts';
import type { LifeGround, Standing } from './life.ts';
import { pinnedBook } from './step-on.ts';

/** A clock, and from when on something more follows from its being late; null while nothing does. */
export type Settled = { readonly row: ClockRow; readonly until: Date | 'infinity' | null };

/**
 * What was due before the report came to us is taken to have followed where it was: thousands of old reports do not
 * climb in one night, and what falls due from now on does. Counted on the clock itself, so that it holds when the days
 * off change and deadlines are counted anew.
 */
export function settled(row: ClockRow, standing: Standing, { directory, at }: LifeGround): Settled {
	if (row.endedAt || row.lateFrom > at) return { row, until: null };
	const book = pinnedBook(standing, directory);
	let one = row;
	let next = nextOverrun(one, directory, book);
	while (next && next.at <= at) {
		one = { ...one, rung: one.rung + 1 };
		next = nextOverrun(one, directory, book);
	}
	return { row: one, until: next?.at ?? 'infinity' };
}
