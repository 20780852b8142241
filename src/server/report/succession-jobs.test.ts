import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arranging, directoryNow, TODAY } from '../../../tests/administering.ts';
import { officersOf } from '../../../tests/officers.ts';
import { AN_ANSWER } from '../../../tests/samples.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import type { UnitId } from '../access/policy.ts';
import { type Arranging, addUnit, changeUnit, touched } from '../agency/unit-commands.ts';
import { renameRow } from '../agency/unit-queries.ts';
import { seenBy } from '../platform/db.ts';
import { setLogLevel } from '../platform/log.ts';
import { handOverReports } from './succession-jobs.ts';

let world: World;

beforeAll(async () => {
	setLogLevel('silent');
	world = await aWorld();
});
afterAll(() => world.close());

const mergeUnit = (key: string, target: UnitId) =>
	changeUnit(arranging(world), key, { act: 'merge', target, from: TODAY });
const moveUnit = (key: string, target: UnitId, given: Partial<Arranging> = {}) =>
	changeUnit(arranging(world, given), key, { act: 'move', target, from: TODAY });
const handOver = () =>
	handOverReports(
		{ db: world.db, directoryOf: () => directoryNow(world) },
		world.directory.agency.id,
		MONDAY_MORNING,
	);
const standing = async (id: string) =>
	(
		await world.owner.query(
			'select u.key as unit, v.key as verifier, r.status from report r left join unit u on u.id = r.unit_id join unit v on v.id = r.verifier_unit_id where r.id = $1',
			[id],
		)
	).rows[0];
const trail = async (id: string) =>
	(await world.owner.query('select step, facts from report_step where report_id = $1 order by seq', [id]))
		.rows;
const told = async (key: string) =>
	(
		await world.owner.query('select action, before, after from audit where subject = $1 order by id', [
			`unit ${key}`,
		])
	).rows;

describe('an office that is renamed', () => {
	it('keeps its old name for what happened then, and is found under the new one', async () => {
		const { id } = await world.report('forwarded');
		const before = (await trail(id)).at(-1).facts.target;
		const unit = world.directory.units.get(world.unit('dinas_perhubungan'));

		const asked = { act: 'rename', name: 'Dinas Transportasi', shortName: 'Distrans', from: TODAY } as const;
		expect(await changeUnit(arranging(world), 'dinas_perhubungan', asked)).toEqual({
			ok: true,
			value: 'dinas_perhubungan',
		});

		const now = (await directoryNow(world)).units.get(world.unit('dinas_perhubungan'));
		expect(now).toMatchObject({
			name: 'Dinas Transportasi',
			formerNames: [{ until: '2026-02-01', name: unit?.name }],
		});
		expect((await trail(id)).at(-1).facts.target).toBe(before);
		expect(await told('dinas_perhubungan')).toMatchObject([
			{ action: 'unit_renamed', before: { name: unit?.name }, after: { name: 'Dinas Transportasi' } },
		]);
	});
});

describe('an office that is merged', () => {
	it('hands its open reports over by a step each, and its people go with it', async () => {
		const open = await world.report('in_progress');
		const closed = await world.report('closed');
		const agencyId = world.directory.agency.id;
		const counts = await seenBy(arranging(world).viewer, world.db, (tx) =>
			touched(tx, arranging(world), world.unit('dinas_perhubungan')),
		);
		expect(counts).toMatchObject({ handled: 2, verified: 0, people: 1 });

		const heir = world.unit('dinas_pupr');
		expect(await mergeUnit('dinas_perhubungan', heir)).toEqual({ ok: true, value: 'dinas_pupr' });
		expect(await handOver()).toBe(2);
		expect(await handOver()).toBe(0);

		expect(await standing(open.id)).toEqual({
			unit: 'dinas_pupr',
			verifier: 'meja_pengaduan',
			status: 'in_progress',
		});
		expect(await standing(closed.id)).toMatchObject({ unit: 'dinas_perhubungan', status: 'closed' });
		expect((await trail(open.id)).at(-1)).toMatchObject({ step: 'take_over', facts: { from: 'Distrans' } });
		const { rows } = await world.owner.query(
			`select u.key, a.role, a.valid_until from assignment a join person p on p.id = a.person_id join unit u on u.id = a.unit_id
			where p.key = 'rizal' order by a.id`,
		);
		expect(rows).toEqual([
			{ key: 'dinas_perhubungan', role: 'liaison', valid_until: '2026-02-01' },
			{ key: 'dinas_pupr', role: 'liaison', valid_until: null },
		]);
		const jobs = await world.owner.query(
			"select payload from graphile_worker._private_jobs where payload->>'agencyId' = $1::text",
			[agencyId],
		);
		expect(jobs.rowCount).toBeGreaterThan(0);
		expect((await told('dinas_perhubungan')).at(-1)).toMatchObject({
			action: 'unit_merged',
			after: { reports: 2, people: 1 },
		});
	});

	it('takes an answer that waits along: the superior of the successor gives it', async () => {
		const writer = world.officer('liaison', 'dinas_pupr');
		const report = await world.submit();
		await world.taken(report.id, 'forward', { targetUnitId: world.unit('dinas_pupr') });
		await world.taken(report.id, 'propose_answer', { ...AN_ANSWER, by: writer });

		await mergeUnit('dinas_pupr', world.unit('dinas_perkim_lh'));
		await handOver();

		expect(await standing(report.id)).toMatchObject({
			unit: 'dinas_perkim_lh',
			status: 'in_progress',
		});
		const head = (await officersOf(world)).find(
			({ actor }) => actor.role === 'head' && actor.unitIds.includes(world.unit('dinas_perkim_lh')),
		);
		await world.taken(report.id, 'approve_answer', { by: head as never });
		expect((await trail(report.id)).at(-1)).toMatchObject({ step: 'approve_answer' });
		expect(await standing(report.id)).toMatchObject({ status: 'answered' });
	});

	it('gives a report about its successor to whoever verifies such reports', async () => {
		const aboutUnit = world.unit('dinas_kesehatan');
		const report = await world.submit({ submission: { aboutUnitId: aboutUnit } as never });
		await world.take(report.id, 'forward', { targetUnitId: world.unit('dinas_sosial') });

		await mergeUnit('dinas_sosial', aboutUnit);
		await handOver();

		const { unit } = await standing(report.id);
		expect(unit).not.toBe('dinas_kesehatan');
		expect(['meja_pengaduan', 'inspektorat']).toContain(unit);
	});
});

describe('offices', () => {
	it('are added and moved once per form, each with an entry', async () => {
		const form = arranging(world);
		const asked = {
			name: 'Dinas Taman Kota',
			shortName: 'Taman Kota',
			kind: 'regional_office',
			parent: world.unit('pimpinan'),
		};
		expect(await addUnit(form, asked)).toEqual({ ok: true, value: 'taman_kota' });
		expect(await addUnit(form, asked)).toEqual({ ok: true, value: null });
		expect(await addUnit(arranging(world), asked)).toMatchObject({ refusal: { code: 'name_taken' } });

		expect(await moveUnit('taman_kota', world.unit('sekretariat_daerah'))).toMatchObject({
			ok: true,
		});
		expect((await told('taman_kota')).map(({ action }) => action)).toEqual(['unit_added', 'unit_moved']);
	});

	it('are changed with a fresh proof only, and those of another government not at all', async () => {
		const late = new Date(MONDAY_MORNING.getTime() + 11 * 60_000);
		expect(await moveUnit('taman_kota', world.unit('pimpinan'), { now: late })).toMatchObject({
			refusal: { code: 'proof_needed' },
		});
		const { rows } = await world.owner.query(
			"select u.id, u.agency_id, u.key from unit u join agency a on a.id = u.agency_id where a.key = 'banua_kenanga' and u.key = 'biro_organisasi'",
		);
		const [theirs] = rows;
		expect(
			await changeUnit(arranging(world), theirs.key, {
				act: 'rename',
				name: 'X',
				shortName: 'X',
				from: TODAY,
			}),
		).toMatchObject({
			refusal: { code: 'not_found' },
		});
		const past = seenBy(arranging(world).viewer, world.db, (tx) =>
			renameRow(tx, theirs.agency_id, theirs.id, { name: 'X', shortName: 'X', from: TODAY }),
		);
		await expect(past).rejects.toThrow(/row-level security/);
	});
});
