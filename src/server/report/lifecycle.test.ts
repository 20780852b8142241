import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeInput } from '../../../tests/lifecycle-input.ts';
import {
	ACTORS,
	type ActorName,
	everyLife,
	type Life,
	type Move,
	momentOf,
	movableOf,
	movesFrom,
} from '../../../tests/lifecycle-model.ts';
import { A_DRAFT, idOf } from '../../../tests/samples.ts';
import type { ReportId, UnitId } from '../access/policy.ts';
import { CLOCKS } from './clocks.ts';
import { decideStep, stepsOpenTo } from './lifecycle.ts';
import { ARCHIVE_REASONS, type Owner, STATUS_NAMES, STATUSES, type Status } from './statuses.ts';
import { STEP_NAMES, STEPS, type StepName, type StepRule } from './steps.ts';

const HOUSES = [{ unitNeedsApproval: false }, { unitNeedsApproval: true }] as const;
const WHO: { readonly [owner in Owner]: readonly ActorName[] } = {
	reporter: ['reporter'],
	verifier: ['verifier', 'coordinator'],
	unit: ['liaison', 'head', 'desk'],
	other_body: [],
};
/** The model's own report and agency. */
const ALIKE = { id: ACTORS.reporter.reportId as ReportId, agencyId: ACTORS.reporter.agencyId };
const NEW_LIFE: Life = {
	standing: A_DRAFT,
	clocks: [],
	waiting: null,
	answered: false,
	overrun: false,
	way: '',
};
const rule = (step: StepName): StepRule => STEPS[step];
const leadsTo = (status: Status) => STEP_NAMES.filter((step) => rule(step).to === status);
const running = ({ clocks }: Life) => clocks.filter(({ endedAt }) => !endedAt);
/** The ways of all lives that break a rule; empty is what every test wants, and a way is what it shows otherwise. */
const brokenBy = (lives: readonly Life[], breaks: (life: Life, status: Status) => boolean) =>
	lives.filter((life) => breaks(life, life.standing.status)).map(({ way }) => way);

describe.each(HOUSES)('every life a report can have, $unitNeedsApproval for approval', (house) => {
	const { lives, moves } = everyLife(house);
	const movesOf = new Map<Life, Move[]>();
	for (const move of moves) movesOf.set(move.from, [...(movesOf.get(move.from) ?? []), move]);
	const takers = (life: Life) => new Set((movesOf.get(life) ?? []).map(({ by }) => by));

	it('passes through every status', () => {
		expect(new Set(lives.map(({ standing }) => standing.status))).toEqual(new Set(STATUS_NAMES));
	});

	it('takes every step there is but those this house does not know', () => {
		const [first] = lives.filter(({ standing }) => standing.status === 'received') as [Life];
		const changed = { ...first.standing, kindBefore: 'aspiration', confidentiality: 'confidential' } as const;
		const known = new Set(
			[...moves, ...movesFrom({ ...first, standing: changed }, house)].map(({ step }) => step),
		);
		const unknown = house.unitNeedsApproval ? [] : ['propose_answer', 'send_back', 'approve_answer'];

		expect(STEP_NAMES.filter((step) => !known.has(step)).sort()).toEqual([...unknown].sort());
	});

	it('leaves its owner a next step, until it is withdrawn or with another body', () => {
		const stuck = brokenBy(lives, (life, status) => {
			if (status === 'referred_out' || life.standing.archivedFor === 'withdrawn') return false;
			return !WHO[STATUSES[status].owner].some((who) => takers(life).has(who));
		});

		expect(stuck).toEqual([]);
	});

	it("once withdrawn is nobody's, but the office may keep it open", () => {
		const withdrawn = lives.filter(({ standing }) => standing.archivedFor === 'withdrawn');

		expect(withdrawn.length).toBeGreaterThan(0);
		expect(withdrawn.filter((life) => takers(life).has('reporter'))).toEqual([]);
		expect(withdrawn.filter((life) => !takers(life).has('verifier'))).toEqual([]);
	});

	it('while open has a clock running for its owner', () => {
		const unwatched = brokenBy(lives, (life, status) => {
			const { open, owner } = STATUSES[status];
			return open && !running(life).some(({ clock }) => CLOCKS[clock].owedBy === owner);
		});

		expect(unwatched).toEqual([]);
	});

	it('while with a unit has a unit', () => {
		expect(
			brokenBy(lives, ({ standing }, status) => STATUSES[status].owner === 'unit' && !standing.unitId),
		).toEqual([]);
	});

	it('once ended runs no clock, and never two of one', () => {
		const twice = (life: Life) =>
			new Set(running(life).map(({ clock }) => clock)).size < running(life).length;

		expect(brokenBy(lives, (life, status) => STATUSES[status].ends && running(life).length > 0)).toEqual([]);
		expect(brokenBy(lives, twice)).toEqual([]);
	});

	it('stands still only while the reporter is awaited', () => {
		const paused = (life: Life) => running(life).some(({ pauses }) => pauses.at(-1)?.until === null);

		expect(brokenBy(lives, (life, status) => status !== 'awaiting_reporter' && paused(life))).toEqual([]);
	});

	it('is closed only after an answer that says what was done, by whom, when, with what evidence', () => {
		expect(brokenBy(lives, ({ answered }, status) => status === 'closed' && !answered)).toEqual([]);
	});

	it('lets an answer wait for a superior only in the unit that proposed it', () => {
		const places: readonly Status[] = ['in_progress', 'awaiting_reporter', 'merged'];

		expect(brokenBy(lives, ({ waiting }, status) => waiting !== null && !places.includes(status))).toEqual(
			[],
		);
	});

	it('offers exactly the steps that can be taken with everything they need', () => {
		const differing = lives.flatMap((life) =>
			(Object.keys(ACTORS) as ActorName[]).flatMap((who) => {
				const offered = stepsOpenTo(movableOf(life, house), momentOf(ACTORS[who]));
				const possible = new Set(
					(movesOf.get(life) ?? []).filter(({ by }) => by === who).map(({ step }) => step),
				);
				return String(offered) === String(STEP_NAMES.filter((step) => possible.has(step)))
					? []
					: [`${who}: ${life.way}`];
			}),
		);

		expect(differing).toEqual([]);
	});
});

it('no step is taken from where it does not begin, whoever takes it and whatever they bring', () => {
	const taken = STATUS_NAMES.flatMap((status) => {
		const life: Life = {
			...NEW_LIFE,
			standing: { ...A_DRAFT, ...ALIKE, status, unitId: idOf<UnitId>('office') },
		};
		const elsewhere = STEP_NAMES.filter((step) => !rule(step).from.includes(status));
		return HOUSES.flatMap((house) =>
			Object.values(ACTORS).flatMap((actor) =>
				elsewhere.filter(
					(step) => decideStep(movableOf(life, house), step, wholeInput(life), momentOf(actor)).ok,
				),
			),
		);
	});

	expect(taken).toEqual([]);
});

describe('"not ours"', () => {
	it('never closes: a unit gives back, the desk refers out, and there is no way on from there', () => {
		expect(STEPS.return.to).toBe('received');
		expect(STEPS.refer_out.to).toBe('referred_out');
		expect(STEP_NAMES.filter((step) => rule(step).from.includes('referred_out'))).toEqual([]);
	});

	it('is no reason to archive', () => {
		expect(Object.keys(ARCHIVE_REASONS)).not.toContain('outside_jurisdiction');
		expect(leadsTo('archived').sort()).toEqual(['archive', 'archive_unsupplied', 'withdraw']);
	});
});

describe('the way to closed', () => {
	it('leads through answered, and to answered only by answering', () => {
		expect(leadsTo('closed').flatMap((step) => rule(step).from)).toEqual(['answered', 'answered']);
		expect(leadsTo('answered').sort()).toEqual([
			'answer',
			'approve_answer',
			'decide_ppid',
			'decide_ppid_objection',
		]);
		expect(
			[...(STEPS.answer.needs ?? []), ...(STEPS.propose_answer.needs ?? [])].filter(
				(need) => need === 'answer_parts',
			),
		).toHaveLength(2);
	});

	it('is not opened by an answer with a part missing, whatever else is said', () => {
		const text = fc.oneof(fc.constant(''), fc.constant('   '), fc.string({ maxLength: 40 }));
		const parts = fc.record({
			found: text,
			done: text,
			who: text,
			when: fc.constantFrom('', '2026-02-02', '2026-02-03', 'kemarin'),
			evidence: text,
		});
		const inWork = { ...A_DRAFT, status: 'in_progress', unitId: idOf<UnitId>('office') } as Life['standing'];
		const life: Life = { ...NEW_LIFE, standing: inWork };

		fc.assert(
			fc.property(parts, fc.constantFrom(...HOUSES), (given, house) => {
				const step = house.unitNeedsApproval ? 'propose_answer' : 'answer';
				const input = { ...wholeInput(life), parts: given };
				const decision = decideStep(movableOf(life, house), step, input, momentOf(ACTORS.liaison));
				const isWhole =
					given.done.trim().length >= 20 &&
					given.who.trim().length >= 3 &&
					given.evidence.trim().length >= 3 &&
					given.when === '2026-02-02';
				return decision.ok === isWhole;
			}),
		);
	});
});

it.each([
	['open', 'complaint', ['raise_confidentiality', 'publish']],
	['anonymous', 'complaint', ['raise_confidentiality', 'lower_confidentiality', 'publish']],
	['confidential', 'complaint', ['lower_confidentiality']],
	['confidential', 'supervisory_complaint', []],
] as const)(
	'of an %s %s only what can be changed about its secrecy is offered',
	(confidentiality, kind, expected) => {
		const standing = { ...A_DRAFT, ...ALIKE, status: 'received', confidentiality, kind } as const;
		const report = movableOf({ ...NEW_LIFE, standing }, HOUSES[0]);
		const offered = [ACTORS.verifier, ACTORS.reporter].flatMap((actor) =>
			stepsOpenTo(report, momentOf(actor)),
		);

		expect(new Set(offered.filter((step) => /confidentiality|publish/.test(step)))).toEqual(
			new Set(expected),
		);
	},
);

it('a stranger learns nothing about where a report stands: permission is refused first', () => {
	const stranger = { ...ACTORS.liaison, unitIds: [] };
	const refusals = STATUS_NAMES.flatMap((status) =>
		STEP_NAMES.map((step) => {
			const life: Life = { ...NEW_LIFE, standing: { ...A_DRAFT, ...ALIKE, status } };
			const [house] = HOUSES;
			return decideStep(movableOf(life, house), step, wholeInput(life), momentOf(stranger));
		}),
	);

	expect(new Set(refusals.map((refusal) => JSON.stringify(refusal)))).toEqual(
		new Set(['{"ok":false,"refusal":{"code":"not_permitted"}}']),
	);
});
