import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aDatabase, type TestDatabase } from '../../../tests/database.ts';
import { askedOnceBy, connect, type Database, seenBy, type Viewer } from './db.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await aDatabase();
});
afterAll(() => database.close());

/** Of one connection, so that what one transaction leaves behind the next one finds. */
function aLine() {
	return connect(database.ownerUrl, 1);
}
const statements = {
	'without values': sql`select pg_current_xact_id_if_assigned(), set_config('app.role', 'liaison', true)`,
	'with values': sql`select set_config('app.role', ${'liaison'}, true)`,
};

describe('a transaction', () => {
	it.each(Object.entries(statements))(
		'holds its settings from a first statement %s to its end',
		async (_, first) => {
			const db = aLine();
			const role = sql<{ role: string | null }>`select nullif(current_setting('app.role', true), '') as role`;

			const within = await db.transaction().execute(async (tx) => {
				await first.execute(tx);
				return (await role.execute(tx)).rows;
			});

			expect([within, (await role.execute(db)).rows]).toEqual([[{ role: 'liaison' }], [{ role: null }]]);
			await db.destroy();
		},
	);

	it('that fails at its first statement leaves the connection clean', async () => {
		const db = aLine();

		await expect(db.transaction().execute((tx) => sql`select 1/0`.execute(tx))).rejects.toThrow('division');

		expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
		await db.destroy();
	});

	it('undoes what it wrote when it throws', async () => {
		const db = aLine();
		const undo = new Error('undo');
		const write = (value: string) =>
			sql`insert into code_use (agency_id, year, used) select id, ${value}::int, 1 from agency limit 1`;

		await expect(
			db.transaction().execute(async (tx) => {
				await write('1999').execute(tx);
				throw undo;
			}),
		).rejects.toBe(undo);

		expect((await sql`select from code_use where year = 1999`.execute(db)).rows).toEqual([]);
		await db.destroy();
	});

	it('in which nothing is asked asks nothing', async () => {
		const db = aLine();

		await db.transaction().execute(async () => undefined);

		expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
		await db.destroy();
	});
});

describe('a transaction of one statement', () => {
	const LEADER: Viewer = {
		role: 'leader',
		personId: null,
		agencyId: null,
		reportId: null,
		unitIds: [],
		conflictUnitIds: [],
	};
	const WHO = `select current_setting('app.role', true) as role, $1::text as said, $2::text[] as list,
		current_setting('plan_cache_mode') as plans`;
	const ask = (db: Database, values: readonly unknown[], text = WHO) => askedOnceBy(LEADER, db)(text, values);

	it('sees as its viewer, in one way to the database, and leaves nothing behind', async () => {
		const db = aLine();
		const asked = vi.spyOn(pg.Client.prototype, 'query');

		const [first, again] = [await ask(db, ['a', ['b']]), await ask(db, ['c', []])];

		expect([first, again]).toEqual([
			[{ role: 'leader', said: 'a', list: ['b'], plans: 'force_generic_plan' }],
			[{ role: 'leader', said: 'c', list: [], plans: 'force_generic_plan' }],
		]);
		expect(asked).toHaveBeenCalledTimes(2);
		asked.mockRestore();
		const after = await sql`select nullif(current_setting('app.role', true), '') as role`.execute(db);
		expect(after.rows).toEqual([{ role: null }]);
		await db.destroy();
	});

	it.each(["'; select 1; --", '\\', '{"a", null}', '$1', 'ü 🌧'])('reads %s as a value', async (said) => {
		const db = aLine();

		expect(await ask(db, [said, [said, said]])).toMatchObject([{ said, list: [said, said] }]);

		await db.destroy();
	});

	it('that fails is followed by one that does not', async () => {
		const db = aLine();
		const text = `select 1 / $1::int as n`;

		await expect(ask(db, [0], text)).rejects.toThrow('division');

		expect(await ask(db, [1], text)).toEqual([{ n: 1 }]);
		expect(await seenBy(LEADER, db, async (tx) => (await sql`select 2 as n`.execute(tx)).rows)).toEqual([
			{ n: 2 },
		]);
		await db.destroy();
	});
});

describe('the end', () => {
	it('ends a pool that was only asked past the query builder', async () => {
		const db = aLine();
		await db.pool.query('select 1');

		await db.destroy();

		await expect(db.pool.query('select 1')).rejects.toThrow('after calling end');
	});
});
