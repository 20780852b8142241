import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDatabase, type TestDatabase } from '../../../tests/database.ts';
import { connect } from './db.ts';

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

describe('the end', () => {
	it('ends a pool that was only asked past the query builder', async () => {
		const db = aLine();
		await db.pool.query('select 1');

		await db.destroy();

		await expect(db.pool.query('select 1')).rejects.toThrow('after calling end');
	});
});
