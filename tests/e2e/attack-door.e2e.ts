import { beforeAll, describe, expect, test } from 'vitest';
import { aCaller, type Caller, textOf } from './caller.ts';
import { account, atDesk, signIn } from './people.ts';

const WRONG = { password: 'bukan kata sandinya' };
/** Accounts no other journey signs in to. */
const [SPRAYED, OWNER] = ['laila', 'iskandar'] as const;

const told = (answer: Parameters<typeof textOf>[0]) => textOf(answer).replace(/\d+/g, '#');
const session = ({ cookies }: Caller) => cookies.get('tuntas_sesi');

describe('who tries passwords', () => {
	test('on one account is slowed; its owner, on a device that was in before, still gets in (attack 17)', async () => {
		const owner = await signIn(OWNER);
		const { email, password } = await account(OWNER);
		const stranger = aCaller();
		const statuses: number[] = [];
		for (let nth = 0; nth < 12; nth += 1)
			statuses.push((await stranger.send('/masuk', { email, ...WRONG })).status);
		expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
		expect(statuses.at(-1)).toBe(429);

		const right = await stranger.send('/masuk', { email, password });
		expect(right.status).toBe(429);
		expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(textOf(right)).toMatch(/Tunggu|tunggu/);

		owner.cookies.delete('tuntas_sesi');
		expect((await owner.send('/masuk', { email, password })).location).toBe('/masuk/kode');
	});

	test('on many accounts from one network is slowed, others are not (attack 17)', async () => {
		const from = '127.251.1.1';
		const statuses: number[] = [];
		for (let nth = 0; nth < 26; nth += 1) {
			const email = `orang${nth}@muarasirih.example`;
			statuses.push((await aCaller(new Map(), from).send('/masuk', { email, ...WRONG })).status);
		}
		expect(statuses[0]).toBe(401);
		expect(statuses.at(-1)).toBe(429);
		const { email, password } = await account(SPRAYED);
		expect((await aCaller(new Map(), '127.252.1.1').send('/masuk', { email, password })).status).toBe(303);
	});

	test('learns from no answer which accounts there are (attack 18)', async () => {
		const { email } = await account(SPRAYED);
		const ask = async (mail: string) => {
			const began = performance.now();
			const answer = await aCaller().send('/masuk', { email: mail, ...WRONG });
			return { answer, took: performance.now() - began };
		};
		const known = await ask(email);
		const unknown = await ask('tidak.ada@muarasirih.example');
		expect(known.answer.status).toBe(unknown.answer.status);
		expect(told(known.answer)).toBe(told(unknown.answer));
		expect(Math.abs(known.took - unknown.took)).toBeLessThan(1000);
	});

	test.each([
		['', ''],
		['a@b.c', ''],
		["' or 1=1 --", 'x'],
		[`${'a'.repeat(10_000)}@b.c`, 'x'.repeat(10_000)],
		['a\u0000@b.c\r\nBcc: c@d.e', '\u0000'],
		['<script>alert(1)</script>', 'x'],
	])('with odd words is answered like anybody (attacks 30, 50, 51)', async (email, password) => {
		const answer = await aCaller().send('/masuk', { email, password });
		expect([401, 422]).toContain(answer.status);
		expect(answer.body).not.toContain('<script>alert');
	});
});

describe('the code from the authenticator', () => {
	test('is tried five times a sign-in, then it begins anew (attack 24)', async () => {
		const { email, password } = await account('hafiz');
		const caller = aCaller();
		await caller.send('/masuk', { email, password });
		const statuses: number[] = [];
		for (let nth = 0; nth < 6; nth += 1)
			statuses.push((await caller.send('/masuk/kode', { code: String(nth).repeat(6) })).status);
		expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
		const { totp } = await account('hafiz');
		const late = await caller.send('/masuk/kode', { code: totp });
		expect(late.status).toBe(401);
		expect(session(caller)).toBeUndefined();
	});

	test('works once, in the browser that began, for the account it began with (attack 24)', async () => {
		const { email, password } = await account('ida');
		const [first, second, stranger] = [aCaller(), aCaller(), aCaller()];
		await first.send('/masuk', { email, password });
		await second.send('/masuk', { email, password });
		const { totp } = await account('ida');
		const others = await account('akhmad');
		expect((await stranger.send('/masuk/kode', { code: totp })).location).toBe('/masuk');
		expect((await first.send('/masuk/kode', { code: others.totp })).status).toBe(401);
		expect((await first.send('/masuk/kode', { code: totp })).status).toBe(303);
		expect((await second.send('/masuk/kode', { code: totp })).status).toBe(401);
		expect(session(second)).toBeUndefined();
	});
});

describe('a session', () => {
	let caller: Caller;
	beforeAll(async () => {
		caller = await signIn('salmah', aCaller(new Map([['tuntas_sesi', 'dari-penyerang']])));
	});

	test('begins under a name of its own, whatever the browser brought (attack 20)', async () => {
		expect(session(caller)).not.toBe('dari-penyerang');
		expect((await aCaller(new Map([['tuntas_sesi', 'dari-penyerang']])).ask('/petugas')).status).toBe(303);
	});

	test('dies with its sign-out, on this and every device at once (attack 21)', async () => {
		const copy = aCaller(new Map(caller.cookies));
		expect((await copy.ask('/petugas')).status).toBe(200);
		expect((await caller.ask('/keluar', { method: 'POST', body: new URLSearchParams() })).status).toBe(303);
		expect((await copy.ask('/petugas')).location).toContain('/masuk');
	});

	test.each([
		['tuntas_sesi', '%00'],
		['tuntas_sesi', 'x'.repeat(4000)],
		['tuntas_sesi', '{"role":"system_admin"}'],
		['tuntas_tanda', 'AAAA'],
		['tuntas_draf', '../../etc/passwd'],
		['tuntas_terima', '%F0%9F%98%80'],
		['tuntas_bahasa', '__proto__'],
		['tuntas_alat', "' or 1=1"],
		['__Host-tuntas_sesi', 'x'],
	])('made up in the cookie %s=%s opens nothing and breaks nothing', async (name, value) => {
		const forged = aCaller(new Map([[name, value]]));
		expect((await forged.ask('/petugas')).location).toContain('/masuk');
		for (const path of ['/', '/lapor/1', '/lapor/terima', '/masuk'])
			expect((await forged.ask(path)).status).toBeLessThan(400);
	});
});

test('dangerous acts ask for a proof anew, also of who goes around the page (attack 22)', async () => {
	const caller = await atDesk('rini');
	for (const path of ['/akun/sandi', '/akun/pemulihan', '/akun/autentikator'])
		expect([path, (await caller.ask(path)).status]).toEqual([path, expect.any(Number)]);
	const weak = await caller.send('/akun/sandi', { password: 'pendek', again: 'pendek' });
	expect(weak.status).toBeGreaterThanOrEqual(300);
	expect((await aCaller().send('/akun/sandi', { password: 'x', again: 'x' })).location).toContain('/masuk');
});

test('set-up is gone for ever once somebody came in by it; made-up links are as good as none (attack 8)', async () => {
	for (const path of ['/pasang', '/pasang/', '/pasang/x', `/pasang/${'A'.repeat(43)}`, '/pasang/%00'])
		for (const method of ['GET', 'POST'])
			expect([path, (await aCaller().ask(path, { method })).status].at(1)).toBeGreaterThanOrEqual(300);
});
