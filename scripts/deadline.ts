/**
 * `npm run deadline`: reads terms as JSON lines from standard input and explains each deadline, day by day.
 * Line n of the output answers line n of the input; a malformed line is answered with what is wrong with it,
 * and the exit code is then 1.
 */
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import {
	type DayOff,
	type LocalDate,
	MONDAY_TO_FRIDAY,
	parseLocalDate,
	type Weekday,
	type WorkCalendar,
	ZONES,
	type Zone,
} from '#server/deadline/calendar.ts';
import { type DayReason, explainDeadline } from '#server/deadline/explanation.ts';
import { unpausedClock } from '#server/deadline/running-clock.ts';

const SOURCE = 'standard input';
const DAY_OFF: DayOff = { kind: 'local_holiday', name: 'day off', source: SOURCE };

/** The zones' offsets are not older, and dates are written with four digits. */
const [FIRST_YEAR, LAST_YEAR] = [1988, 2199];

const WHY = {
	working_day: 'working day',
	calendar_day: 'calendar day',
	weekend: 'weekend',
	national_holiday: 'day off',
	collective_leave: 'day off',
	local_holiday: 'day off',
	paused: 'paused',
	pause_used_up: 'working day',
} as const satisfies Record<DayReason['code'], string>;

const startSchema = z.iso
	.datetime({ offset: true, error: 'needs date, time and offset, such as 2026-02-13T19:42:00+08:00' })
	.transform((text) => new Date(text))
	.refine(isWithinYears, { error: `must lie between ${FIRST_YEAR} and ${LAST_YEAR}` });

const dateSchema = z.custom<LocalDate>(isDate, { error: 'needs a date, such as 2026-02-16' });

const lineSchema = z.object({
	start: startSchema,
	days: z.int().min(0).max(3660),
	counted: z.enum(['working', 'calendar']),
	zone: z.enum(Object.keys(ZONES) as [Zone, ...Zone[]]), // keys of a table are the names in it
	daysOff: z.array(dateSchema).max(5000).default([]),
	/** Weekdays worked; 0 is Sunday. */
	workweek: z
		.array(z.literal([0, 1, 2, 3, 4, 5, 6]))
		.min(1)
		.max(7)
		.optional(),
});
type Line = z.infer<typeof lineSchema>;

const ISSUES_SHOWN = 3;
const CHUNK_LENGTH = 64 * 1024;

try {
	const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
	await pipeline(answerAll(lines), process.stdout);
} catch (error) {
	if (!isClosedPipe(error)) throw error; // the reader has seen enough, as `head` does
}

/** Answers in chunks: a write for every line would cost more than the counting. */
async function* answerAll(lines: AsyncIterable<string>): AsyncGenerator<string> {
	let chunk = '';
	let line = 0;
	for await (const text of lines) {
		line += 1;
		chunk += `${JSON.stringify(answer(text, line))}\n`;
		if (chunk.length < CHUNK_LENGTH) continue;
		yield chunk;
		chunk = '';
	}
	yield chunk;
}

function answer(text: string, line: number): object {
	const parsed = lineSchema.safeParse(parseJson(text));
	if (parsed.success) return explain(parsed.data);
	process.exitCode = 1;
	return { error: describe(parsed.error), line };
}

function explain({ start, days, counted, zone, daysOff, workweek }: Line): object {
	const calendar: WorkCalendar = {
		utcOffset: ZONES[zone].utcOffset,
		workweek: workweek ? new Set<Weekday>(workweek) : MONDAY_TO_FRIDAY,
		daysOff: new Map(daysOff.map((date) => [date, DAY_OFF])),
	};
	const clock = unpausedClock({ days, counted, source: SOURCE }, start);
	const explained = explainDeadline(clock, calendar);
	return {
		lateFrom: explained.lateFrom.toISOString(),
		days: explained.days.map(({ date, counts, why }) => ({ date, counts, why: WHY[why.code] })),
	};
}

/** Undefined is no term either: the schema then says so. */
function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function describe({ issues }: z.ZodError): string {
	return issues
		.slice(0, ISSUES_SHOWN)
		.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : 'not a JSON object'))
		.join('; ');
}

function isDate(value: unknown): boolean {
	return typeof value === 'string' && parseLocalDate(value) !== undefined;
}

function isWithinYears(start: Date): boolean {
	const year = start.getUTCFullYear();
	return year >= FIRST_YEAR && year <= LAST_YEAR;
}

function isClosedPipe(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
