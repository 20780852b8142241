import type { ClockRow } from './clock-effects.ts';

/** A clock as the public copy keeps it, without what has not happened; `parsedClock` reads it back. */
export function clockJson({ clock, unitId, startedAt, lateFrom, term, ...row }: ClockRow) {
	return {
		clock,
		unitId,
		startedAt,
		lateFrom,
		...term,
		...(row.pauses.length > 0 ? { pauses: row.pauses } : {}),
		...(row.endedAt ? { endedAt: row.endedAt, met: row.met } : {}),
		...(row.rung > 0 ? { rung: row.rung } : {}),
	};
}

/** A row `c` of `report_clock` as {@link JsonClock}, in SQL: of a row, because naming each value as it is built takes twice as long. */
export const CLOCK_OF_ROW = `row_to_json((select told from (select c.id, c.clock, c.unit_id as "unitId", c.started_at as "startedAt", c.days, c.counted, c.source,
	c.late_from as "lateFrom", c.pauses, c.ended_at as "endedAt", c.met, c.rung) told))`;

/** A clock on its way through JSON, from a row or from `clockJson`. */
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
