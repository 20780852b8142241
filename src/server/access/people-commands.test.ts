import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seenBy } from '#server/platform/db.ts';
import { aDoor, type Door, NOON, PASSWORD, seconds } from '../../../tests/staff.ts';
import { invite, type LinkGround, sendLink } from './invite-commands.ts';
import { acceptLink, findLinkPage } from './link-commands.ts';
import { addPost } from './people-changes-queries.ts';
import { changeTerm, giveRole, type Named, restore, suspend } from './people-commands.ts';
import type { PersonId } from './policy.ts';
import type { Post } from './posts.ts';
import type { StaffSession } from './session.ts';
import { ownViewer, sessionOf } from './session-commands.ts';

let door: Door;
let admin: StaffSession;
const TODAY = '2026-02-02';
const LIAISON: Post = {
	role: 'liaison',
	unitId: null,
	regionCode: null,
	acting: false,
	validFrom: null,
	validUntil: null,
};
const ADMIN: Post = { ...LIAISON, role: 'system_admin' };

const ground = (given: Partial<LinkGround> = {}): LinkGround & Named => {
	const session = given.session ?? admin;
	const { agencyId, personId, role } = session;
	return {
		db: door.db,
		ring: door.vault.ring,
		mail: 'none',
		session,
		viewer: ownViewer(session),
		by: { agencyId, personId, role },
		demo: 'off',
		key: randomUUID(),
		now: NOON,
		today: TODAY,
		nameOf: () => null,
		...given,
	};
};
let nth = 0;
const someone = async (roles: Parameters<Door['person']>[1] = ['liaison']) => {
	nth += 1;
	return door.person(`orang${nth}@dinas.example`, roles);
};
const anAdmin = async (): Promise<StaffSession> => {
	const id = await someone(['system_admin']);
	await door.withWaysIn(id);
	return door.session({ email: `orang${nth}@dinas.example` });
};
const postsOf = async (id: string) =>
	(
		await door.owner.query(
			'select id, role, valid_from, valid_until, acting from assignment where person_id = $1 order by id',
			[id],
		)
	).rows;
const told = async (id: string) =>
	(
		await door.owner.query('select action, before, after from audit where subject = $1 order by id', [
			`person ${id}`,
		])
	).rows;

beforeAll(async () => {
	door = await aDoor();
	admin = await anAdmin();
});
afterAll(() => door.close());

describe('an invited person', () => {
	const invited = async (email: string) => {
		const made = await invite(ground(), { name: 'Dewi Anggraini', email, post: LIAISON });
		if (!made.ok || !made.value) throw new Error('not invited');
		return made.value;
	};
	const accept = async (token: string, now = NOON) => {
		const opening = { token, agencyId: door.agencyId, now };
		const page = await findLinkPage(door.vault, opening);
		const secret = Secret.fromBase32(page?.secret ?? 'AAAA');
		const code = new TOTP({ secret }).generate({ timestamp: now.getTime() });
		return acceptLink(door.vault, door.gate({ now }), { ...opening, password: PASSWORD, code });
	};

	it('chooses how they sign in by a link that works once, and is in', async () => {
		const { token, personId } = await invited('dewi@dinas.example');

		const accepted = await accept(token);

		if (!accepted.ok || !accepted.value.entered) throw new Error('not in');
		expect(accepted.value.codes).toHaveLength(10);
		expect(await sessionOf(door.db, accepted.value.entered.session, NOON)).toMatchObject({
			personId,
			role: 'liaison',
		});
		expect(await accept(token)).toEqual({ ok: false, refusal: { code: 'not_found' } });
		expect((await told(personId)).map(({ action }) => action)).toEqual(['person_invited']);
	});

	it('is not invited twice by the same form, nor under an address somebody has', async () => {
		const form = ground();
		const post = { name: 'Ayu', email: 'ayu@dinas.example', post: LIAISON };
		await invite(form, post);

		expect(await invite(form, post)).toEqual({ ok: true, value: null });
		expect(await invite(ground(), { ...post, email: 'AYU@dinas.example' })).toMatchObject({
			refusal: { code: 'email_taken' },
		});
	});

	it('gets in by the newest link only, and by none once it is too old or opened elsewhere', async () => {
		const first = await invited('bima@dinas.example');
		const second = await sendLink(ground(), first.personId);
		if (!second.ok || !second.value) throw new Error('no link');
		const opening = { token: second.value.token, agencyId: door.agencyId, now: NOON };

		expect(await findLinkPage(door.vault, { ...opening, token: first.token })).toBeUndefined();
		expect(await findLinkPage(door.vault, { ...opening, now: second.value.expiresAt })).toBeUndefined();
		const elsewhere = (await door.owner.query("select id from agency where key = 'muara_sirih'")).rows[0].id;
		expect(await findLinkPage(door.vault, { ...opening, agencyId: elsewhere })).toBeUndefined();
		expect(await findLinkPage(door.vault, opening)).toMatchObject({ email: 'bima@dinas.example' });
	});

	it('whose ways to sign in were reset is out everywhere, and no earlier key or code opens anything', async () => {
		const { token, personId } = await invited('citra@dinas.example');
		const before = await accept(token);
		if (!before.ok || !before.value.entered) throw new Error('not in');
		await door.owner.query(
			"insert into passkey (credential_id, person_id, public_key, counter, name) values ('k', $1, '\\x00', 0, 'lama')",
			[personId],
		);
		const reset = await sendLink(ground(), personId);
		if (!reset.ok || !reset.value) throw new Error('no link');
		expect(await sessionOf(door.db, before.value.entered.session, NOON)).toBeDefined();

		await accept(reset.value.token, seconds(60));

		expect(await sessionOf(door.db, before.value.entered.session, seconds(61))).toBeUndefined();
		const keys = await door.owner.query('select from passkey where person_id = $1', [personId]);
		expect(keys.rowCount).toBe(0);
		expect((await told(personId)).at(-1)).toMatchObject({ action: 'sign_in_reset' });
	});

	it('is written to under seal where letters leave: the database alone opens no account', async () => {
		const made = await invite(ground({ mail: 'set' }), {
			name: 'Eka',
			email: 'eka@kantor.go.id',
			post: LIAISON,
		});
		if (!made.ok || !made.value) throw new Error('not invited');

		const { rows } = await door.owner.query("select recipient, facts from outbox where template = 'invite'");
		expect(rows).toEqual([
			{ recipient: { to: 'person', personId: made.value.personId }, facts: { sealed: expect.any(String) } },
		]);
		expect(JSON.stringify(rows)).not.toContain(made.value.token);
	});
});

describe('somebody suspended', () => {
	it('is out on every device at once, cannot open a link, and comes back with the same roles', async () => {
		const id = await someone();
		await door.withWaysIn(id);
		const { session } = await door.signIn({ email: `orang${nth}@dinas.example`, now: seconds(30) });
		await sendLink(ground(), id);

		expect(await suspend(ground(), id)).toEqual({ ok: true, value: 1 });

		expect(await sessionOf(door.db, session, seconds(31))).toBeUndefined();
		expect(await door.knock({ email: `orang${nth}@dinas.example`, now: seconds(60) })).toMatchObject({
			ok: false,
		});
		expect((await door.owner.query('select from one_time_link where person_id = $1', [id])).rowCount).toBe(0);
		expect(await restore(ground(), id)).toEqual({ ok: true, value: true });
		expect(await sessionOf(door.db, session, seconds(61))).toBeUndefined();
		expect(await postsOf(id)).toHaveLength(1);
		expect(await told(id)).toMatchObject([
			{ action: 'sign_in_reset' },
			{ action: 'person_suspended', before: { suspended: false }, after: { suspended: true, sessions: 1 } },
			{ action: 'person_restored' },
		]);
	});
});

describe('roles', () => {
	it('are given between two days, once, with an entry that tells them', async () => {
		const id = await someone([]);
		const acting = { ...LIAISON, role: 'head', acting: true, validUntil: '2026-04-30' } as const;

		expect(await giveRole(ground(), id, acting)).toEqual({ ok: true, value: true });
		expect(await giveRole(ground(), id, acting)).toMatchObject({ refusal: { code: 'already_held' } });

		expect(await postsOf(id)).toMatchObject([{ role: 'head', acting: true, valid_until: '2026-04-30' }]);
		expect(await told(id)).toMatchObject([
			{ action: 'role_given', before: null, after: { role: 'head', until: '2026-04-30', acting: true } },
		]);
	});

	it('end at the next click, and are kept with their days', async () => {
		const id = await someone(['liaison']);
		await door.withWaysIn(id);
		const { session } = await door.signIn({ email: `orang${nth}@dinas.example`, now: seconds(90) });
		const [held] = await postsOf(id);

		const term = { validUntil: '2026-02-01' };
		await changeTerm(ground(), id, { assignmentId: held.id, term, as: 'role_ended' });

		expect(await sessionOf(door.db, session, seconds(91))).toBeUndefined();
		expect(await postsOf(id)).toMatchObject([{ role: 'liaison', valid_until: '2026-02-01' }]);
	});
});

describe('nobody', () => {
	it('raises, suspends or resets themselves: not by the command, not past it', async () => {
		const own = admin.personId;
		const refusals = await Promise.all([
			giveRole(ground(), own, { ...LIAISON, role: 'leader' }),
			suspend(ground(), own),
			sendLink(ground(), own),
		]);

		expect(refusals.map((one) => !one.ok && one.refusal.code)).toEqual(Array(3).fill('own_rights'));
		const past = seenBy(ownViewer(admin), door.db, (tx) => addPost(tx, admin.agencyId, own, LIAISON));
		await expect(past).rejects.toThrow(/row-level security/);
	});

	it('but a system administrator changes rights: a liaison is refused by the database itself', async () => {
		const liaison = await door.session({ now: seconds(120) });
		const id = await someone([]);
		const past = seenBy(ownViewer(liaison), door.db, (tx) => addPost(tx, liaison.agencyId, id, LIAISON));

		await expect(past).rejects.toThrow(/row-level security/);
		expect(await suspend(ground({ session: liaison }), id)).toMatchObject({
			refusal: { code: 'not_found' },
		});
		expect((await door.owner.query('select suspended_at from person where id = $1', [id])).rows).toEqual([
			{ suspended_at: null },
		]);
	});

	it('reaches people of another government', async () => {
		const { rows } = await door.owner.query("select id, agency_id from person where key = 'rahmah'");
		const { id: rahmah, agency_id: theirs } = rows[0];

		expect(await suspend(ground(), rahmah)).toMatchObject({ refusal: { code: 'not_found' } });
		expect(await giveRole(ground(), rahmah, ADMIN)).toMatchObject({ refusal: { code: 'not_found' } });
		const past = seenBy(ownViewer(admin), door.db, (tx) => addPost(tx, theirs, rahmah as PersonId, ADMIN));
		await expect(past).rejects.toThrow(/row-level security/);
		const mixed = seenBy(ownViewer(admin), door.db, (tx) =>
			addPost(tx, admin.agencyId, rahmah as PersonId, ADMIN),
		);
		await expect(mixed).rejects.toThrow(/assignment_person_here/);
	});

	it('changes rights without a fresh proof, or with an account that everybody may use', async () => {
		const id = await someone();
		const stale = ground({ now: seconds(11 * 60) });

		expect(await suspend(stale, id)).toMatchObject({ refusal: { code: 'proof_needed' } });
		const shared = { ...admin, demo: true };
		expect(await suspend(ground({ session: shared, demo: 'public' }), id)).toMatchObject({
			refusal: { code: 'demo_shared' },
		});
	});
});

describe('the last system administrator', () => {
	it('is neither suspended nor ended, also when two do it to each other at once', async () => {
		const other = await anAdmin();
		const both = await Promise.all([
			suspend(ground(), other.personId),
			suspend(ground({ session: other }), admin.personId),
		]);

		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'last_administrator' } });
	});
});
