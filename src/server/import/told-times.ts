import { ok, type Result, refuse } from '#server/platform/result.ts';
import { parseInstant } from './instant.ts';
import type { Field } from './mapping.ts';
import type { Cells } from './source-row.ts';
import { cell, type RowRefusal, type TellingGround } from './told-cells.ts';

/** When what happened to the report. */
export type Times = {
	readonly receivedAt: Date;
	readonly forwardedAt: Date | null;
	readonly answeredAt: Date | null;
	readonly closedAt: Date | null;
};

/** In the order things happen. */
const TIMES = ['receivedAt', 'forwardedAt', 'answeredAt', 'closedAt'] as const satisfies readonly Field[];

/** The instants of a row; none may lie ahead of us, nor before what it follows. */
export function timesOf(cells: Cells, { mapping, at }: TellingGround): Result<Times, RowRefusal> {
	const read: Partial<Record<(typeof TIMES)[number], Date>> = {};
	let last: Date | undefined;
	for (const field of TIMES) {
		const written = cell(cells, field, mapping);
		if (written === '') continue;
		const instant = parseInstant(written, mapping.dates);
		const wrong = instant ? outOfTime(instant, last, at) : 'not_a_date';
		if (wrong) return refuse({ field, reason: wrong });
		last = instant;
		read[field] = last as Date;
	}
	const { receivedAt, forwardedAt = null, answeredAt = null, closedAt = null } = read;
	if (!receivedAt) return refuse({ field: 'receivedAt', reason: 'missing' });
	return ok({ receivedAt, forwardedAt, answeredAt, closedAt });
}

function outOfTime(
	instant: Date,
	last: Date | undefined,
	at: Date,
): 'in_the_future' | 'out_of_order' | undefined {
	if (instant > at) return 'in_the_future';
	return last && instant < last ? 'out_of_order' : undefined;
}
