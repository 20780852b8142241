import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arranging, directoryNow, TODAY } from '../../../tests/administering.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { systemFor } from '../access/actor.ts';
import { seenBy } from '../platform/db.ts';
import { setLogLevel } from '../platform/log.ts';
import type { AskedOfUnit } from './unit-change.ts';
import { type Arranging, cancelPlan, changeUnit } from './unit-commands.ts';
import { carryOutPlans } from './unit-plan-jobs.ts';
import { plansAhead } from './unit-plan-queries.ts';

let world: World;
const THEN = '2026-03-01';
/** The first and the last minute around the night before `THEN`, in the government's own zone (UTC+8). */
const THE_NIGHT_BEFORE = new Date('2026-02-28T23:59:00+08:00');
const JUST_AFTER = new Date('2026-03-01T00:01:00+08:00');

beforeAll(async () => {
	setLogLevel('silent');
	world = await aWorld();
});
afterAll(() => world.close());

const plan = (key: string, asked: AskedOfUnit, given: Partial<Arranging> = {}) =>
	changeUnit(arranging(world, given), key, asked);
const carryOut = (at: Date) =>
	carryOutPlans(
		{ db: world.db, viewer: systemFor(world.directory.agency.id), directoryNow: () => directoryNow(world) },
		at,
	);
const ahead = () =>
	seenBy(arranging(world).viewer, world.db, (tx) => plansAhead(tx, world.directory.agency.id));
const unit = async (key: string) => (await directoryNow(world)).units.get(world.unit(key));
const told = async (key: string) =>
	(
		await world.owner.query('select action, role from audit where subject = $1 order by id', [`unit ${key}`])
	).rows.map(({ action, role }) => `${action} ${role}`);

describe('a change of an office from a day ahead', () => {
	it('waits for its day in the government’s own zone, and then keeps the old name for what was before', async () => {
		const before = (await unit('dinas_perhubungan'))?.name;
		const asked = { act: 'rename', name: 'Dinas Transportasi', shortName: 'Distrans', from: THEN } as const;
		expect(await plan('dinas_perhubungan', asked)).toEqual({ ok: true, value: 'dinas_perhubungan' });

		expect(await ahead()).toMatchObject([{ asked, refused: null }]);
		expect((await unit('dinas_perhubungan'))?.name).toBe(before);
		expect(await carryOut(THE_NIGHT_BEFORE)).toBe(0);

		expect(await carryOut(JUST_AFTER)).toBe(1);
		expect(await carryOut(JUST_AFTER)).toBe(0);

		expect(await unit('dinas_perhubungan')).toMatchObject({
			name: 'Dinas Transportasi',
			formerNames: [{ until: '2026-02-28', name: before }],
		});
		expect(await ahead()).toEqual([]);
		expect(await told('dinas_perhubungan')).toEqual([
			'unit_change_planned system_admin',
			'unit_renamed system_admin',
		]);
	});

	it('is one at a time, and can be cancelled', async () => {
		const asked = { act: 'merge', target: world.unit('dinas_sosial'), from: THEN } as const;
		await plan('dinas_kesehatan', asked);
		expect(await plan('dinas_kesehatan', asked)).toMatchObject({ refusal: { code: 'plan_exists' } });

		expect(await cancelPlan(arranging(world), 'dinas_kesehatan')).toEqual({
			ok: true,
			value: 'dinas_kesehatan',
		});
		expect(await cancelPlan(arranging(world), 'dinas_kesehatan')).toMatchObject({
			refusal: { code: 'not_found' },
		});
		expect(await carryOut(JUST_AFTER)).toBe(0);
		expect((await unit('dinas_kesehatan'))?.successorId).toBeNull();
	});

	it('merges on its day: people follow, reports are handed over, and the last day was the day before', async () => {
		const asked = { act: 'merge', target: world.unit('dinas_pupr'), from: THEN } as const;
		await plan('dinas_sosial', asked);

		await Promise.all([carryOut(JUST_AFTER), carryOut(JUST_AFTER)]);

		expect((await unit('dinas_sosial'))?.successorId).toBe(world.unit('dinas_pupr'));
		const { rows } = await world.owner.query('select valid_until from unit where id = $1', [
			world.unit('dinas_sosial'),
		]);
		expect(rows).toEqual([{ valid_until: '2026-02-28' }]);
		const jobs = await world.owner.query(
			"select count(*)::int as waiting from graphile_worker.jobs where task_identifier = 'units.hand_over'",
		);
		expect(jobs.rows).toEqual([{ waiting: 1 }]);
		expect(await told('dinas_sosial')).toEqual([
			'unit_change_planned system_admin',
			'unit_merged system_admin',
		]);
	});

	it('whose day cannot carry it out says why, until something newer is planned', async () => {
		const after = new Date('2026-04-01T00:01:00+08:00');
		await plan('dinas_kesehatan', {
			act: 'move',
			target: world.unit('dinas_perhubungan'),
			from: '2026-04-01',
		});
		await plan('dinas_perhubungan', { act: 'merge', target: world.unit('dinas_pupr'), from: TODAY });

		expect(await carryOut(after)).toBe(1);

		expect(await ahead()).toMatchObject([{ refused: 'parent_missing' }]);
		expect((await told('dinas_kesehatan')).at(-1)).toBe('unit_plan_refused system_admin');
		await plan('dinas_kesehatan', { act: 'move', target: world.unit('dinas_pupr'), from: '2026-05-01' });
		expect(await ahead()).toMatchObject([{ refused: null }]);
	});

	it.each([
		['further ahead than two years', { from: '2028-03-01' }, 'day_impossible'],
		['yesterday', { from: '2026-02-01' }, 'day_impossible'],
		['into nothing', { target: null }, 'successor_missing'],
	] as const)('is refused when it is %s', async (_, given, code) => {
		const asked = { act: 'merge', target: world.unit('dinas_pupr'), from: THEN, ...given } as const;
		expect(await plan('dinas_pendidikan', asked)).toMatchObject({ refusal: { code } });
	});

	it('is nobody’s to plan without a fresh proof, nor for another government', async () => {
		const asked = { act: 'rename', name: 'Biro Lain', shortName: 'Biro', from: THEN } as const;
		const late = new Date(MONDAY_MORNING.getTime() + 11 * 60_000);
		expect(await plan('dinas_pendidikan', asked, { now: late })).toMatchObject({
			refusal: { code: 'proof_needed' },
		});
		expect(await plan('biro_organisasi', asked)).toMatchObject({ refusal: { code: 'not_found' } });
	});
});
