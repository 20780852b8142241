import { afterAll, beforeAll, expect, test } from 'vitest';
import { AN_ANSWER } from '../../../tests/samples.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { directoryOfAgency, forgetDirectories } from '../agency/queries.ts';
import { setLogLevel } from '../platform/log.ts';
import { type JobGround, runOverruns } from './jobs.ts';
import { recountClocks } from './recount-jobs.ts';

let world: World;
let ground: JobGround;

beforeAll(async () => {
	setLogLevel('silent');
	world = await aWorld();
	ground = { db: world.db, directoryOf: (id) => directoryOfAgency(world.db.pool, id) };
});
afterAll(() => world.close());

async function clocksOf(id: string) {
	const { rows } = await world.owner.query(
		`select c.clock, c.late_from, c.ended_at, c.next_at, r.due_at, p.due_at as public_due
		 from report_clock c join report r on r.id = c.report_id left join publication p on p.report_id = r.id
		 where c.report_id = $1 order by c.clock`,
		[id],
	);
	return rows;
}

async function closeOffice(date: string): Promise<void> {
	await world.owner.query(
		`insert into day_off (agency_id, date, kind, name, source) values ($1, $2, 'local_holiday', 'Hari jadi', 'Keputusan contoh')`,
		[world.directory.agency.id, date],
	);
	forgetDirectories();
}

test('a new day off moves open deadlines, says which, and leaves closed ones and calendar terms alone', async () => {
	const open = await world.submit();
	const answered = await world.report('answered');
	await closeOffice('2026-02-04');

	const moved = await recountClocks(ground, world.directory.agency.id, MONDAY_MORNING);

	expect(moved.filter(({ code }) => code === open.code)).toEqual([
		{
			code: open.code,
			clock: 'verify',
			before: new Date('2026-02-06T00:00:00+08:00'),
			after: new Date('2026-02-07T00:00:00+08:00'),
		},
	]);
	expect(moved.filter(({ code }) => code === answered.code).map(({ clock }) => clock)).toEqual(['silence']);
	const [caseClock, verify] = await clocksOf(open.id);
	expect(caseClock).toMatchObject({ clock: 'case', late_from: new Date('2026-04-04T00:00:00+08:00') });
	expect(verify).toMatchObject({
		late_from: new Date('2026-02-07T00:00:00+08:00'),
		next_at: new Date('2026-02-07T00:00:00+08:00'),
		due_at: new Date('2026-02-07T00:00:00+08:00'),
		public_due: new Date('2026-02-07T00:00:00+08:00'),
	});
});

test('counting anew twice moves nothing the second time', async () => {
	await closeOffice('2026-02-03');
	await recountClocks(ground, world.directory.agency.id, MONDAY_MORNING);

	expect(await recountClocks(ground, world.directory.agency.id, MONDAY_MORNING)).toEqual([]);
});

test('what had climbed stays climbed, and climbs on from its new deadline', async () => {
	const { id } = await world.submit({ at: new Date('2026-03-02T09:00:00+08:00') });
	await runOverruns(ground, new Date('2026-03-06T00:00:00+08:00'));
	await closeOffice('2026-03-06');
	await closeOffice('2026-03-04');
	await recountClocks(ground, world.directory.agency.id, new Date('2026-03-06T01:00:00+08:00'));

	const rungs = async () =>
		(
			await world.owner.query(
				`select facts->>'rung' as rung from report_step where report_id = $1 and step = 'climb' order by seq`,
				[id],
			)
		).rows.map(({ rung }) => rung);
	await runOverruns(ground, new Date('2026-03-10T23:00:00+08:00'));
	const early = await rungs();
	await runOverruns(ground, new Date('2026-03-12T00:00:00+08:00'));

	expect(early).toEqual(['head']);
	expect(await rungs()).toEqual(['head', 'leader']);
});

test('an answered report keeps the deadlines it was answered under', async () => {
	const { id } = await world.report('in_progress');
	await world.taken(id, 'answer', AN_ANSWER);
	const closed = (await clocksOf(id)).filter(({ ended_at }) => ended_at);
	await closeOffice('2026-02-05');

	await recountClocks(ground, world.directory.agency.id, MONDAY_MORNING);

	const after = (await clocksOf(id)).filter(({ ended_at }) => ended_at);
	expect(after.map(({ late_from }) => late_from)).toEqual(closed.map(({ late_from }) => late_from));
});

test('whoever changes the days off has the deadlines counted anew; the same days written again have not', async () => {
	const jobs = async () =>
		(
			await world.owner.query(
				`select count(*)::int as n from graphile_worker.jobs where task_identifier = 'clocks.recount' and key = $1`,
				[`clocks.recount ${world.directory.agency.id}`],
			)
		).rows[0].n;
	await world.owner.query(`delete from graphile_worker._private_jobs`);

	await world.owner.query('update day_off set name = name');
	const same = await jobs();
	await closeOffice('2026-05-04');
	await closeOffice('2026-05-05');
	const added = await jobs();
	await world.owner.query(`delete from graphile_worker._private_jobs`);
	await world.owner.query(`delete from day_off where date = '2026-05-04'`);

	expect([same, added, await jobs()]).toEqual([0, 1, 1]);
});
