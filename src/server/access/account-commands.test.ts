import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seenBy } from '#server/platform/db.ts';
import { aDoor, type Door, NOON, seconds } from '../../../tests/staff.ts';
import {
	changePassword,
	confirmAuthenticator,
	makeRecoveryCodes,
	newAuthenticator,
} from './account-commands.ts';
import { removePasskey } from './account-passkey-commands.ts';
import { waysIn } from './account-queries.ts';
import { mustProve } from './session.ts';
import { ownViewer, revokeAllOthers, sessionOf } from './session-commands.ts';

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

const NOW = { demo: 'off', now: NOON } as const;
const LATER = { demo: 'off', now: seconds(11 * 60) } as const;
const codeOf = (secret: string, at: Date) =>
	new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });

describe('before a dangerous act (attack 22)', () => {
	it('a proof is fresh for ten minutes', () => {
		expect(mustProve({ provedAt: NOON }, seconds(600))).toBe(false);
		expect(mustProve({ provedAt: NOON }, seconds(601))).toBe(true);
	});

	it('somebody whose proof is older is asked for it first, and nothing changes', async () => {
		const session = await door.session();
		const { vault } = door;
		const before = await waysOf(session);

		const answers = await Promise.all([
			changePassword(vault.db, session, { ...LATER, password: 'lima kata yang baru sekali' }),
			newAuthenticator(vault, session, LATER),
			confirmAuthenticator(vault, session, { ...LATER, typed: '000000' }),
			makeRecoveryCodes(vault, session, LATER),
			removePasskey(vault.db, session, { ...LATER, id: 'x' }),
			revokeAllOthers(vault.db, session, LATER),
		]);

		expect(answers).toEqual(answers.map(() => ({ ok: false, refusal: { code: 'proof_needed' } })));
		expect(await waysOf(session)).toEqual(before);
	});

	it('a demonstration account that is open to everybody changes nothing about how it is entered', async () => {
		const session = { ...(await door.session()), demo: true };

		const answer = await changePassword(door.vault.db, session, {
			demo: 'public',
			now: NOON,
			password: 'milik saya sekarang ya',
		});

		expect(answer).toEqual({ ok: false, refusal: { code: 'demo_shared' } });
	});
});

describe('a new authenticator app', () => {
	it('replaces the old one once it showed a right code', async () => {
		const session = await door.session();
		const begun = await newAuthenticator(door.vault, session, NOW);
		if (!begun.ok) throw new Error(begun.refusal.code);
		const { secret } = begun.value;

		const wrong = await confirmAuthenticator(door.vault, session, { ...NOW, typed: '000000' });
		const right = await confirmAuthenticator(door.vault, session, { ...NOW, typed: codeOf(secret, NOON) });

		expect(wrong).toEqual({ ok: false, refusal: { code: 'wrong_code', triesLeft: 4 } });
		if (!right.ok) throw new Error(right.refusal.code);
		expect(await sessionOf(door.vault.db, right.value.session, NOON)).toBeDefined();
		await expect(door.signIn({ now: seconds(60) })).rejects.toThrow('wrong_code');
		await expect(
			door.signIn({ now: seconds(61), typed: codeOf(secret, seconds(61)) }),
		).resolves.toBeDefined();
		await door.withWaysIn(door.sari);
	});

	it('shows the same secret until it is confirmed, so that reloading the page does not spoil what was scanned', async () => {
		const session = await door.session();

		const twice = [
			await newAuthenticator(door.vault, session, NOW),
			await newAuthenticator(door.vault, session, NOW),
		];

		expect(twice[0]).toEqual(twice[1]);
	});

	it('never stores its secret readably', async () => {
		const session = await door.session();
		const begun = await newAuthenticator(door.vault, session, NOW);
		if (!begun.ok) throw new Error(begun.refusal.code);

		const { rows } = await door.owner.query('select challenge from challenge');

		for (const { challenge } of rows) expect(challenge).not.toContain(begun.value.secret);
	});
});

it('new recovery codes are ten, and the old ones open nothing', async () => {
	const [old = ''] = door.recoveryCodes;
	const session = await door.session();

	const made = await makeRecoveryCodes(door.vault, session, NOW);

	if (!made.ok) throw new Error(made.refusal.code);
	expect(new Set(made.value.codes).size).toBe(10);
	expect(await waysOf(session)).toMatchObject({ recoveryCodesLeft: 10 });
	await expect(door.signIn({ typed: old })).rejects.toThrow('wrong_code');
	await expect(door.signIn({ typed: made.value.codes[3] ?? '' })).resolves.toBeDefined();
	const stored = await door.owner.query(`select encode(hash, 'escape') as hash from recovery_code`);
	for (const { hash } of stored.rows) expect(made.value.codes).not.toContain(hash);
});

it('nobody sees or changes another person’s ways to sign in, whatever the application asks', async () => {
	const session = await door.session();
	const other = await door.person('lain@dinas.example', ['head']);
	await door.withWaysIn(other);

	const seen = await seenBy(ownViewer(session), door.vault.db, (tx) =>
		tx.selectFrom('password').select('person_id').execute(),
	);
	const changed = await seenBy(ownViewer(session), door.vault.db, (tx) =>
		tx.updateTable('password').set({ hash: 'x' }).where('person_id', '=', other).executeTakeFirst(),
	);

	expect(seen).toEqual([{ person_id: door.sari }]);
	expect(changed.numUpdatedRows).toBe(0n);
});

function waysOf(session: Parameters<typeof ownViewer>[0]) {
	return seenBy(ownViewer(session), door.vault.db, (tx) => waysIn(tx, session.personId));
}
