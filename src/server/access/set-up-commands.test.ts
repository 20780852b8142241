import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDoor, type Door, NOON, PASSWORD, seconds } from '../../../tests/staff.ts';
import { signInWithCode } from './second-factor-commands.ts';
import { sessionOf } from './session-commands.ts';
import { completeSetUp, findSetUp, setUpLink } from './set-up-commands.ts';

let door: Door;
beforeEach(async () => {
	door = await aDoor();
});
afterEach(() => door.close());

const codeOf = (secret: string, at: Date) =>
	new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
const tokenOf = (path: string | undefined) => path?.replace('/pasang/', '') ?? '';
const aForm = (given: object = {}) => ({
	name: 'Made Wirawan',
	email: 'made@nyata.example',
	password: PASSWORD,
	again: PASSWORD,
	code: '000000',
	...given,
});

async function opened(now = NOON) {
	const path = await setUpLink(door.owner, now);
	const token = tokenOf(path);
	const page = await findSetUp(door.vault, token, now);
	if (!page) throw new Error('the link opens nothing');
	const complete = (given: object = {}, at = now) =>
		completeSetUp(door.vault, door.gate({ now: at }), {
			token,
			form: aForm({ code: codeOf(page.secret, at), ...given }),
		});
	return { path, token, page, complete };
}

describe('the first administrator', () => {
	it('comes in by the link that the start prints, is signed in, and keeps ten recovery codes', async () => {
		const { path, page, complete } = await opened();

		const done = await complete();

		if (!done.ok) throw new Error(done.refusal.code);
		expect(path).toMatch(/^\/pasang\/[\w-]{43}$/);
		expect(page.agencyName).toBe('Kabupaten Nyata');
		expect(done.value.codes).toHaveLength(10);
		expect(await sessionOf(door.vault.db, done.value.session, NOON)).toMatchObject({
			name: 'Made Wirawan',
			initials: 'M.W.',
			role: 'system_admin',
			agencyId: door.agencyId,
		});
		expect(await door.audit('set_up')).toHaveLength(1);
	});

	it('signs in with the password and the authenticator they chose', async () => {
		const { page, complete } = await opened();
		await complete();
		const later = seconds(60);

		const first = await door.knock({ email: 'made@nyata.example', now: later });
		if (!first.ok) throw new Error(first.refusal.code);
		const typed = codeOf(page.secret, later);
		const second = await signInWithCode(door.vault, door.gate({ now: later }), {
			secret: first.value.gate,
			typed,
		});

		expect(second.ok).toBe(true);
	});

	it('is not made by a wrong code or a taken e-mail, and may try again', async () => {
		const { complete } = await opened();

		expect(await complete({ code: '000000' })).toEqual({ ok: false, refusal: { code: 'wrong_code' } });
		expect(await complete({ email: 'SARI@dinas.example' })).toEqual({
			ok: false,
			refusal: { code: 'email_taken' },
		});
		expect((await complete()).ok).toBe(true);
	});

	it('names the body that runs the installation where no government stands yet', async () => {
		await door.owner.query('update agency set prefix = null where id = $1', [door.agencyId]);
		const { page, complete } = await opened();

		expect(page.agencyName).toBeNull();
		expect(await complete()).toEqual({ ok: false, refusal: { code: 'agency_missing' } });
		const taken = { agency: 'Badan Salah Ketik', zone: 'Asia/Makassar', email: 'sari@dinas.example' };
		expect(await complete(taken)).toMatchObject({ refusal: { code: 'email_taken' } });
		expect((await complete({ agency: 'Diskominfo Nyata', zone: 'Asia/Jayapura' })).ok).toBe(true);

		const { rows } = await door.owner.query(
			`select name, zone, prefix, demo from agency where key = 'operator'`,
		);
		expect(rows).toEqual([{ name: 'Diskominfo Nyata', zone: 'Asia/Jayapura', prefix: null, demo: false }]);
	});
});

describe('the link of set-up is gone afterwards (attack 8)', () => {
	it('opens nothing once there is an administrator, and no new one is made', async () => {
		const { token, complete } = await opened();
		await complete();

		expect(await findSetUp(door.vault, token, NOON)).toBeUndefined();
		expect(await complete({ email: 'kedua@nyata.example' })).toEqual({
			ok: false,
			refusal: { code: 'not_found' },
		});
		expect(await setUpLink(door.owner, NOON)).toBeUndefined();
	});

	it('opens for one of two who send it at the same moment', async () => {
		const { complete } = await opened();

		const answers = await Promise.all([complete(), complete({ email: 'kedua@nyata.example' })]);

		expect(answers.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
		const { rows } = await door.owner.query(
			`select count(*)::int as administrators from assignment g join agency a on a.id = g.agency_id where role = 'system_admin' and not a.demo`,
		);
		expect(rows).toEqual([{ administrators: 1 }]);
	});

	it('opens nothing a day later, nor when a newer one was printed, nor guessed', async () => {
		const old = await opened();
		const fresh = await opened();

		expect(await findSetUp(door.vault, old.token, NOON)).toBeUndefined();
		expect(await findSetUp(door.vault, fresh.token, seconds(24 * 3600))).toBeUndefined();
		for (const guess of ['', 'x', 'A'.repeat(43), `${fresh.token}A`])
			expect(await findSetUp(door.vault, guess, NOON)).toBeUndefined();
	});

	it('cannot found a body without a link, even with the application’s own rights', async () => {
		const { rows } = await door.db.pool.query('select found_operator($1, now(), $2, $3) as id', [
			Buffer.alloc(32),
			'Badan Palsu',
			'Asia/Jakarta',
		]);

		expect(rows).toEqual([{ id: null }]);
		await expect(
			door.db.pool.query(
				`insert into agency (key, kind, name, short_name, zone) values ('x', 'x', 'x', 'x', 'x')`,
			),
		).rejects.toThrow('permission denied');
	});
});
