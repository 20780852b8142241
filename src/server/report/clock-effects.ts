import type { AgencyId, UnitId } from '../access/policy.ts';
import type { TermBook } from '../agency/directory.ts';
import type { WorkCalendar } from '../deadline/calendar.ts';
import { clockLateFrom, type Pause } from '../deadline/running-clock.ts';
import type { Term } from '../deadline/term.ts';
import { type Beginning, beginningOf } from './clock-beginning.ts';
import { CLOCKS, type Clock, type Kind } from './clocks.ts';
import type { StepTaken } from './lifecycle.ts';
import { STATUSES, type Status } from './statuses.ts';
import { STEPS, type StepRule } from './steps.ts';

/** A clock of a report as it is stored. */
export type ClockRow = {
	readonly id: number | null;
	readonly clock: Clock;
	readonly unitId: UnitId | null;
	readonly startedAt: Date;
	readonly term: Term;
	readonly lateFrom: Date;
	readonly pauses: readonly Pause[];
	readonly endedAt: Date | null;
	/** Null while open, and when another clock took its place; false when the way ended without what was owed. */
	readonly met: boolean | null;
	/** How many things have followed from its being late: rungs climbed, or its one overrun. */
	readonly rung: number;
};

/** What counting a report's clocks needs to know about where it stands. */
export type ClockGround = {
	readonly agencyId: AgencyId;
	readonly kind: Kind;
	/** The unit that owes from now on; null before anybody has it. */
	readonly unitId: UnitId | null;
	readonly book: TermBook;
	readonly calendar: WorkCalendar;
	/** Start of the day a dated promise names, when the step makes one: silence counts from there. */
	readonly promisedFor: Date | null;
	/** When the report was received: a request for public information is counted from there, whenever it was converted. */
	readonly receivedAt?: Date;
	/** The clock whose running out the step answers, when the system takes it. */
	readonly overrun?: Clock | undefined;
};

/** Every clock of the report after the step, started, stopped, paused or revived as the tables say (rules §2). */
export function clocksAfter(before: readonly ClockRow[], taken: StepTaken, ground: ClockGround): ClockRow[] {
	const rule: StepRule = STEPS[taken.step];
	// A pause ends before its clock does: an objection may revive the clock, and it must not stand still then.
	const paused = before.map((row) => pauseOrResume(row, rule, taken, ground));
	const stopped = paused.map((row) => stop(row, rule, taken));
	const revived = rule.revives ? stopped.map((row) => revive(row, before)) : stopped;
	const noted = rule.by === 'run_clocks' ? revived.map((row) => noteOverrun(row, ground)) : revived;
	const started = clocksToStart(noted, rule, taken).map((clock) =>
		start(clock, beginningOf(clock, noted, { taken, ground }), ground),
	);
	return [...noted, ...started];
}

function stop(row: ClockRow, rule: StepRule, { from, to, at }: StepTaken): ClockRow {
	if (row.endedAt) return row;
	if (meets(row, rule, from, to)) return { ...row, endedAt: at, met: true };
	if (rule.replaces?.includes(row.clock)) return { ...row, endedAt: at, met: null };
	return rule.stops === 'all' ? { ...row, endedAt: at, met: false } : row;
}

/** What was owed was done: by the step itself, or by leaving the status whose clock it was. */
function meets({ clock }: ClockRow, rule: StepRule, from: Status, to: Status): boolean {
	const left = from !== to && STATUSES[from].clock === clock;
	return rule.stops === 'all'
		? left && CLOCKS[clock].owedBy === 'verifier'
		: left || rule.stops.includes(clock);
}

function revive(row: ClockRow, before: readonly ClockRow[]): ClockRow {
	const openAlready = before.some((other) => other.clock === row.clock && !other.endedAt);
	const isStatusClock = Object.values(STATUSES).some(({ clock }) => clock === row.clock);
	if (row.met !== false || openAlready || isStatusClock) return row;
	return { ...row, endedAt: null, met: null };
}

/** One thing more has followed from its being late; it will not follow again. */
function noteOverrun(row: ClockRow, { overrun }: ClockGround): ClockRow {
	return row.clock === overrun && !row.endedAt ? { ...row, rung: row.rung + 1 } : row;
}

function pauseOrResume(row: ClockRow, rule: StepRule, { at }: StepTaken, ground: ClockGround): ClockRow {
	if (!rule.pause || !CLOCKS[row.clock].pausable || row.endedAt) return row;
	const pauses =
		rule.pause === 'begins'
			? [...row.pauses, { from: at, until: null }]
			: row.pauses.map((pause) => (pause.until ? pause : { ...pause, until: at }));
	return recounted({ ...row, pauses }, ground.calendar, ground.book.rules.pauseLimit);
}

/** The same clock with its first late instant counted anew; open clocks only (a table of days off may have changed). */
export function recounted(row: ClockRow, calendar: WorkCalendar, pauseLimit: number): ClockRow {
	if (row.endedAt) return row;
	return {
		...row,
		lateFrom: clockLateFrom(
			{ startedAt: row.startedAt, term: row.term, pauses: row.pauses, pauseLimit },
			calendar,
		),
	};
}

function clocksToStart(rows: readonly ClockRow[], rule: StepRule, { from, to }: StepTaken): Clock[] {
	const entry = STATUSES[to].clock;
	const wanted = entry && from !== to ? [entry, ...rule.starts] : rule.starts;
	const starting = wanted.filter(
		(clock) => !rows.some((row) => row.clock === clock && (!row.endedAt || CLOCKS[clock].once)),
	);
	return owesNothing(rows, starting, to) ? [...starting, 'reply'] : starting;
}

/** A unit that gets a report back after all its clocks were met once owes what a reopened report is owed. */
function owesNothing(rows: readonly ClockRow[], starting: readonly Clock[], to: Status): boolean {
	const running = rows.filter(({ endedAt }) => !endedAt).map(({ clock }) => clock);
	return (
		STATUSES[to].owner === 'unit' &&
		![...running, ...starting].some((clock) => CLOCKS[clock].owedBy === 'unit')
	);
}

function start(clock: Clock, { startedAt, term }: Beginning, ground: ClockGround): ClockRow {
	const row = {
		id: null,
		clock,
		unitId: ground.unitId,
		startedAt,
		term,
		lateFrom: startedAt,
		pauses: [],
		endedAt: null,
		met: null,
		rung: 0,
	};
	return recounted(row, ground.calendar, ground.book.rules.pauseLimit);
}

/** The soonest late instant of what the holder owes: orders the queue. Null when nothing is owed by anybody. */
export function dueAt(rows: readonly ClockRow[]): Date | null {
	const open = rows
		.filter((row) => !row.endedAt && row.clock !== 'case')
		.map((row) => row.lateFrom.getTime());
	return open.length === 0 ? null : new Date(Math.min(...open));
}

/** A change of kind keeps the stricter deadline until a coordinator approves (rules §2): terms change, starts stay. */
export function clocksOfKind(
	rows: readonly ClockRow[],
	ground: ClockGround,
	keep: 'stricter' | 'new',
): ClockRow[] {
	return rows.map((row) => {
		if (row.endedAt) return row;
		const changed = recounted(
			{ ...row, term: ground.book.terms[ground.kind][row.clock] },
			ground.calendar,
			ground.book.rules.pauseLimit,
		);
		return keep === 'new' || changed.lateFrom < row.lateFrom ? changed : row;
	});
}
