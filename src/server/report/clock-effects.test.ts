import { describe, expect, it } from 'vitest';
import { idOf } from '../../../tests/samples.ts';
import type { TermBook } from '../agency/directory.ts';
import { MONDAY_TO_FRIDAY, type WorkCalendar } from '../deadline/calendar.ts';
import { calendarDays, workingDays } from '../deadline/term.ts';
import { type ClockGround, type ClockRow, clocksAfter, clocksOfKind, dueAt } from './clock-effects.ts';
import { type Clock, KINDS } from './clocks.ts';
import type { Status } from './statuses.ts';
import type { StepName } from './steps.ts';

const WITA: WorkCalendar = { utcOffset: 8, workweek: MONDAY_TO_FRIDAY, daysOff: new Map() };
const RULES = 'rules of record §2';
const everyKind = {
	verify: workingDays(3, RULES),
	supply: workingDays(10, RULES),
	first_answer: workingDays(5, RULES),
	complete: workingDays(14, RULES),
	reply: workingDays(5, RULES),
	silence: workingDays(10, RULES),
	case: calendarDays(60, RULES),
};
const terms = {
	...Object.fromEntries(KINDS.map((kind) => [kind, everyKind])),
	aspiration: { ...everyKind, complete: workingDays(5, RULES) },
};
const BOOK = { terms, rules: { pauseLimit: 10 } } as unknown as TermBook; // every kind is there, which entries cannot show
const GROUND: ClockGround = {
	agencyId: idOf('agency'),
	kind: 'complaint',
	unitId: idOf('office'),
	book: BOOK,
	calendar: WITA,
	promisedFor: null,
};

/** Ten in the morning of a day of February 2026 in the office; the 2nd is a Monday. */
const on = (day: number) => new Date(Date.UTC(2026, 1, day, 2));
type Told = readonly [day: number, step: StepName, from: Status, to: Status];

function clocksOf(story: readonly Told[], promisedFor: Date | null = null): readonly ClockRow[] {
	return story.reduce<readonly ClockRow[]>(
		(rows, [day, step, from, to]) =>
			clocksAfter(rows, { step, from, to, words: null, at: on(day) }, { ...GROUND, promisedFor }),
		[],
	);
}
const find = (rows: readonly ClockRow[], clock: Clock) => rows.findLast((row) => row.clock === clock);
const running = (rows: readonly ClockRow[]) =>
	rows
		.filter(({ endedAt }) => !endedAt)
		.map(({ clock }) => clock)
		.sort();
/** The last day a clock allows, as the office counts it. */
const lastDay = (row: ClockRow | undefined) =>
	row && new Date(row.lateFrom.getTime() + 8 * 3_600_000 - 1).toISOString().slice(0, 10);

const SUBMIT: Told = [2, 'submit', 'draft', 'received'];
const FORWARD: Told = [3, 'forward', 'received', 'forwarded'];
const ANSWER: Told = [5, 'answer', 'forwarded', 'answered'];

describe('the clocks of the rules of record', () => {
	it('verify and case run from receipt, and their days follow the day of receipt', () => {
		const rows = clocksOf([SUBMIT]);

		expect(running(rows)).toEqual(['case', 'verify']);
		expect(lastDay(find(rows, 'verify'))).toBe('2026-02-05');
		expect(lastDay(find(rows, 'case'))).toBe('2026-04-03');
	});

	it('forwarding meets verify and starts what the unit owes, the first time only', () => {
		const once = clocksOf([SUBMIT, FORWARD]);
		const again = clocksOf([
			SUBMIT,
			FORWARD,
			[4, 'return', 'forwarded', 'received'],
			[6, 'forward', 'received', 'forwarded'],
		]);

		expect(find(once, 'verify')?.met).toBe(true);
		expect(running(once)).toEqual(['case', 'complete', 'first_answer']);
		expect(lastDay(find(once, 'first_answer'))).toBe('2026-02-10');
		expect(find(again, 'complete')?.startedAt).toEqual(find(once, 'complete')?.startedAt);
	});

	it('a return gives the desk three new days, and the clocks of the matter run on', () => {
		const rows = clocksOf([SUBMIT, FORWARD, [4, 'return', 'forwarded', 'received']]);

		expect(running(rows)).toEqual(['case', 'complete', 'first_answer', 'verify']);
		expect(lastDay(find(rows, 'verify'))).toBe('2026-02-09');
	});

	it('a first answer meets its own clock and leaves the others running', () => {
		const rows = clocksOf([SUBMIT, FORWARD, [4, 'first_answer', 'forwarded', 'in_progress']]);

		expect(running(rows)).toEqual(['case', 'complete']);
	});

	it('an answer meets everything and gives the reporter ten days', () => {
		const rows = clocksOf([SUBMIT, FORWARD, ANSWER]);

		expect(running(rows)).toEqual(['silence']);
		expect(rows.filter(({ met }) => met === false)).toEqual([]);
		expect(lastDay(find(rows, 'silence'))).toBe('2026-02-19');
	});

	it('an answer with a dated promise lets silence count from that date', () => {
		const rows = clocksOf([SUBMIT, FORWARD, ANSWER], new Date('2026-02-16T00:00:00+08:00'));

		expect(lastDay(find(rows, 'silence'))).toBe('2026-03-02');
	});

	it('a dispute starts the clock of the reply, and a second one does not lengthen it', () => {
		const disputed: Told[] = [SUBMIT, FORWARD, ANSWER, [9, 'dispute', 'answered', 'in_progress']];
		const rows = clocksOf([...disputed, [11, 'reply', 'in_progress', 'in_progress']]);

		expect(running(rows)).toEqual(['reply']);
		expect(lastDay(find(rows, 'reply'))).toBe('2026-02-16');
	});

	it("asking stops the clocks of the matter, not the one of the reply, and starts the reporter's", () => {
		const asked: Told = [4, 'ask_details', 'forwarded', 'awaiting_reporter'];
		const rows = clocksOf([SUBMIT, FORWARD, asked]);
		const supplied = clocksOf([
			SUBMIT,
			FORWARD,
			asked,
			[6, 'supply_details', 'awaiting_reporter', 'in_progress'],
		]);

		expect(lastDay(find(rows, 'supply'))).toBe('2026-02-18');
		expect(rows.filter(({ pauses }) => pauses.length > 0).map(({ clock }) => clock)).toEqual([
			'case',
			'first_answer',
			'complete',
		]);
		// Of the pause from Wednesday to Friday, Wednesday and Thursday stood still.
		expect(lastDay(find(supplied, 'first_answer'))).toBe('2026-02-12');
		expect(find(supplied, 'supply')?.met).toBe(true);
	});

	it('pauses take out ten working days in all', () => {
		const asked: Told = [4, 'ask_details', 'forwarded', 'awaiting_reporter'];
		const supplied: Told = [26, 'supply_details', 'awaiting_reporter', 'in_progress'];

		expect(lastDay(find(clocksOf([SUBMIT, FORWARD, asked, supplied]), 'first_answer'))).toBe('2026-02-24');
	});

	it('archiving ends what was open unmet, and an objection lets it run on with its old deadline', () => {
		const archived = clocksOf([
			SUBMIT,
			FORWARD,
			[4, 'return', 'forwarded', 'received'],
			[5, 'archive', 'received', 'archived'],
		]);
		const objected = clocksAfter(
			archived,
			{ step: 'object', from: 'archived', to: 'received', words: null, at: on(10) },
			GROUND,
		);

		expect(running(archived)).toEqual([]);
		expect(find(archived, 'complete')?.met).toBe(false);
		expect(running(objected)).toEqual(['case', 'complete', 'first_answer', 'verify']);
		expect(lastDay(find(objected, 'complete'))).toBe('2026-02-23');
	});

	it('a clock that stood still when its way ended does not stand still when it is revived', () => {
		const asked: Told = [3, 'ask_reporter', 'received', 'awaiting_reporter'];
		const archived = clocksOf([SUBMIT, asked, [18, 'archive_unsupplied', 'awaiting_reporter', 'archived']]);
		const objected = clocksAfter(
			archived,
			{ step: 'object', from: 'archived', to: 'received', words: null, at: on(20) },
			GROUND,
		);

		expect(find(objected, 'case')?.pauses).toEqual([{ from: on(3), until: on(18) }]);
	});
});

describe('a changed kind', () => {
	const rows = clocksOf([SUBMIT, FORWARD]);

	it('keeps the stricter deadline until a coordinator approves', () => {
		const stricter = clocksOfKind(rows, { ...GROUND, kind: 'aspiration' }, 'stricter');
		const back = clocksOfKind(stricter, GROUND, 'stricter');

		expect(lastDay(find(stricter, 'complete'))).toBe('2026-02-10');
		expect(lastDay(find(back, 'complete'))).toBe('2026-02-10');
		expect(lastDay(find(clocksOfKind(back, GROUND, 'new'), 'complete'))).toBe('2026-02-23');
	});
});

it('what is due soonest orders the queue; the clock of the whole case does not', () => {
	expect(dueAt(clocksOf([SUBMIT]))).toEqual(find(clocksOf([SUBMIT]), 'verify')?.lateFrom);
	expect(dueAt(clocksOf([SUBMIT, FORWARD, ANSWER, [6, 'confirm', 'answered', 'closed']]))).toBeNull();
});
