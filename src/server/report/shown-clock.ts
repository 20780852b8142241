import { calendarOf, type Directory } from '../agency/directory.ts';
import { type ClockReading, readClock } from '../deadline/reading.ts';
import { drawThread, type Stitch } from '../deadline/thread.ts';
import type { ClockRow } from './clock-effects.ts';
import type { JsonClock } from './clock-json.ts';
import { CLOCK_NAMES, CLOCKS, type Clock } from './clocks.ts';
import { STATUS_NAMES, type Status } from './statuses.ts';

/** A clock ready to be shown: what it says, how it is drawn, since when it runs. Plain data. */
export type ShownClock = {
	readonly clock: Clock;
	readonly reading: ClockReading;
	readonly stitches: readonly Stitch[];
	readonly startedAt: string;
	readonly endedAt: string | null;
	readonly source: string;
};

/** Those of a request for public information come before the ordinary ones, the last step of its way first. */
const PPID = ['ppid_objection', 'ppid_extension', 'ppid'] as const;
/** Which clock speaks for a report that stands here, the first that it has. */
const SPEAKS: Readonly<Record<Status, readonly Clock[]>> = {
	draft: [],
	received: ['verify'],
	awaiting_reporter: ['supply', 'verify'],
	forwarded: ['reply', ...PPID, 'complete'],
	in_progress: ['reply', ...PPID, 'complete'],
	answered: [...PPID, 'complete', 'reply'],
	closed: [...PPID, 'complete', 'reply'],
	archived: ['verify', 'supply', 'complete'],
	merged: ['complete', 'verify'],
	referred_out: ['verify'],
};

/** Whether a clock could speak for a report that stands here: a list need not read the others. */
export function maySpeak(status: Status, { clock, endedAt }: Pick<JsonClock, 'clock' | 'endedAt'>): boolean {
	return SPEAKS[status].includes(clock) || (!endedAt && CLIMBING.includes(clock));
}

const CLIMBING = CLOCK_NAMES.filter((clock) => CLOCKS[clock].overrun === 'climb');
const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join();

const speaksFor = (status: Status) => `when '${status}' then '{${SPEAKS[status].join()}}'::text[]`;

/** The same of a clock `c` of a report `r`, in SQL; what most clocks of a list are is asked first. */
export const MAY_SPEAK = `(c.ended_at is null and c.clock in (${quoted(CLIMBING)}) or c.clock = any (case r.status ${STATUS_NAMES.map(speaksFor).join(' ')} end))`;

type Clocked = { readonly status: Status; readonly clocks: readonly ClockRow[] };
type Ground = { readonly now: Date; readonly directory: Directory; readonly pauseLimit: number };

/** The one clock a list or a page leads with; undefined when the report never had it. */
export function shownClock({ status, clocks }: Clocked, ground: Ground): ShownClock | undefined {
	const speaking =
		overdue(clocks, ground.now) ?? firstOf(SPEAKS[status], (name) => latest(clocks, name, status));
	return speaking && show(speaking, ground);
}

function firstOf<From, To>(all: readonly From[], find: (one: From) => To | undefined): To | undefined {
	for (const one of all) {
		const found = find(one);
		if (found) return found;
	}
}

/** What an office let pass comes before everything else, the longest overdue first. */
function overdue(clocks: readonly ClockRow[], now: Date): ClockRow | undefined {
	return clocks
		.filter(
			({ clock, endedAt, lateFrom }) => !endedAt && lateFrom <= now && CLOCKS[clock].overrun === 'climb',
		)
		.sort((one, other) => one.lateFrom.getTime() - other.lateFrom.getTime())[0];
}

/** An open one if there is; where the turn is an office's, one that has ended says nothing any more unless it is the main one. */
function latest(clocks: readonly ClockRow[], name: Clock, status: Status): ClockRow | undefined {
	const own = clocks.filter(({ clock }) => clock === name);
	const open = own.find(({ endedAt }) => !endedAt);
	const mayHaveEnded = name !== 'reply' || status === 'answered' || status === 'closed';
	return open ?? (mayHaveEnded ? own.at(-1) : undefined);
}

/** One clock as it is shown, read by the week of the office that owes it. */
export function show(row: ClockRow, { now, directory, pauseLimit }: Ground): ShownClock {
	const calendar = calendarOf(directory, row.unitId);
	const facts = {
		startedAt: row.startedAt,
		term: row.term,
		pauses: row.pauses,
		pauseLimit,
		stoppedAt: row.endedAt,
	};
	return {
		clock: row.clock,
		reading: readClock(facts, now, calendar),
		stitches: drawThread(facts, now, calendar),
		startedAt: row.startedAt.toISOString(),
		endedAt: row.endedAt?.toISOString() ?? null,
		source: row.term.source,
	};
}
