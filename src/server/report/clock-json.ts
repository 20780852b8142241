import type { ClockRow } from './clock-effects.ts';

/** A clock as the columns of its row are called; undefined and null are what has not happened. */
export function clockColumns({ unitId, startedAt, term, lateFrom, endedAt, ...row }: ClockRow) {
	return { ...row, ...term, unit_id: unitId, started_at: startedAt, late_from: lateFrom, ended_at: endedAt };
}

/** Clocks `c` with how long each runs, in SQL. */
export const CLOCKS_WITH_TERMS = 'report_clock c join clock_term t on t.id = c.term_id';

/** A row of {@link CLOCKS_WITH_TERMS} as {@link JsonClock}, in SQL: of a row, because naming each value as it is built takes twice as long. */
export const CLOCK_OF_ROW = `row_to_json((select told from (select c.id, c.clock, c.unit_id as "unitId", c.started_at as "startedAt", t.days, t.counted, t.source,
	c.late_from as "lateFrom", c.pauses, c.ended_at as "endedAt", c.met, c.rung) told))`;

/** A clock on its way through JSON, as {@link CLOCK_OF_ROW} writes it. */
export type JsonClock = Pick<ClockRow, 'clock' | 'unitId'> & {
	startedAt: string;
	lateFrom: string;
	days: number;
	counted: 'working' | 'calendar';
	source: string;
	id?: number | null;
	pauses?: { from: string; until: string | null }[];
	endedAt?: string | null;
	met?: boolean | null;
	rung?: number;
};

/** A clock that travelled as JSON, its instants instants again. */
export function parsedClock({ days, counted, source, ...raw }: JsonClock): ClockRow {
	return {
		id: raw.id ?? null,
		clock: raw.clock,
		unitId: raw.unitId,
		term: { days, counted, source },
		startedAt: new Date(raw.startedAt),
		lateFrom: new Date(raw.lateFrom),
		endedAt: raw.endedAt ? new Date(raw.endedAt) : null,
		met: raw.met ?? null,
		rung: raw.rung ?? 0,
		pauses: (raw.pauses ?? []).map(({ from, until }) => ({
			from: new Date(from),
			until: until ? new Date(until) : null,
		})),
	};
}
