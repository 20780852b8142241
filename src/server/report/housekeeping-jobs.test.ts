import { afterAll, beforeAll, expect, test } from 'vitest';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { directoryOfAgency, forgetDirectories } from '../agency/queries.ts';
import { setLogLevel } from '../platform/log.ts';
import { keepHouse } from './housekeeping-jobs.ts';
import type { JobGround } from './jobs.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
let world: World;
let ground: JobGround;

beforeAll(async () => {
	setLogLevel('silent');
	world = await aWorld();
	ground = { db: world.db, directoryOf: (id) => directoryOfAgency(world.db.pool, id) };
});
afterAll(() => world.close());

test('a form repeated within seven days is known; later its key is forgotten, but a submission is always the same report', async () => {
	const first = await world.submit({ key: 'same key' });
	await world.owner.query(
		"insert into idempotency (agency_id, key_hash, what, answer, at) values ($1, '\\x01', 'support', '{}', $2)",
		[world.directory.agency.id, MONDAY_MORNING],
	);
	const keys = async () =>
		(await world.owner.query('select count(*)::int as n from idempotency')).rows[0].n as number;

	await keepHouse(ground, new Date(MONDAY_MORNING.getTime() + 7 * DAY_MS));
	expect(await keys()).toBe(1);
	await keepHouse(ground, new Date(MONDAY_MORNING.getTime() + 7 * DAY_MS + 1));

	expect((await world.submit({ key: 'same key' })).code).toBe(first.code);
	expect(await keys()).toBe(0);
});

test('the codes of this year are counted, and everybody who makes codes sees how many', async () => {
	const now = new Date();
	await world.submit({ at: now });
	await world.submit({ at: new Date(now.getTime() - 500 * DAY_MS) });

	await keepHouse(ground, now);
	await keepHouse(ground, now);

	forgetDirectories();
	const directory = await directoryOfAgency(world.db.pool, world.directory.agency.id);
	const thisYear = await world.owner.query(
		`select count(*)::int as n from report where extract(year from received_at at time zone 'UTC') = $1`,
		[now.getUTCFullYear()],
	);
	expect(directory?.agency.codesUsed).toBe(thisYear.rows[0].n);
});
