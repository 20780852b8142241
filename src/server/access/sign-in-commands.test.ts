import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aCaller, aDoor, type Door, EMAIL, NOON, seconds } from '../../../tests/staff.ts';
import { signInWithCode } from './second-factor-commands.ts';
import { sessionOf } from './session-commands.ts';

let door: Door;
beforeAll(async () => {
	door = await aDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
	await door.owner.query('delete from sign_in_attempt');
	await door.owner.query('update one_time_password set last_counter = 0');
});

const WRONG = { ok: false, refusal: { code: 'wrong_credentials' } };
const waits = (seconds: number) => ({ ok: false, refusal: { code: 'wait', seconds } });
const at = (address: string) => aCaller({ address });

async function failTimes(count: number, given: Parameters<Door['knock']>[0] = {}): Promise<void> {
	// One row each, as failed tries leave them, without waiting for the waits.
	const { rows } = await door.owner.query('select count(*)::int as before from sign_in_attempt');
	await door.knock({ password: 'salah', ...given });
	await door.owner.query(
		`insert into sign_in_attempt (account_hash, address_hash, network_hash, device_hash, known, at)
		 select account_hash, address_hash, network_hash, device_hash, known, at from sign_in_attempt, generate_series(2, $1)
		 where id = (select max(id) from sign_in_attempt)`,
		[count],
	);
	const after = await door.owner.query('select count(*)::int as after from sign_in_attempt');
	expect(after.rows[0].after - rows[0].before).toBe(count);
}

describe('signing in with a password and a code', () => {
	it('begins a session in the role of the assignment', async () => {
		const { session: cookie, device, assignments } = await door.signIn();

		const session = await sessionOf(door.vault.db, cookie, NOON);

		expect(session).toMatchObject({
			personId: door.sari,
			role: 'liaison',
			email: EMAIL,
			name: 'Sari Melati',
			demo: false,
		});
		expect(assignments).toBe(1);
		expect(device).toMatch(/^[\w-]{43}$/);
		expect(await door.audit('signed_in')).toMatchObject([
			{ person_id: door.sari, after: { way: 'authenticator' }, at: NOON },
		]);
	});

	it('stores no secret, no e-mail and no address: hashes only', async () => {
		const { session: cookie, device } = await door.signIn();

		const { rows } = await door.owner.query(
			`select (select json_agg(s) from staff_session s)::text as sessions, (select json_agg(a) from sign_in_attempt a)::text as tries,
			        (select json_agg(c) from challenge c)::text as challenges, (select json_agg(a) from audit a)::text as log`,
		);

		for (const text of Object.values(rows[0]))
			for (const secret of [cookie, device, EMAIL, '203.0.113', door.secret])
				expect(text ?? '').not.toContain(secret);
	});

	it('answers the same for a wrong password, no such account and a suspended person', async () => {
		await door.withWaysIn(await door.person('henti@dinas.example', ['head']));
		await door.owner.query(`update person set suspended_at = now() where email = 'henti@dinas.example'`);

		const answers = await Promise.all([
			door.knock({ password: 'salah' }),
			door.knock({ email: 'tiada@dinas.example' }),
			door.knock({ email: 'henti@dinas.example' }),
		]);

		expect(answers).toEqual([WRONG, WRONG, WRONG]);
	});

	it('never lets anybody in by a password alone', async () => {
		const id = await door.person('baru@dinas.example', ['liaison']);
		await door.withWaysIn(id);
		await door.owner.query('delete from one_time_password where person_id = $1', [id]);

		expect(await door.knock({ email: 'baru@dinas.example' })).toEqual({
			ok: false,
			refusal: { code: 'no_second_factor' },
		});
	});

	it('tells somebody without a role in force that they have none', async () => {
		await door.withWaysIn(await door.person('lepas@dinas.example', []));

		await expect(door.signIn({ email: 'lepas@dinas.example' })).rejects.toThrow('no_assignment');
	});

	it('refuses an account of the demonstration from elsewhere, and says so', async () => {
		await door.owner.query('update agency set demo = true where id = $1', [door.agencyId]);

		const fromElsewhere = await door.knock({ demo: 'closed' });
		const fromHere = await door.knock({ demo: 'open' });

		expect(fromElsewhere).toEqual({ ok: false, refusal: { code: 'demo_closed' } });
		expect(fromHere.ok).toBe(true);
		await door.owner.query('update agency set demo = false where id = $1', [door.agencyId]);
	});
});

describe('spraying passwords (attack 17)', () => {
	it('makes the next try on the account wait, longer each time', async () => {
		await failTimes(5);
		expect(await door.knock()).toEqual(waits(2));

		await failTimes(3, { now: seconds(2) });
		expect(await door.knock({ now: seconds(2) })).toEqual(waits(16));
	});

	it('does not count a try that came too early, and lets the right password in once the wait is over', async () => {
		await failTimes(5);
		for (let times = 0; times < 10; times += 1) expect((await door.knock()).ok).toBe(false);

		expect((await door.knock({ now: seconds(2) })).ok).toBe(true);
	});

	it('makes an address that tries many accounts wait, and shortly', async () => {
		await failTimes(20, { email: 'tiada@dinas.example' });

		expect(await door.knock()).toEqual(waits(1));
		expect((await door.knock({ caller: at('198.51.100.1') })).ok).toBe(true);
	});

	it('makes a whole network wait a few seconds at most, so that a village behind one address is not shut out', async () => {
		await failTimes(5000, { email: 'tiada@dinas.example', caller: at('203.0.113.200') });

		expect(await door.knock({ caller: at('203.0.113.8') })).toEqual(waits(5));
		expect((await door.knock({ now: seconds(5), caller: at('203.0.113.8') })).ok).toBe(true);
	});

	it('never keeps the owner out of a device they signed in on before', async () => {
		const { device } = await door.signIn();
		await failTimes(5000, { caller: at('203.0.113.7') });

		expect((await door.knock()).ok).toBe(false);
		expect((await door.knock({ caller: aCaller({ device }) })).ok).toBe(true);
	});

	it('makes guesses from a known device wait, too: its cookie may be stolen', async () => {
		const { device } = await door.signIn();
		await failTimes(8, { caller: aCaller({ device }) });

		expect(await door.knock({ caller: aCaller({ device }) })).toEqual(waits(2));
	});

	it('counts a hundred tries at once as a hundred', async () => {
		const answers = await Promise.all(Array.from({ length: 100 }, () => door.knock({ password: 'salah' })));

		const looked = answers.filter((answer) => !answer.ok && answer.refusal.code === 'wrong_credentials');
		expect(looked).toHaveLength(5);
	});
});

describe('the code of the second step (attack 24)', () => {
	const begin = async (now = NOON) => {
		const begun = await door.knock({ now });
		if (!begun.ok) throw new Error(begun.refusal.code);
		return begun.value.gate;
	};
	const enterCode = (secret: string, typed: string, now = NOON) =>
		signInWithCode(door.vault, door.gate({ now }), { secret, typed });

	it('has five tries, then even the right one is too late', async () => {
		const secret = await begin();

		const left = [];
		for (let times = 0; times < 5; times += 1) {
			const answer = await enterCode(secret, '000000');
			left.push(!answer.ok && answer.refusal.code === 'wrong_code' ? answer.refusal.triesLeft : answer);
		}

		expect(left).toEqual([4, 3, 2, 1, 0]);
		expect(await enterCode(secret, door.code(NOON))).toEqual({
			ok: false,
			refusal: { code: 'challenge_over' },
		});
		expect(await door.audit('second_factor_failed')).toHaveLength(5);
	});

	it('has five tries also when twenty come at once', async () => {
		const secret = await begin();

		const answers = await Promise.all(Array.from({ length: 20 }, () => enterCode(secret, '000000')));

		expect(answers.filter((answer) => !answer.ok && answer.refusal.code === 'wrong_code')).toHaveLength(5);
	});

	it('counts against the account, so that a stolen password does not buy endless codes', async () => {
		const secret = await begin();
		for (let times = 0; times < 5; times += 1) await enterCode(secret, '000000');

		expect(await door.knock()).toMatchObject({ refusal: { code: 'wait' } });
	});

	it('works once: seen over a shoulder it opens nothing', async () => {
		const code = door.code(NOON);
		await enterCode(await begin(), code);

		const replayed = await enterCode(await begin(), code);

		expect(replayed).toMatchObject({ refusal: { code: 'wrong_code' } });
	});

	it('works once also when it comes eight times at once', async () => {
		const gates = await Promise.all(Array.from({ length: 4 }, () => begin()));

		const answers = await Promise.all(
			gates.flatMap((gate) => [gate, gate]).map((gate) => enterCode(gate, door.code(NOON))),
		);

		expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	});

	it('is worth nothing in another browser, which did not give the password', async () => {
		await begin();
		const other = 'A'.repeat(43);

		expect(await enterCode(other, door.code(NOON))).toEqual({
			ok: false,
			refusal: { code: 'challenge_over' },
		});
	});

	it('is worth nothing eleven minutes after the password', async () => {
		const secret = await begin();
		const late = seconds(11 * 60);

		expect(await enterCode(secret, door.code(late), late)).toEqual({
			ok: false,
			refusal: { code: 'challenge_over' },
		});
	});

	it('opens nothing for somebody suspended between the two steps', async () => {
		const secret = await begin();
		await door.owner.query('update person set suspended_at = now() where id = $1', [door.sari]);

		expect(await enterCode(secret, door.code(NOON))).toEqual({
			ok: false,
			refusal: { code: 'challenge_over' },
		});
		await door.owner.query('update person set suspended_at = null where id = $1', [door.sari]);
	});

	it('may be a recovery code instead, once', async () => {
		const [recovery = ''] = door.recoveryCodes;

		const first = await enterCode(await begin(), recovery.toLowerCase());
		const again = await enterCode(await begin(), recovery);

		expect(first.ok).toBe(true);
		expect(again).toMatchObject({ refusal: { code: 'wrong_code' } });
		expect(await door.audit('recovery_code_used')).toHaveLength(1);
	});
});
