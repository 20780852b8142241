import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWorld, type World } from '../../../tests/world.ts';
import { seenBy } from '../platform/db.ts';

let world: World;
beforeAll(async () => {
	world = await aWorld();
});
afterAll(() => world.close());

const terms = async () => {
	const { rows } = await world.owner.query(
		"select count(*)::int as kept, (select last_value::int from clock_term_id_seq) as drawn, count(*) filter (where source = 'Perbup Contoh')::int as ours from clock_term",
	);
	return rows[0];
};

describe('the term of a clock', () => {
	it('is kept once: a second report of its kind writes none', async () => {
		await world.submit();
		const before = await terms();

		await world.submit();

		expect(before.kept).toBeGreaterThan(0);
		expect(await terms()).toEqual(before);
	});

	it('is one row when many add it at the same time', async () => {
		const agency = world.directory.agency.id;
		const added = await Promise.all(
			Array.from({ length: 8 }, () =>
				world.owner.query("select new_clock_term($1, 77, 'working', 'Perbup Contoh') as id", [agency]),
			),
		);

		expect(new Set(added.map(({ rows }) => rows[0].id)).size).toBe(1);
		expect(await terms()).toMatchObject({ ours: 1 });
	});

	it('is added for no other government, and changed by nobody', async () => {
		const { actor } = world.officer('rahmah');
		const asOfficer = (statement: ReturnType<typeof sql>) =>
			seenBy(actor, world.db, (tx) => statement.execute(tx));
		const elsewhere = sql`select new_clock_term((select id from agency where id <> ${actor.agencyId} limit 1), 5, 'working', 'Perbup Lain')`;

		await expect(asOfficer(elsewhere)).rejects.toThrow('row-level security');
		await expect(asOfficer(sql`update clock_term set days = 90`)).rejects.toThrow('permission denied');
		await expect(asOfficer(sql`delete from clock_term`)).rejects.toThrow('permission denied');
	});
});
