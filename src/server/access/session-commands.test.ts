import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seenBy } from '#server/platform/db.ts';
import { aCaller, aDoor, type Door, NOON, PASSWORD, seconds } from '../../../tests/staff.ts';
import { Believed, SHORTLY } from '../platform/believed.ts';
import { changePassword } from './account-commands.ts';
import type { AgencyId } from './policy.ts';
import { SESSION } from './session.ts';
import {
	chooseRole,
	ownViewer,
	revokeAllOthers,
	revokeSession,
	sessionOf,
	signOut,
	staffOf,
} from './session-commands.ts';
import { assignmentsOf, openSessions } from './session-queries.ts';

let door: Door;
beforeAll(async () => {
	door = await aDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
	await door.owner.query(
		'delete from sign_in_attempt; delete from staff_session; update one_time_password set last_counter = 0',
	);
});

/** A second sign-in within the same half minute: the code's counter is given back. */
async function signInAgain(given: Parameters<Door['signIn']>[0] = {}) {
	await door.owner.query('update one_time_password set last_counter = 0');
	return door.signIn(given);
}
const held = (cookie: string, now = NOON) => sessionOf(door.vault.db, cookie, now);
async function getHeld(cookie: string) {
	const session = await held(cookie);
	if (!session) throw new Error('no session');
	return session;
}
const change = { demo: 'off', now: NOON } as const;

describe('a session', () => {
	it('is found by its secret and by nothing that resembles it', async () => {
		const { session: cookie } = await door.signIn();

		expect(await held(cookie)).toMatchObject({
			personId: door.sari,
			role: 'liaison',
			agencyId: door.agencyId,
		});
		for (const wrong of ['', 'x', cookie.slice(1), `${cookie}A`, cookie.toLowerCase(), '0'.repeat(43)])
			expect(await held(wrong)).toBeUndefined();
	});

	it('ends after two hours without a click, and not while somebody works', async () => {
		const { session: idle } = await door.signIn();
		const { session: busy } = await signInAgain();
		const minutes = (count: number) => seconds(count * 60);

		for (const at of [50, 100, 150]) await held(busy, minutes(at));

		expect(await held(idle, minutes(SESSION.idleMinutes + 1))).toBeUndefined();
		expect(await held(busy, minutes(200))).toBeDefined();
	});

	it('ends after twelve hours, however busy', async () => {
		const { session: cookie } = await door.signIn();
		for (let hour = 1; hour < SESSION.absoluteHours; hour += 1)
			expect(await held(cookie, seconds(hour * 3600))).toBeDefined();

		expect(await held(cookie, seconds(SESSION.absoluteHours * 3600))).toBeUndefined();
	});

	it('costs the database a write once a minute, not at every click', async () => {
		const { session: cookie } = await door.signIn();
		const seenAt = async () => (await door.owner.query('select seen_at from staff_session')).rows[0].seen_at;

		await held(cookie, seconds(30));
		expect(await seenAt()).toEqual(NOON);
		await held(cookie, seconds(90));
		expect(await seenAt()).toEqual(seconds(90));
	});

	it('begins under a secret of its own; what the browser held before is dead (attack 20)', async () => {
		const { session: planted } = await door.signIn();

		const { session: cookie } = await signInAgain({ previous: planted });

		expect(cookie).not.toBe(planted);
		expect(await held(planted)).toBeUndefined();
		expect(await held(cookie)).toBeDefined();
	});

	it('does not begin by a secret somebody else chose (attack 20)', async () => {
		const chosen = 'C'.repeat(43);

		await door.signIn({ previous: chosen });

		expect(await held(chosen)).toBeUndefined();
	});

	it('ends at once when its holder signs out', async () => {
		const { session: cookie } = await door.signIn();

		await signOut(door.vault.db, await getHeld(cookie), NOON);

		expect(await held(cookie)).toBeUndefined();
		expect(await door.audit('signed_out')).toHaveLength(1);
	});
});

describe('other sessions end at their next request (attack 21)', () => {
	it('when the password changes; this one goes on under a new secret', async () => {
		const { session: here } = await door.signIn();
		const { session: elsewhere } = await signInAgain();

		const changed = await changePassword(door.vault.db, await getHeld(here), {
			...change,
			password: 'lima kata yang baru sekali',
		});

		if (!changed.ok) throw new Error(changed.refusal.code);
		expect(await held(elsewhere)).toBeUndefined();
		expect(await held(here)).toBeUndefined();
		expect(await held(changed.value.session)).toMatchObject({ personId: door.sari });
		expect((await door.knock()).ok).toBe(false);
		expect((await door.knock({ password: 'lima kata yang baru sekali' })).ok).toBe(true);
		await changePassword(door.vault.db, await getHeld(changed.value.session), {
			...change,
			password: PASSWORD,
		});
	});

	it('when the person is suspended', async () => {
		const { session: cookie } = await door.signIn();

		await door.owner.query('update person set suspended_at = now()');

		expect(await held(cookie)).toBeUndefined();
		await door.owner.query('update person set suspended_at = null');
	});

	it('when the role they work in is over', async () => {
		const { session: cookie } = await door.signIn();

		await door.owner.query(`update assignment set valid_until = '2026-02-01' where person_id = $1`, [
			door.sari,
		]);

		expect(await held(cookie)).toBeUndefined();
		await door.owner.query('update assignment set valid_until = null where person_id = $1', [door.sari]);
	});

	it('when they are ended one by one, or all but this one', async () => {
		const { session: here } = await door.signIn();
		const { session: phone } = await signInAgain();
		const { session: tablet } = await signInAgain({ caller: aCaller({ deviceName: 'Chrome · Android' }) });
		const mine = await getHeld(here);

		const list = await seenBy(ownViewer(mine), door.vault.db, (tx) => openSessions(tx, door.sari, NOON));
		expect(list.map(({ device }) => device).toSorted()).toEqual([
			'Chrome · Android',
			'Firefox · Linux',
			'Firefox · Linux',
		]);

		await revokeSession(door.vault.db, mine, { ...change, id: (await getHeld(phone)).sessionId });
		expect(await held(phone)).toBeUndefined();
		expect(await held(tablet)).toBeDefined();

		await revokeAllOthers(door.vault.db, mine, change);
		expect(await held(tablet)).toBeUndefined();
		expect(await held(here)).toBeDefined();
	});

	it('but never somebody else’s', async () => {
		const other = await door.person('lain@dinas.example', ['head']);
		await door.withWaysIn(other);
		const { session: theirs } = await door.signIn({ email: 'lain@dinas.example' });
		const { session: mine } = await door.signIn();

		await revokeSession(door.vault.db, await getHeld(mine), {
			...change,
			id: (await getHeld(theirs)).sessionId,
		});

		expect(await held(theirs)).toBeDefined();
	});
});

describe('somebody with several roles', () => {
	it('chooses one, under a new secret, and begins with it the next time', async () => {
		const person = await door.person('dua@dinas.example', ['liaison', 'head']);
		await door.withWaysIn(person);
		const { session: first, assignments } = await door.signIn({ email: 'dua@dinas.example' });
		const session = await getHeld(first);
		const roles = await seenBy(ownViewer(session), door.vault.db, (tx) => assignmentsOf(tx, person, NOON));
		const head = roles.find(({ role }) => role === 'head');

		const chosen = await chooseRole(door.vault.db, session, { assignmentId: head?.id ?? '', now: NOON });

		if (!chosen.ok) throw new Error(chosen.refusal.code);
		expect(assignments).toBe(2);
		expect(await held(first)).toBeUndefined();
		expect(await held(chosen.value.session)).toMatchObject({ role: 'head', assignments: 2 });
		expect(await getHeld((await signInAgain({ email: 'dua@dinas.example' })).session)).toMatchObject({
			role: 'head',
		});
	});

	it('cannot take a role that is somebody else’s', async () => {
		const session = await door.session();
		const { rows } = await door.owner.query('select id from assignment where person_id <> $1 limit 1', [
			door.sari,
		]);

		expect(await chooseRole(door.vault.db, session, { assignmentId: rows[0].id, now: NOON })).toEqual({
			ok: false,
			refusal: { code: 'not_held' },
		});
	});
});

/** No government has it. */
const ELSEWHERE = 2_000_000_000 as AgencyId;

describe('the member of staff who asks', () => {
	const directory = (id: AgencyId) =>
		({ agency: { id }, units: new Map() }) as unknown as Parameters<typeof staffOf>[1]['directory'];
	const ask = (
		cookie: string,
		given: { url?: string; client?: string; agency?: AgencyId; demo?: 'on' | 'public' } = {},
	) => {
		const url = new URL(given.url ?? 'http://localhost:3000/petugas');
		const name = url.protocol === 'https:' ? '__Host-tuntas_sesi' : 'tuntas_sesi';
		return staffOf(
			{ db: door.vault.db, config: { TUNTAS_DEMO: given.demo ?? 'on' }, sessions: new Believed(SHORTLY) },
			{
				cookies: { get: (asked) => (asked === name ? cookie : undefined) },
				url,
				directory: directory(given.agency ?? door.agencyId),
				client: given.client ?? '203.0.113.7',
				now: NOON,
			},
		);
	};

	it('is known at their own government’s address only', async () => {
		const { session: cookie } = await door.signIn();

		expect(await ask(cookie)).toMatchObject({
			name: 'Sari Melati',
			actor: { role: 'liaison', personId: door.sari },
		});
		expect(await ask(cookie, { url: 'https://nyata.example/petugas' })).not.toBeNull();
		expect(await ask(cookie, { agency: ELSEWHERE })).toBeNull();
	});

	it('of a body that runs the installation for others is known at their addresses', async () => {
		await door.owner.query('update agency set prefix = null where id = $1', [door.agencyId]);
		const { session: cookie } = await door.signIn();

		const staff = await ask(cookie, { agency: ELSEWHERE });

		expect(staff?.actor).toEqual({
			personId: door.sari,
			role: 'liaison',
			agencyId: door.agencyId,
			unitIds: [],
			conflictUnitIds: [],
			reportId: null,
			regionCode: null,
		});
		await door.owner.query(`update agency set prefix = 'NYT' where id = $1`, [door.agencyId]);
	});

	it('of the demonstration is known on this machine only, unless it is open to everybody', async () => {
		await door.owner.query('update agency set demo = true where id = $1', [door.agencyId]);
		const { session: cookie } = await door.signIn({ demo: 'open' });

		expect(await ask(cookie, { client: '127.0.0.1' })).not.toBeNull();
		expect(await ask(cookie)).toBeNull();
		expect(await ask(cookie, { demo: 'public' })).not.toBeNull();
		await door.owner.query('update agency set demo = false where id = $1', [door.agencyId]);
	});
});
