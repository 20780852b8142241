import { afterAll, beforeAll, expect, it } from 'vitest';
import { aCaller, aDoor, type Door, seconds } from '../../../tests/staff.ts';
import { forgetOldSignIns } from './jobs.ts';
import { sessionOf } from './session-commands.ts';

let door: Door;
beforeAll(async () => {
	door = await aDoor();
});
afterAll(() => door.close());

const DAY = 24 * 60 * 60;
const counts = async () => {
	const { rows } = await door.owner.query(
		`select (select count(*)::int from sign_in_attempt where succeeded) as devices,
		        (select count(*)::int from sign_in_attempt where not succeeded) as failures,
		        (select count(*)::int from challenge) as begun, (select count(*)::int from staff_session) as sessions`,
	);
	return rows[0];
};

it('forgets what nobody needs any more, and nothing that still counts', async () => {
	const { session, device } = await door.signIn();
	await door.knock({ password: 'salah' });
	await door.owner.query('update one_time_password set last_counter = 0');
	await door.knock();

	await forgetOldSignIns(door.vault.db, seconds(60));
	expect(await counts()).toEqual({ devices: 1, failures: 2, begun: 1, sessions: 1 });
	expect(await sessionOf(door.vault.db, session, seconds(60))).toBeDefined();

	await forgetOldSignIns(door.vault.db, seconds(2 * DAY));
	expect(await counts()).toEqual({ devices: 1, failures: 0, begun: 0, sessions: 1 });
	for (let times = 0; times < 6; times += 1) await door.knock({ password: 'salah', now: seconds(2 * DAY) });
	expect((await door.knock({ caller: aCaller({ device }), now: seconds(2 * DAY) })).ok).toBe(true);

	await forgetOldSignIns(door.vault.db, seconds(401 * DAY));
	expect(await counts()).toEqual({ devices: 0, failures: 0, begun: 0, sessions: 0 });
});
