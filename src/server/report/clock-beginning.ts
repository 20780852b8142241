import type { Term } from '../deadline/term.ts';
import type { ClockGround, ClockRow } from './clock-effects.ts';
import type { Clock } from './clocks.ts';
import type { StepTaken } from './lifecycle.ts';

/** From when a clock counts, and how long. */
export type Beginning = { readonly startedAt: Date; readonly term: Term };
type Moment = { readonly taken: StepTaken; readonly ground: ClockGround };

/** The step itself and the term of the book, unless the law says otherwise. */
export function beginningOf(
	clock: Clock,
	rows: readonly ClockRow[],
	{ taken: { at }, ground }: Moment,
): Beginning {
	const term = ground.book.terms[ground.kind][clock];
	if (clock === 'ppid') return { startedAt: ground.receivedAt ?? at, term };
	const extended = clock === 'ppid_extension' && rows.find((row) => row.clock === 'ppid');
	if (extended) return lengthened(extended, term);
	const promised = clock === 'silence' && ground.promisedFor ? ground.promisedFor : at;
	return { startedAt: promised > at ? promised : at, term };
}

/** The days of an extension come behind those it extends: one term, counted from the same day. */
function lengthened({ startedAt, term }: ClockRow, more: Term): Beginning {
	return { startedAt, term: { ...more, days: term.days + more.days } };
}
