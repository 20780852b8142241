import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, seenBy, type Viewer } from '#server/platform/db.ts';
import { ok, refuse } from '#server/platform/result.ts';
import { aDatabase, type TestDatabase } from '../../../tests/database.ts';
import { type By, type Change, noteChange, once } from './change-log-commands.ts';
import { type LogFilter, logPage } from './change-log-queries.ts';
import type { AgencyId, PersonId } from './policy.ts';
import { GATE } from './session-commands.ts';

let database: TestDatabase;
let db: Database;
let reza: By;
let stranger: AgencyId;

const NOON = new Date('2026-02-02T12:00:00+08:00');
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
const EVERYTHING: LogFilter = { actions: null, person: null, subject: null, from: null, until: null };
const asAdmin = (by: By = reza): Viewer => ({ ...GATE, ...by });
const look = (filter: Partial<LogFilter> = {}, by: By = reza) =>
	seenBy(asAdmin(by), db, (tx) =>
		logPage(tx, reza.agencyId, { ...EVERYTHING, ...filter }, { after: null, most: 50 }),
	);
const note = (change: Partial<Change> = {}) =>
	seenBy(asAdmin(), db, (tx) =>
		noteChange(tx, {
			action: 'unit_renamed',
			subject: 'unit dinas_pupr',
			before: { name: 'Lama' },
			after: { name: 'Baru' },
			by: reza,
			at: NOON,
			...change,
		}),
	);

beforeAll(async () => {
	database = await aDatabase();
	({ db } = database);
	const { rows } = await database.owner.query(
		"select id, agency_id from person where key in ('reza', 'maria') order by key desc",
	);
	reza = { personId: rows[0].id as PersonId, agencyId: rows[0].agency_id as AgencyId, role: 'system_admin' };
	stranger = rows[1].agency_id;
	await note();
	await note({ action: 'person_suspended', subject: `person ${reza.personId}`, at: later(1) });
	await note({ action: 'unit_moved', at: later(24 * 60) });
});
afterAll(() => database.close());

describe('the log of changes', () => {
	it('shows the newest first, with the name behind a subject', async () => {
		const entries = await look();

		expect(entries.map(({ action, subjectName }) => [action, subjectName])).toEqual([
			['unit_moved', expect.stringContaining('Dinas')],
			['person_suspended', 'Reza Palupi'],
			['unit_renamed', expect.stringContaining('Dinas')],
		]);
		expect(entries[2]).toMatchObject({
			person: 'Reza Palupi',
			before: { name: 'Lama' },
			after: { name: 'Baru' },
		});
	});

	it('is searched by act, person, subject and days', async () => {
		const acts = async (filter: Partial<LogFilter>) => (await look(filter)).map(({ action }) => action);

		expect(await acts({ actions: ['unit_renamed', 'unit_moved'] })).toEqual(['unit_moved', 'unit_renamed']);
		expect(await acts({ person: 'palup' })).toHaveLength(3);
		expect(await acts({ person: 'p%l' })).toEqual([]);
		expect(await acts({ subject: 'reza@muarasirih.example' })).toEqual(['person_suspended']);
		expect(await acts({ subject: 'unit dinas_pupr', until: later(60) })).toEqual(['unit_renamed']);
		expect(await acts({ from: later(60) })).toEqual(['unit_moved']);
	});

	it('goes on page by page without losing or repeating an entry', async () => {
		const [newest] = await look();
		const rest = await seenBy(asAdmin(), db, (tx) =>
			logPage(tx, reza.agencyId, EVERYTHING, { after: newest ?? null, most: 50 }),
		);

		expect(rest.map(({ action }) => action)).toEqual(['person_suspended', 'unit_renamed']);
	});

	it('is read by the administrator of that government and by nobody else', async () => {
		expect(await look({}, { ...reza, agencyId: stranger })).toEqual([]);
		expect(await look({}, { ...reza, role: 'coordinator' })).toEqual([]);
	});

	it('cannot be changed, not even by who wrote it (attack 16)', async () => {
		const spoil = (statement: string) => seenBy(asAdmin(), db, () => db.pool.query(statement));

		await expect(spoil("update audit set action = 'x'")).rejects.toThrow(/permission denied/);
		await expect(spoil('delete from audit')).rejects.toThrow(/permission denied/);
	});

	it('finds its entries through an index, however many there are', async () => {
		await database.owner.query(
			`insert into audit (agency_id, person_id, action, subject, at)
			select $1, $2, 'signed_in', 'person ' || gen_random_uuid(), $3::timestamptz + make_interval(secs => n) from generate_series(1, 60000) n`,
			[reza.agencyId, reza.personId, NOON],
		);
		await database.owner.query('analyze audit');
		const began = performance.now();

		await Promise.all([look(), look({ actions: ['unit_moved'] }), look({ subject: 'unit dinas_pupr' })]);

		expect(performance.now() - began).toBeLessThan(500);
	});
});

describe('a form that is sent twice', () => {
	const form = { key: 'a key', what: 'unit_added' };
	const sent = (change: () => ReturnType<typeof ok<string>> | ReturnType<typeof refuse<string>>) =>
		seenBy(asAdmin(), db, (tx) => once<string, string>(tx, { ...form, by: reza }, async () => change()));

	it('is refused, mended and taken, and then never again', async () => {
		expect(await sent(() => refuse('not yet'))).toEqual(refuse('not yet'));
		expect(await sent(() => ok('made'))).toEqual(ok('made'));
		expect(await sent(() => ok('made again'))).toEqual(ok(null));
	});
});
