import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AN_ANSWER } from '../../../tests/samples.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { calendarOf } from '../agency/directory.ts';
import { directoryOfAgency } from '../agency/queries.ts';
import { startOfLateDay } from '../deadline/term.ts';
import { setLogLevel } from '../platform/log.ts';
import type { Clock } from './clocks.ts';
import { type JobGround, runOverruns } from './jobs.ts';
import type { StepName } from './steps.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
let world: World;
let ground: JobGround;

beforeAll(async () => {
	setLogLevel('silent');
	world = await aWorld();
	ground = { db: world.db, directoryOf: (id) => directoryOfAgency(world.db.pool, id) };
});
afterAll(() => world.close());

async function lateFrom(id: string, clock: Clock): Promise<Date> {
	const { rows } = await world.owner.query(
		'select late_from from report_clock where report_id = $1 and clock = $2 order by id desc limit 1',
		[id, clock],
	);
	return rows[0].late_from;
}

async function stepsBySystem(
	id: string,
): Promise<readonly { step: StepName; rung?: string; clock?: string }[]> {
	const { rows } = await world.owner.query(
		`select step, facts from report_step where report_id = $1 and actor_role = 'system' order by seq`,
		[id],
	);
	return rows.map(({ step, facts }) => ({ step, ...facts }));
}

async function standing(id: string) {
	const { rows } = await world.owner.query(
		'select status, outcome, archived_for, climbed, promise_until from report where id = $1',
		[id],
	);
	return rows[0];
}

const justBefore = (instant: Date) => new Date(instant.getTime() - 1);

const OVERRUNS = [
	{ status: 'received', clock: 'verify', step: 'climb' },
	{ status: 'awaiting_reporter', clock: 'supply', step: 'archive_unsupplied' },
	{ status: 'answered', clock: 'silence', step: 'close_silent' },
] as const;
type Which = (typeof OVERRUNS)[number];

async function aReportAt({ status }: Which, at: Date): Promise<string> {
	const { id } = await world.submit({ at });
	if (status === 'awaiting_reporter') await world.taken(id, 'ask_reporter', { words: 'Di mana?', at });
	if (status !== 'answered') return id;
	await world.taken(id, 'forward', { at });
	await world.taken(id, 'answer', { ...AN_ANSWER, at });
	return id;
}

/** The climb waits for the first late working day; everything else for nothing. */
function firstInstant({ step }: Which, late: Date): Date {
	const calendar = calendarOf(world.directory, world.directory.verifyingUnitId);
	return step === 'climb' ? startOfLateDay({ lateFrom: late, counted: 'working' }, 1, calendar) : late;
}

describe('a clock that runs out', () => {
	test('does nothing one millisecond before, and what it must at its first late instant', async () => {
		const arrival = fc.record({
			which: fc.constantFrom(...OVERRUNS),
			minutes: fc.integer({ min: 0, max: 40 * 24 * 60 }),
		});
		await fc.assert(
			fc.asyncProperty(arrival, async ({ which, minutes }) => {
				const id = await aReportAt(which, new Date(MONDAY_MORNING.getTime() + minutes * 60_000));
				const instant = firstInstant(which, await lateFrom(id, which.clock));

				await runOverruns(ground, justBefore(instant));
				const early = await stepsBySystem(id);
				await runOverruns(ground, instant);

				expect(early).toEqual([]);
				expect((await stepsBySystem(id)).map(({ step }) => step)).toEqual([which.step]);
			}),
			{ numRuns: 6 },
		);
	});

	test('of the reporter archives what was never supplied, and closes in silence what was never answered', async () => {
		const asked = await world.report('awaiting_reporter');
		const answered = await world.report('answered');

		await runOverruns(ground, new Date(MONDAY_MORNING.getTime() + 30 * DAY_MS));

		expect(await standing(asked.id)).toMatchObject({ status: 'archived', archived_for: 'not_supplied' });
		expect(await standing(answered.id)).toMatchObject({ status: 'closed', outcome: 'silent' });
	});

	test('of the whole case tells the reporter of their rights, once', async () => {
		const { id } = await world.report('in_progress');
		const late = await lateFrom(id, 'case');

		await runOverruns(ground, justBefore(late));
		const told = async () => (await stepsBySystem(id)).filter(({ step }) => step === 'tell_rights').length;
		const early = await told();
		await runOverruns(ground, late);
		await runOverruns(ground, new Date(late.getTime() + 90 * DAY_MS));

		expect(early).toBe(0);
		expect(await told()).toBe(1);
	});
});

describe('the climb', () => {
	const rungs = async (id: string) =>
		(await stepsBySystem(id)).filter(({ clock }) => clock === 'verify').map(({ rung }) => rung);

	test('takes one rung after the other on its own day, with two workers at once', async () => {
		const sent = await Promise.all(Array.from({ length: 4 }, () => world.submit()));
		const late = await lateFrom(sent[0]?.id ?? '', 'verify');
		const seen: number[] = [];
		for (let day = -2; day < 30; day += 1) {
			const at = new Date(late.getTime() + day * DAY_MS);
			await Promise.all([runOverruns(ground, at), runOverruns(ground, at)]);
			await runOverruns(ground, at); // what one of the two left to the other
			seen.push((await rungs(sent[0]?.id ?? '')).length);
		}

		for (const { id } of sent) expect(await rungs(id)).toEqual(['head', 'leader', 'ombudsman']);
		expect(await standing(sent[0]?.id ?? '')).toMatchObject({ climbed: 3 });
		// Friday 6 February is the first late day; the third is Tuesday; 16 and 17 February are days off.
		expect([seen.indexOf(1), seen.indexOf(2), seen.indexOf(3)]).toEqual([2, 6, 19]);
	});

	test('makes up for days without a worker, each rung with an entry of its own', async () => {
		const { id } = await world.submit();

		await runOverruns(ground, new Date(MONDAY_MORNING.getTime() + 60 * DAY_MS));

		expect(await rungs(id)).toEqual(['head', 'leader', 'ombudsman']);
	});

	test('does nothing twice when the machine believes an earlier time again', async () => {
		const { id } = await world.submit();
		const late = await lateFrom(id, 'verify');
		await runOverruns(ground, late);

		await runOverruns(ground, new Date(late.getTime() - 20 * DAY_MS));
		await runOverruns(ground, late);

		expect(await rungs(id)).toEqual(['head']);
	});

	test('leaves a report that somebody is moving for the next minute', async () => {
		const { id } = await world.submit();
		const late = await lateFrom(id, 'verify');
		const officer = await world.owner.connect();
		await officer.query('begin');
		await officer.query('select id from report where id = $1 for update', [id]);

		const { left } = await runOverruns(ground, late);
		await officer.query('commit');
		officer.release();
		await runOverruns(ground, late);

		expect(left).toBeGreaterThan(0);
		expect(await rungs(id)).toEqual(['head']);
	});
});

describe('a dated promise', () => {
	const promised = async () => {
		const { id } = await world.report('in_progress');
		await world.taken(id, 'first_answer', { words: 'Tiang dipesan hari ini.', promise: '2026-02-20' });
		return id;
	};
	const dayOver = new Date('2026-02-21T00:00:00+08:00');
	const broken = async (id: string) =>
		(await stepsBySystem(id)).filter(({ step }) => step === 'break_promise').length;

	test('that passes without an answer is shown as broken, once', async () => {
		const id = await promised();

		await runOverruns(ground, justBefore(dayOver));
		const early = await broken(id);
		await runOverruns(ground, dayOver);
		await runOverruns(ground, new Date(dayOver.getTime() + 10 * DAY_MS));

		expect(early).toBe(0);
		expect(await broken(id)).toBe(1);
	});

	test('is kept by an answer before its day is over', async () => {
		const id = await promised();
		await world.taken(id, 'answer', { ...AN_ANSWER, at: justBefore(dayOver) });

		await runOverruns(ground, dayOver);

		expect(await broken(id)).toBe(0);
	});
});
