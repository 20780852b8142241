import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seenBy } from '#server/platform/db.ts';
import { aPasskeyDevice } from '../../../tests/passkey-device.ts';
import { aCaller, aDoor, type Door, NOON, seconds } from '../../../tests/staff.ts';
import { addPasskey, askForNewPasskey, removePasskey } from './account-passkey-commands.ts';
import { passkeysOf } from './account-queries.ts';
import { askForPasskey, signInWithPasskey } from './passkey-commands.ts';
import type { StaffSession } from './session.ts';
import { ownViewer, sessionOf } from './session-commands.ts';

const site = { origin: 'https://lapor.nyata.example', hostname: 'lapor.nyata.example' };
const elsewhere = { origin: 'https://lapor-nyata.evil.example', hostname: 'lapor-nyata.evil.example' };
const NOW = { demo: 'off', now: NOON, site } as const;
const OVER = { ok: false, refusal: { code: 'challenge_over' } };
const NOT_ACCEPTED = { ok: false, refusal: { code: 'not_accepted' } };

let door: Door;
let session: StaffSession;
beforeAll(async () => {
	door = await aDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
	await door.owner.query(
		'delete from sign_in_attempt; delete from passkey; update one_time_password set last_counter = 0',
	);
	session = await door.session();
});

async function asked() {
	const options = await askForNewPasskey(door.vault.db, session, { ...NOW, siteName: 'Kabupaten Nyata' });
	if (!options.ok) throw new Error(options.refusal.code);
	return options.value;
}
async function enrolled() {
	const device = aPasskeyDevice(site);
	const added = await addPasskey(door.vault.db, session, { ...NOW, answer: device.create(await asked()) });
	if (!added.ok) throw new Error(added.refusal.code);
	return device;
}
const begin = () => askForPasskey(door.vault, { site, now: NOON });
const enter = (given: {
	gate: string | null;
	answer: Parameters<typeof signInWithPasskey>[2]['answer'];
	now?: Date;
}) =>
	signInWithPasskey(door.vault, door.gate({ now: given.now ?? NOON }), {
		secret: given.gate,
		answer: given.answer,
		site,
	});

describe('adding a passkey', () => {
	it('asks for one that needs a finger, a face or a PIN, and is found without a name', async () => {
		const options = await asked();

		expect(options.rp).toEqual({ id: site.hostname, name: 'Kabupaten Nyata' });
		expect(options.authenticatorSelection).toMatchObject({
			residentKey: 'required',
			userVerification: 'required',
		});
		expect(Buffer.from(options.user.id, 'base64url').toString()).toBe(door.sari);
	});

	it('stores it under the name given, and asks the same device no second time', async () => {
		const device = await enrolled();

		const held = await seenBy(ownViewer(session), door.vault.db, (tx) => passkeysOf(tx, door.sari));
		expect(held).toMatchObject([{ id: device.id, name: 'HP dinas', usedAt: null }]);
		expect((await asked()).excludeCredentials).toMatchObject([{ id: device.id }]);
		expect(await door.audit('passkey_added')).not.toHaveLength(0);
	});

	it.each([
		['from another site', { origin: elsewhere.origin }],
		['for another site', { rpId: elsewhere.hostname }],
		['without a finger, a face or a PIN', { verified: false }],
	])('refuses one made %s', async (_, quirks) => {
		const answer = aPasskeyDevice(site).create(await asked(), quirks);

		expect(await addPasskey(door.vault.db, session, { ...NOW, answer })).toEqual(NOT_ACCEPTED);
	});

	it('refuses an answer to a question it did not ask, and one that comes twice', async () => {
		const options = await asked();
		const device = aPasskeyDevice(site);
		const answer = device.create(options);

		expect(
			await addPasskey(door.vault.db, session, { ...NOW, answer: device.create({ challenge: 'AAAA' }) }),
		).toEqual(NOT_ACCEPTED);
		expect(await addPasskey(door.vault.db, session, { ...NOW, answer })).toEqual(OVER);
	});

	it('needs a fresh proof of who it is (attack 22)', async () => {
		const answer = aPasskeyDevice(site).create(await asked());

		const late = await addPasskey(door.vault.db, session, { ...NOW, now: seconds(601), answer });

		expect(late).toEqual({ ok: false, refusal: { code: 'proof_needed' } });
	});
});

describe('signing in with a passkey', () => {
	it('needs no e-mail, no password and no code', async () => {
		const device = await enrolled();
		const { gate, options } = await begin();

		const entered = await enter({
			gate,
			answer: device.get(options, { userHandle: Buffer.from(door.sari).toString('base64url') }),
		});

		if (!entered.ok) throw new Error(entered.refusal.code);
		expect(options.allowCredentials ?? []).toEqual([]);
		expect(await sessionOf(door.vault.db, entered.value.session, NOON)).toMatchObject({
			personId: door.sari,
		});
	});

	it('makes the device known, so that its owner’s password works there whatever strangers do', async () => {
		const device = await enrolled();
		const { gate, options } = await begin();
		const entered = await enter({ gate, answer: device.get(options) });
		if (!entered.ok) throw new Error(entered.refusal.code);
		for (let times = 0; times < 6; times += 1) await door.knock({ password: 'salah' });

		expect((await door.knock()).ok).toBe(false);
		expect((await door.knock({ caller: aCaller({ device: entered.value.device }) })).ok).toBe(true);
	});

	it.each([
		['signed for another site (phishing)', { origin: elsewhere.origin }],
		['made for another site', { rpId: elsewhere.hostname }],
		['without a finger, a face or a PIN', { verified: false }],
		[
			'with a signature that is altered',
			{
				signature: (honest: Buffer) =>
					Buffer.concat([honest.subarray(0, -1), Buffer.of((honest.at(-1) ?? 0) ^ 1)]),
			},
		],
		[
			'in somebody else’s name',
			{ userHandle: Buffer.from('0190a000-0000-7000-8000-000000000000').toString('base64url') },
		],
	])('refuses an answer %s', async (_, quirks) => {
		const device = await enrolled();
		const { gate, options } = await begin();

		expect(await enter({ gate, answer: device.get(options, quirks) })).toEqual(NOT_ACCEPTED);
	});

	it('refuses a key nobody added', async () => {
		const { gate, options } = await begin();

		expect(await enter({ gate, answer: aPasskeyDevice(site).get(options) })).toEqual(NOT_ACCEPTED);
	});

	it('refuses a copied key, which counts behind the original', async () => {
		const device = await enrolled();
		const first = await begin();
		await enter({ gate: first.gate, answer: device.get(first.options, { counter: 9 }) });
		const second = await begin();

		expect(await enter({ gate: second.gate, answer: device.get(second.options, { counter: 9 }) })).toEqual(
			NOT_ACCEPTED,
		);
	});

	it('works once, in the browser that began it, within ten minutes (attack 24)', async () => {
		const device = await enrolled();
		const { gate, options } = await begin();
		const other = await begin();
		const answer = device.get(options);

		expect(await enter({ gate: null, answer })).toEqual(OVER);
		expect(await enter({ gate: other.gate, answer })).toEqual(NOT_ACCEPTED);
		expect(await enter({ gate, answer, now: seconds(601) })).toEqual(OVER);
		expect((await enter({ gate, answer })).ok).toBe(true);
		expect(await enter({ gate, answer })).toEqual(OVER);
	});

	it('refuses somebody suspended, and a key that was removed', async () => {
		const device = await enrolled();
		await door.owner.query('update person set suspended_at = now()');
		const suspended = await begin();
		expect(await enter({ gate: suspended.gate, answer: device.get(suspended.options) })).toEqual(
			NOT_ACCEPTED,
		);
		await door.owner.query('update person set suspended_at = null');

		expect(await removePasskey(door.vault.db, session, { ...NOW, id: device.id })).toEqual({
			ok: true,
			value: null,
		});
		const removed = await begin();
		expect(await enter({ gate: removed.gate, answer: device.get(removed.options) })).toEqual(NOT_ACCEPTED);
	});
});

it('nobody removes somebody else’s passkey', async () => {
	const device = await enrolled();
	await door.withWaysIn(await door.person('lain@dinas.example', ['head']));
	const other = await door.session({ email: 'lain@dinas.example' });

	expect(await removePasskey(door.vault.db, other, { ...NOW, id: device.id })).toEqual({
		ok: false,
		refusal: { code: 'not_found' },
	});
});
