import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { damageIdentity } from '../../../tests/damage.ts';
import { aMailServer, type MailServer, refusal } from '../../../tests/mail-server.ts';
import { AN_ANSWER } from '../../../tests/samples.ts';
import { aWorld, MONDAY_MORNING, type World } from '../../../tests/world.ts';
import { directoryOfAgency, forgetDirectories } from '../agency/queries.ts';
import { setLogLevel } from '../platform/log.ts';
import { type Mailer, smtpMailer } from '../platform/mail.ts';
import { LEASE_MS } from './delivery.ts';
import { outboxHealth, type SendGround, sendDue } from './jobs.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
let world: World;
let server: MailServer;
let mailer: Mailer;

beforeAll(async () => {
	setLogLevel('silent');
	world = await aWorld();
	// A government that really writes: addresses that are reserved for tests, and a host of its own.
	await world.owner.query('update agency set demo = false');
	await world.owner.query(`update person set email = replace(email, '.example', '.test')`);
	forgetDirectories();
});
afterAll(() => world.close());

beforeEach(() => listen());
afterEach(async () => {
	mailer.close();
	await server.close();
	await world.owner.query('delete from outbox');
});

async function listen(options: SMTPServerOptions = {}): Promise<void> {
	mailer?.close();
	await server?.close();
	server = await aMailServer(options);
	mailer = smtpMailer(server.url, 'tuntas@pemkab.test');
}

const ground = (at: Date, rest: Partial<SendGround> = {}): SendGround => ({
	db: world.db,
	ring: world.vault.ring,
	directoryOf: (id) => directoryOfAgency(world.db.pool, id),
	mailer,
	now: () => at,
	...rest,
});
const send = (at = MONDAY_MORNING, rest: Partial<SendGround> = {}) => sendDue(ground(at, rest));
const later = (ms: number) => new Date(MONDAY_MORNING.getTime() + ms);

const FROM_SITI = { submission: { email: 'siti@pelapor.test' } };

async function outbox() {
	const { rows } = await world.owner.query(
		`select template, recipient->>'to' as "to", state, attempts, error, retry_at, provider_id from outbox order by id`,
	);
	return rows;
}

describe('a message', () => {
	test('reaches the reporter with code, one deadline and a link, and nothing of what they wrote', async () => {
		const { code } = await world.submit(FROM_SITI);

		expect(await send()).toEqual({ sent: 1 });

		const letter = server.arrived[0]?.text ?? '';
		expect(server.arrived.map(({ to }) => to)).toEqual([['siti@pelapor.test']]);
		expect(letter).toContain(`Subject: [${code}] Laporan Anda kami terima`);
		expect(letter).toContain('Kami periksa paling lambat Kam, 5 Feb 2026.');
		expect(letter).toContain(`https://muarasirih.example/l/${code}`);
		expect(letter).not.toMatch(/lampu|simpang|Siti Contoh/i);
		expect(await outbox()).toMatchObject([{ state: 'sent', attempts: 1, error: null }]);
	});

	test('speaks the language its reporter chose', async () => {
		await world.submit({ submission: { email: 'siti@pelapor.test', lang: 'en' } });

		await send();

		expect(server.arrived[0]?.text).toContain(
			'We have received your report. We will assess it by Thu, 5 Feb 2026.',
		);
	});

	test('leaves an entry for each look into the contact of a reporter', async () => {
		const { id } = await world.submit(FROM_SITI);
		await send();

		const { rows } = await world.owner.query(
			`select role, after from audit where action = 'identity.read' and subject = $1`,
			[`report ${id}`],
		);
		expect(rows).toMatchObject([{ role: 'system', after: { part: 'contact', purpose: 'delivery' } }]);
	});

	test('is told to the liaison of the office it is forwarded to, in office hours', async () => {
		const { code } = await world.report('forwarded', FROM_SITI);
		await send();

		const letters = server.arrived.filter(({ to }) => to.includes('rizal@muarasirih.test'));
		expect(letters).toHaveLength(1);
		expect(letters[0]?.text).toContain(`Subject: [${code}] Laporan untuk Dishub`);
		expect(letters[0]?.text).toContain(`https://muarasirih.example/petugas/laporan/${code}`);
	});

	test('to an office where nobody holds the post says so instead of waiting for ever', async () => {
		const { id } = await world.submit({ submission: { email: null } });
		await world.taken(id, 'forward', { targetUnitId: world.unit('badan_keuangan') });

		await send();

		expect(await outbox()).toMatchObject([{ state: 'undeliverable', error: 'nobody holds this office' }]);
	});

	test('to a reporter whose contact no longer opens is not tried again', async () => {
		const { id } = await world.submit(FROM_SITI);
		await damageIdentity(world.owner, id);

		await send();

		expect(await outbox()).toMatchObject([{ state: 'undeliverable', error: 'the contact does not open' }]);
	});

	test('never reaches the office a report is about', async () => {
		const sent = await world.submit({ submission: { email: null, aboutUnitId: world.unit('dinas_pupr') } });
		await world.owner.query(
			`insert into outbox (agency_id, report_id, recipient, channel, template, not_before) values ($1, $2, $3, 'email', 'dispute', $4)`,
			[
				world.directory.agency.id,
				sent.id,
				{ to: 'superior', unitId: world.unit('dinas_pupr') },
				MONDAY_MORNING,
			],
		);

		await send();

		expect(server.arrived).toEqual([]);
		expect((await outbox()).map(({ state }) => state)).toEqual(['undeliverable']);
	});
});

describe('a server that refuses', () => {
	test('for now is asked again with growing pauses, and after twelve tries the message is given up, loudly', async () => {
		await listen({ onRcptTo: (_, __, done) => done(refusal(451, '4.7.1 later')) });
		await world.submit(FROM_SITI);
		const pauses: number[] = [];
		let at = MONDAY_MORNING;
		for (let tries = 1; tries <= 12; tries += 1) {
			await send(at);
			const [row] = await outbox();
			expect(row).toMatchObject({ attempts: tries, error: 'EENVELOPE RCPT TO 451 4.7.1' });
			if (row.retry_at) pauses.push((row.retry_at.getTime() - at.getTime()) / MINUTE_MS);
			at = row.retry_at ?? at;
		}

		expect(pauses).toEqual([...pauses].sort((one, other) => one - other));
		expect(pauses).toHaveLength(11);
		expect(await outbox()).toMatchObject([
			{ state: 'dead' },
			{ template: 'alarm', to: 'administrator', state: 'waiting' },
		]);
		expect(await outboxHealth(world.db)).toMatchObject({ waiting: 1, dead: 1 });
	});

	test('for good makes the message undeliverable at once', async () => {
		await listen({ onRcptTo: (_, __, done) => done(refusal(550, '5.1.1 no such user')) });
		await world.submit(FROM_SITI);

		await send();
		await send(later(24 * HOUR_MS));

		expect(await outbox()).toMatchObject([{ state: 'undeliverable', attempts: 1 }]);
	});

	test('to answer at all costs no message a try: it waits, and goes when the server is back', async () => {
		await world.submit(FROM_SITI);
		const away = smtpMailer('smtp://127.0.0.1:1', 'tuntas@pemkab.test');
		for (let hour = 0; hour < 20; hour += 1) await send(later(hour * HOUR_MS), { mailer: away });
		away.close();
		const waiting = await outboxHealth(world.db);

		await send(later(21 * HOUR_MS));

		expect(waiting).toEqual({ waiting: 1, oldest: MONDAY_MORNING, dead: 0 });
		expect(server.arrived).toHaveLength(1);
	});
});

describe('two workers', () => {
	test('send no message twice', async () => {
		await Promise.all(Array.from({ length: 30 }, () => world.submit(FROM_SITI)));

		await Promise.all([send(), send(), send()]);

		const ids = server.arrived.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]);
		expect(ids).toHaveLength(30);
		expect(new Set(ids).size).toBe(30);
	});

	test('leave a message of a dead worker alone for a while, then repeat it under the same name', async () => {
		await world.submit(FROM_SITI);
		const killed: Mailer = {
			send: async (letter) => {
				await mailer.send(letter);
				throw new Error('the process ended here');
			},
			close: () => undefined,
		};
		await send(MONDAY_MORNING, { mailer: killed });
		// As if the note of it had never been written: the lease is all that is left.
		await world.owner.query(`update outbox set state = 'waiting', attempts = 1, retry_at = $1`, [
			later(LEASE_MS),
		]);

		await send(later(LEASE_MS - 1));
		const early = server.arrived.length;
		await send(later(LEASE_MS));

		const ids = server.arrived.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]);
		expect(early).toBe(1);
		expect(ids).toHaveLength(2);
		expect(new Set(ids).size).toBe(1);
	});
});

describe('what must not leave', () => {
	test('a demonstration sends nothing, with and without a mail server', async () => {
		await world.submit(FROM_SITI);
		await world.owner.query('update agency set demo = true');

		expect(await send(MONDAY_MORNING, { mailer: null })).toEqual({ held: 1 });
		await world.owner.query('update agency set demo = false');

		expect(server.arrived).toEqual([]);
	});

	test('addresses that exist nowhere are held', async () => {
		await world.submit();

		expect(await send()).toEqual({ held: 1 });
		expect(server.arrived).toEqual([]);
	});

	test('an address that is really two, or a header, reaches nobody', async () => {
		await world.submit({ submission: { email: 'siti@pelapor.test, lain@lain.test' } });
		await world.submit({ submission: { email: 'siti@pelapor.test\r\nBcc: lain@lain.test' } });

		expect(await send()).toEqual({ undeliverable: 2 });
		expect(server.arrived).toEqual([]);
	});

	test('without a mail server messages wait', async () => {
		await world.submit(FROM_SITI);

		await send(MONDAY_MORNING, { mailer: null });

		expect(await outboxHealth(world.db)).toEqual({ waiting: 1, oldest: MONDAY_MORNING, dead: 0 });
	});
});

test('the answer of an office is told without being repeated', async () => {
	const { id } = await world.report('in_progress', FROM_SITI);
	await world.taken(id, 'answer', AN_ANSWER);

	await send();

	const letter = server.arrived.map(({ text }) => text).find((text) => text.includes('sudah menjawab'));
	expect(letter).toContain('Giliran Anda sampai');
	expect(letter).not.toContain('Kabel');
});
