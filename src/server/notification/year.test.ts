import { afterAll, beforeAll, expect, test } from 'vitest';
import { aWorld, type World } from '../../../tests/world.ts';
import { directoryOfAgency, forgetDirectories } from '../agency/queries.ts';
import { setLogLevel } from '../platform/log.ts';
import type { Letter, Mailer } from '../platform/mail.ts';
import { type JobGround, runOverruns } from '../report/jobs.ts';
import { sendDue } from './jobs.ts';

const HOUR_MS = 60 * 60 * 1000;
const NEW_YEAR = new Date('2026-01-01T00:00:00+08:00');

let world: World;
let ground: JobGround;
let daysOff: ReadonlySet<string>;

beforeAll(async () => {
	setLogLevel('silent');
	world = await aWorld();
	await world.owner.query('update agency set demo = false');
	await world.owner.query(`update person set email = replace(email, '.example', '.test')`);
	forgetDirectories();
	ground = { db: world.db, directoryOf: (id) => directoryOfAgency(world.db.pool, id) };
	const { rows } = await world.owner.query('select date::text from day_off where agency_id = $1', [
		world.directory.agency.id,
	]);
	daysOff = new Set(rows.map(({ date }) => date));
});
afterAll(() => world.close());

/** Weekday and minute in the office, counted without the code under test. */
function inOffice(at: Date): { date: string; weekday: number; minute: number } {
	const local = new Date(at.getTime() + 8 * HOUR_MS);
	return {
		date: local.toISOString().slice(0, 10),
		weekday: local.getUTCDay(),
		minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
	};
}

test('in a year of late reports no member of staff is written to outside office hours', async () => {
	const letters: Letter[] = [];
	const mailer: Mailer = {
		// Every third try fails, so that repetitions are held to the hours, too.
		send: async (letter) => {
			letters.push(letter);
			return letters.length % 3 === 0 ? { kind: 'deferred', why: 'full' } : { kind: 'sent', providerId: '' };
		},
		close: () => undefined,
	};
	for (let month = 0; month < 12; month += 1) {
		const at = new Date(NEW_YEAR.getTime() + (month * 731 + 13) * HOUR_MS);
		const { id } = await world.submit({ at, submission: { email: null } });
		if (month % 2 === 0) await world.taken(id, 'forward', { at, targetUnitId: world.unit('dinas_pupr') });
	}

	for (let hour = 0; hour < 366 * 24; hour += 13) {
		const at = new Date(NEW_YEAR.getTime() + (hour + (hour % 7) / 7) * HOUR_MS);
		await runOverruns(ground, at);
		await sendDue({ ...ground, ring: world.vault.ring, mailer, now: () => at });
	}

	const rungs = new Set(letters.map(({ to }) => to.join()));
	expect(letters.length).toBeGreaterThan(60);
	expect([...rungs]).toEqual(
		expect.arrayContaining([
			'budi@muarasirih.test',
			'farida@muarasirih.test',
			'ratna@muarasirih.test',
			'maria@ombudsman.test',
		]),
	);
	const outside = letters
		.map(({ at }) => inOffice(at))
		.filter(({ date, weekday, minute }) => {
			const isOpen =
				weekday >= 1 && weekday <= 5 && !daysOff.has(date) && minute >= 8 * 60 && minute < 16 * 60 + 30;
			return !isOpen;
		});
	expect(outside).toEqual([]);
}, 120_000);
