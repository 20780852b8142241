import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '#server/platform/hash.ts';
import {
	CHAIN_START,
	canonical,
	commitment,
	dailyRoot,
	type EvidenceStep,
	type EvidenceText,
	type Facts,
	linkStep,
	verifyChain,
} from './evidence.ts';

type Words = { readonly facts: Facts; readonly texts: readonly EvidenceText[] };

const anyWords: fc.Arbitrary<Words> = fc.record({
	facts: fc.record({
		step: fc.constantFrom('forward', 'answer', 'close'),
		seq: fc.nat(50),
		at: fc.date({ noInvalidDate: true }),
		promise: fc.option(fc.string()),
	}),
	texts: fc.uniqueArray(
		fc.record({ part: fc.constantFrom('reason', 'note', 'file 1'), salt: fc.uuid(), text: fc.string() }),
		{ selector: ({ part }) => part, maxLength: 3 },
	),
});

function chainOf(words: readonly Words[]): EvidenceStep[] {
	const steps: EvidenceStep[] = [];
	for (const { facts, texts } of words)
		steps.push(linkStep(sha256, steps.at(-1)?.hash ?? CHAIN_START, facts, texts));
	return steps;
}

const anyChain = fc.array(anyWords, { minLength: 1, maxLength: 6 }).map(chainOf);
const holds = (steps: readonly EvidenceStep[], end?: string) => verifyChain(sha256, steps, end).ok;

describe('a chain of evidence', () => {
	test('holds as it was written, and ends in the hash of its last step', () => {
		fc.assert(
			fc.property(anyChain, (steps) => {
				expect(verifyChain(sha256, steps)).toEqual({ ok: true, value: steps.at(-1)?.hash });
			}),
		);
	});

	test('holds when words and salts are erased, all or some', () => {
		fc.assert(
			fc.property(anyChain, fc.func(fc.boolean()), (steps, isErased) => {
				const erased = steps.map((step) => ({
					...step,
					texts: step.texts.filter((text) => !isErased(text.salt)),
				}));
				expect(holds(erased)).toBe(true);
			}),
		);
	});

	test('holds when facts come back from the database in another order and as text', () => {
		const [step] = chainOf([{ facts: { at: new Date('2026-02-16T02:30:00Z'), step: 'answer' }, texts: [] }]);

		const stored = { ...step, facts: { step: 'answer', at: '2026-02-16T02:30:00.000Z' } } as EvidenceStep;
		expect(holds([stored])).toBe(true);
	});
});

type Change = (step: EvidenceStep) => EvidenceStep;

const CHANGES: Record<string, Change> = {
	'a fact': (step) => ({ ...step, facts: { ...step.facts, seq: -1 } }),
	'a fact added': (step) => ({ ...step, facts: { ...step.facts, extra: '' } }),
	'a fact removed': (step) => ({ ...step, facts: { ...step.facts, step: undefined } }),
	'its hash': (step) => ({ ...step, hash: sha256(step.hash) }),
	'a commitment added': (step) => ({ ...step, commitments: [...step.commitments, sha256('')] }),
	'a text put in': (step) => ({ ...step, texts: [{ part: 'reason', salt: 'garam', text: 'palsu' }] }),
};

describe('a chain is broken by', () => {
	test.each(Object.entries(CHANGES))('%s, at the step where it was changed', (_, change) => {
		fc.assert(
			fc.property(anyChain, fc.nat(), (steps, pick) => {
				const at = pick % steps.length;
				const changed = steps.map((step, index) => (index === at ? change(step) : step));
				expect(verifyChain(sha256, changed)).toMatchObject({
					ok: false,
					refusal: { code: 'chain_broken', at },
				});
			}),
		);
	});

	test('any change of a text, its salt or its part', () => {
		const text = { part: 'reason', salt: 'garam', text: 'Lubang sudah ditambal.' };
		const [step] = chainOf([{ facts: { step: 'answer' }, texts: [text] }]) as [EvidenceStep];

		for (const part of ['part', 'salt', 'text'] as const) {
			const texts = [{ ...text, [part]: `${text[part]} ` }];
			expect(verifyChain(sha256, [{ ...step, texts }])).toMatchObject({ refusal: { at: 0, why: 'text' } });
		}
	});

	test('a fact changed with its hash computed anew: the next step no longer follows', () => {
		fc.assert(
			fc.property(fc.array(anyWords, { minLength: 2, maxLength: 6 }), (words) => {
				const steps = chainOf(words);
				const [first] = steps as [EvidenceStep];
				const forged = linkStep(sha256, CHAIN_START, { ...first.facts, seq: -1 }, first.texts);
				expect(verifyChain(sha256, [forged, ...steps.slice(1)])).toMatchObject({
					refusal: { at: 1, why: 'hash' },
				});
			}),
		);
	});

	test('a step taken out of the middle, or two that changed places', () => {
		const steps = chainOf([1, 2, 3, 4].map((seq) => ({ facts: { seq }, texts: [] })));
		const [a, b, c, d] = steps as [EvidenceStep, EvidenceStep, EvidenceStep, EvidenceStep];

		expect(holds([a, c, d])).toBe(false);
		expect(holds([b, c, d])).toBe(false);
		expect(holds([a, c, b, d])).toBe(false);
	});

	test('steps taken away at the end, when the end was kept elsewhere', () => {
		const steps = chainOf([1, 2, 3].map((seq) => ({ facts: { seq }, texts: [] })));
		const end = steps.at(-1)?.hash ?? '';

		expect(holds(steps, end)).toBe(true);
		expect(verifyChain(sha256, steps.slice(0, 2), end)).toMatchObject({ refusal: { at: 2, why: 'end' } });
		expect(holds([], CHAIN_START)).toBe(true);
	});
});

describe('the canonical form', () => {
	test('does not depend on the order of names, on composed letters or on undefined facts', () => {
		expect(canonical({ b: 1, a: ['é', null, true], c: undefined })).toBe('{"a":["é",null,true],"b":1}');
		expect(canonical('e\u0301')).toBe(canonical('é'));
		expect(canonical(new Date('2026-02-16T10:30:00+08:00'))).toBe('"2026-02-16T02:30:00.000Z"');
	});

	test('is never the same for different facts', () => {
		expect(canonical(['a', 'b'])).not.toBe(canonical(['a,b']));
		expect(canonical('1')).not.toBe(canonical(1));
		expect(canonical({ a: null })).not.toBe(canonical({}));
	});

	test('refuses a number that is none', () => {
		expect(() => canonical({ seq: Number.NaN })).toThrow('NaN');
	});

	test('a commitment cannot be guessed without its salt', () => {
		const text = { part: 'reason', text: 'ya' };

		expect(commitment(sha256, { ...text, salt: 'a' })).not.toBe(commitment(sha256, { ...text, salt: 'b' }));
	});
});

describe('the daily root', () => {
	const anyEnds = fc.uniqueArray(fc.string({ minLength: 1 }).map(sha256), { maxLength: 40 });

	test('is the same whatever the order, and with repeats', () => {
		fc.assert(
			fc.property(anyEnds, (ends) => {
				expect(dailyRoot(sha256, [...ends].reverse())).toBe(dailyRoot(sha256, ends));
				expect(dailyRoot(sha256, [...ends, ...ends])).toBe(dailyRoot(sha256, ends));
			}),
		);
	});

	test('changes when a chain is added, removed or rewritten', () => {
		fc.assert(
			fc.property(anyEnds, (ends) => {
				const other = sha256('lain');
				expect(dailyRoot(sha256, [...ends, other])).not.toBe(dailyRoot(sha256, ends));
				expect(dailyRoot(sha256, [...ends.slice(1), other])).not.toBe(dailyRoot(sha256, ends));
			}),
		);
	});

	test('of a day without reports is a hash, too', () => {
		expect(dailyRoot(sha256, [])).toMatch(/^[0-9a-f]{64}$/);
	});
});
