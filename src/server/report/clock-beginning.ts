import type { ClockGround, ClockRow } from './clock-effects.ts';
import type { Clock } from './clocks.ts';
import type { StepTaken } from './lifecycle.ts';

type Beginning = { readonly taken: StepTaken; readonly ground: ClockGround };

/** From when it counts: the step itself, unless the law says another day. */
export function beginningOf(
	clock: Clock,
	rows: readonly ClockRow[],
	{ taken: { at }, ground }: Beginning,
): Date {
	if (clock === 'silence' && ground.promisedFor && ground.promisedFor > at) return ground.promisedFor;
	if (clock === 'ppid') return ground.receivedAt ?? at;
	const extended = clock === 'ppid_extension' && rows.find((row) => row.clock === 'ppid');
	// The days of the extension come behind the last day of the first term.
	return extended ? new Date(extended.lateFrom.getTime() - 1) : at;
}
