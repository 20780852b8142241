import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDatabase, type TestDatabase } from '../tests/database.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await aDatabase();
});
afterAll(() => database.close());

const PASSWORDS = { app: 'app', public: 'public' };

test('a database that is up to date is left as it is, however often', async () => {
	const names = async () => (await database.owner.query('select name, at from migration order by name')).rows;
	const before = await names();
	await migrate(database.ownerUrl, PASSWORDS);
	expect(await names()).toEqual(before);
});

test('a database written by a newer version is refused, by name, and nothing of it is changed', async () => {
	await database.owner.query(`insert into migration (name) values ('9001_from_the_future.sql')`);
	await expect(migrate(database.ownerUrl, PASSWORDS)).rejects.toThrow(
		/newer Tuntas \(9001_from_the_future\.sql\).*restore a backup made before the upgrade/,
	);
	await database.owner.query(`delete from migration where name like '9001%'`);
});

test('a database that does not keep what it acknowledged is refused', async () => {
	const careless = new pg.Client({ connectionString: database.ownerUrl });
	await careless.connect();
	const { rows } = await careless.query('select current_database() as name');
	await careless.query(`alter database ${rows[0].name} set synchronous_commit = off`);
	await careless.end();
	await expect(migrate(database.ownerUrl, PASSWORDS)).rejects.toThrow(/synchronous_commit off/);
});
