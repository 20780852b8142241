import { describe, expect, it } from 'vitest';
import { MONDAY_TO_FRIDAY } from '../deadline/calendar.ts';
import { workingDays } from '../deadline/term.ts';
import type { ClockRow } from './clock-effects.ts';
import type { Clock } from './clocks.ts';
import { isWhole, PPID_REASON_NAMES, type PpidDecision, ppidOf } from './ppid.ts';
import { decisionFaults, decisionIn } from './ppid-form.ts';

const at = new Date('2026-02-10T02:00:00Z');
const ground = {
	at,
	objectWithin: workingDays(30, 'a test'),
	calendar: { utcOffset: 8, workweek: MONDAY_TO_FRIDAY, daysOff: new Map() } as const,
};
const row = (clock: Clock, given: Partial<ClockRow> = {}): ClockRow => ({
	id: null,
	clock,
	unitId: null,
	startedAt: new Date('2026-02-02T02:00:00Z'),
	term: workingDays(10, 'a test'),
	lateFrom: new Date('2026-02-16T16:00:00Z'),
	pauses: [],
	endedAt: null,
	met: null,
	rung: 0,
	...given,
});
const ended = { endedAt: at, met: true };
const late = { lateFrom: new Date('2026-02-09T16:00:00Z') };

describe('where a request for public information stands', () => {
	it.each<[string, ClockRow[], object]>([
		['an ordinary report', [row('complete')], { stage: 'none', mayExtend: false, mayObject: false }],
		['converted', [row('ppid')], { stage: 'open', mayExtend: true, mayObject: false }],
		['late', [row('ppid', late)], { stage: 'open', mayExtend: false, mayObject: true }],
		[
			'extended',
			[row('ppid', ended), row('ppid_extension')],
			{ stage: 'open', mayExtend: false, mayObject: false },
		],
		[
			'extended and late',
			[row('ppid', ended), row('ppid_extension', late)],
			{ stage: 'open', mayObject: true },
		],
		['decided', [row('ppid', ended)], { stage: 'decided', mayExtend: false, mayObject: true }],
		['objected', [row('ppid', ended), row('ppid_objection')], { stage: 'objected', mayObject: false }],
		[
			'decided for good',
			[row('ppid', ended), row('ppid_objection', ended)],
			{ stage: 'final', mayObject: false },
		],
	])('%s', (_, clocks, expected) => {
		expect(ppidOf(clocks, ground)).toMatchObject(expected);
	});

	it('may be objected to until the thirtieth working day after the decision is over', () => {
		const { mayObjectUntil } = ppidOf([row('ppid', ended)], ground);

		// Tuesday 10 February is day 0: six weeks of five working days.
		expect(mayObjectUntil).toEqual(new Date('2026-03-24T16:00:00Z'));
		expect(ppidOf([row('ppid', ended)], { ...ground, at: new Date('2026-03-24T16:00:00Z') }).mayObject).toBe(
			false,
		);
	});
});

describe('a decision', () => {
	it.each([
		['given', null, true],
		['given', 'defence', false],
		['partly', null, false],
		...PPID_REASON_NAMES.map((reason) => ['refused', reason, true] as const),
	] as const)('%s for %s', (outcome, reason, whole) => {
		expect(isWhole({ outcome, reason, cost: 0 } satisfies PpidDecision)).toBe(whole);
	});

	it.each([
		['', 0],
		['25000', 25_000],
		['1.250.000', 1_250_000],
	])('costs %s rupiah as people write it', (cost, expected) => {
		expect(decisionIn({ outcome: 'given', ppidReason: '', cost })).toMatchObject({ cost: expected });
	});

	it.each(['Rp25000', '25,5', '-1', '25.00', '999999999999'])('is not taken with a cost of %s', (cost) => {
		expect(decisionFaults({ outcome: 'given', ppidReason: '', cost })).toEqual([
			{ field: 'cost', code: 'cost_wrong' },
		]);
	});
});
