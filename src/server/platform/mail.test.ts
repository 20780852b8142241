import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aMailServer, type MailServer, refusal } from '../../../tests/mail-server.ts';
import { headerText, isAddress, type Letter, type Mailer, smtpMailer } from './mail.ts';

let closing: (() => unknown)[];

beforeEach(() => {
	closing = [];
});
afterEach(async () => {
	for (const close of closing) await close();
});

async function aServer(options: SMTPServerOptions = {}): Promise<MailServer> {
	const server = await aMailServer(options);
	closing.push(server.close);
	return server;
}

function aMailer(url: string): Mailer {
	const mailer = smtpMailer(url, 'Tuntas <tuntas@pemkab.example>');
	closing.unshift(() => mailer.close());
	return mailer;
}

const letter: Letter = {
	id: '17.abc',
	to: ['siti@pelapor.example'],
	fromName: 'Tuntas, Pemkab Contoh',
	subject: '[MSR-26-4F7K9] Laporan Anda kami terima',
	text: 'Halo,\n\nLaporan Anda sudah kami terima.\n',
	at: new Date('2026-02-02T09:00:00+08:00'),
};

describe('a letter', () => {
	test('arrives as plain text, marked as written by a machine, with a name of its own that never changes', async () => {
		const { url, arrived } = await aServer();

		const outcome = await aMailer(url).send(letter);

		expect(outcome.kind).toBe('sent');
		expect(arrived.map(({ to }) => to)).toEqual([['siti@pelapor.example']]);
		const raw = arrived[0]?.raw ?? '';
		expect(raw).toContain('Message-ID: <17.abc@pemkab.example>');
		expect(raw).toContain('Auto-Submitted: auto-generated');
		expect(raw).toMatch(/^Content-Type: text\/plain/m);
		expect(raw).toContain('Laporan Anda sudah kami terima.');
		expect(raw).toContain('From: "Tuntas, Pemkab Contoh" <tuntas@pemkab.example>');
	});

	test('cannot be given a second header, recipient or body by what is written into it (attack 51)', async () => {
		const evil = 'Judul\r\nBcc: orang@lain.example\r\n\r\nIsi lain';
		const { url, arrived } = await aServer();

		await aMailer(url).send({ ...letter, subject: evil, fromName: evil });

		expect(arrived.map(({ to }) => to)).toEqual([['siti@pelapor.example']]);
		expect(arrived[0]?.raw).not.toMatch(/^Bcc:/im);
		expect(arrived[0]?.raw).not.toMatch(/^Isi lain/m);
	});
});

describe('what the server answers', () => {
	test('for good about a mailbox makes the letter undeliverable, without repeating the address', async () => {
		const { url } = await aServer({
			onRcptTo: ({ address }, _, done) => done(refusal(550, `5.1.1 <${address}> user unknown`)),
		});

		expect(await aMailer(url).send(letter)).toEqual({
			kind: 'undeliverable',
			why: 'EENVELOPE RCPT TO 550 5.1.1',
		});
	});

	test('for now about a mailbox defers it', async () => {
		const { url } = await aServer({ onRcptTo: (_, __, done) => done(refusal(451, '4.7.1 greylisted')) });

		expect(await aMailer(url).send(letter)).toMatchObject({ kind: 'deferred' });
	});

	test('about the whole letter is told apart the same way', async () => {
		const { url } = await aServer({
			onData: (stream, _, done) => {
				stream.resume();
				stream.on('end', () => done(refusal(554, '5.7.1 not wanted')));
			},
		});

		expect(await aMailer(url).send(letter)).toMatchObject({ kind: 'undeliverable' });
	});

	test('about ourselves blames no letter', async () => {
		const { url } = await aServer({
			onMailFrom: (_, __, done) => done(refusal(550, '5.7.1 sender refused')),
		});

		expect(await aMailer(url).send(letter)).toMatchObject({ kind: 'away' });
		expect(await aMailer('smtp://127.0.0.1:1').send(letter)).toMatchObject({ kind: 'away' });
	});

	test('about our password blames no letter', async () => {
		const { url } = await aServer({
			authOptional: false,
			onAuth: (_, __, done) => done(refusal(535, '5.7.8 no')),
		});

		expect(await aMailer(url.replace('//', '//user:secret@')).send(letter)).toMatchObject({ kind: 'away' });
	});
});

test.each([
	['siti@pelapor.example', true],
	['siti+lapor@sub.pelapor.example', true],
	['siti@pelapor.example, lain@lain.example', false],
	['siti@pelapor.example\r\nBcc: lain@lain.example', false],
	['Siti <siti@pelapor.example>', false],
	['"siti lain"@pelapor.example', false],
	['siti', false],
	['', false],
])('%j as one mailbox: %s', (text, isOne) => {
	expect(isAddress(text)).toBe(isOne);
});

test('a header is one line without control characters', () => {
	expect(headerText('satu\r\n dua\u2028tiga\u0000')).toBe('satu dua tiga');
});
