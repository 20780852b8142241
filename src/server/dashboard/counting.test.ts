import { expect, test } from 'vitest';
import { MOST_STEPS, nextRound } from './counting.ts';

const at = new Date('2026-02-02T09:00:00Z');
const minutes = (n: number) => new Date(at.getTime() - n * 60_000);
const kept = { until: minutes(1), wanted: false, anewDay: null, anewTookMs: 60_000 };

test.each([
	['what is new is looked at each minute', kept, 12, 'catch up'],
	['nothing new is a round, too: the figures are of now', kept, 0, 'catch up'],
	['without any figures everything is counted', { ...kept, until: null }, 0, 'begin'],
	['what somebody wants is counted from scratch', { ...kept, wanted: true }, 0, 'begin'],
	['what was begun is finished first', { ...kept, wanted: true, anewDay: '2026-01-05' }, 0, 'go on'],
	['while much comes in, figures rest', kept, MOST_STEPS + 1, 'wait'],
	['but not for long', { ...kept, until: minutes(21) }, MOST_STEPS + 1, 'begin'],
] as const)('%s', (_, state, newSteps, round) => {
	expect(nextRound(state, { newSteps, at })).toBe(round);
});
