import { createTransport } from 'nodemailer';

/** A plain-text letter, ready to leave. */
export type Letter = {
	/** The same for every repetition: receivers recognise a letter that was sent again. */
	readonly id: string;
	readonly to: readonly string[];
	readonly fromName: string;
	readonly subject: string;
	readonly text: string;
	readonly at: Date;
};

export type SendOutcome =
	| { readonly kind: 'sent'; readonly providerId: string }
	/** Will never work: no such mailbox, the letter is refused for good. */
	| { readonly kind: 'undeliverable'; readonly why: string }
	/** This letter did not go through now: mailbox full, greylisted, the connection broke on the way. */
	| { readonly kind: 'deferred'; readonly why: string }
	/** Our own mail server is away or does not let us in: no letter would go through now. */
	| { readonly kind: 'away'; readonly why: string };

export type Mailer = { send(letter: Letter): Promise<SendOutcome>; close(): void };

const SECOND_MS = 1000;
const LONGEST_HEADER = 200;
/** One mailbox and nothing else: no list, no name, no quotes, no line breaks. */
const ADDRESS = /^[^\s@<>()[\]:;,\\"]{1,64}@[^\s@<>()[\]:;,\\"]{1,190}$/u;
/** Where a failure is about one letter; anywhere else it is about us and our server. */
const ABOUT_THE_LETTER: readonly unknown[] = ['RCPT TO', 'DATA', 'API'];

/** Letters over SMTP: pooled, with timeouts, encrypted whenever the server can and always when we sign in to it. */
export function smtpMailer(url: string, from: string): Mailer {
	const { username, hostname } = new URL(url);
	const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
	const transport = createTransport({
		url,
		pool: true,
		maxConnections: 3,
		// A letter whose connection broke is sent again by the outbox, which remembers it; not silently by the pool.
		maxRequeues: 0,
		connectionTimeout: 10 * SECOND_MS,
		greetingTimeout: 10 * SECOND_MS,
		socketTimeout: 30 * SECOND_MS,
		requireTLS: username !== '' && !isHere,
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	const sender = senderOf(from);
	return {
		send: (letter) =>
			transport
				.sendMail(mailOf(letter, sender))
				.then(
					({ response }): SendOutcome => ({ kind: 'sent', providerId: withoutAddresses(response) }),
					outcomeOf,
				),
		close: () => transport.close(),
	};
}

export function isAddress(text: string): boolean {
	return ADDRESS.test(text);
}

/** One line: what could start another header or another line of a log is a space. */
export function headerText(text: string): string {
	return text
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim()
		.slice(0, LONGEST_HEADER);
}

function mailOf(letter: Letter, sender: string) {
	const domain = sender.split('@')[1] ?? 'localhost';
	return {
		from: { name: headerText(letter.fromName), address: sender },
		to: letter.to.map((address) => ({ name: '', address })),
		subject: headerText(letter.subject),
		text: letter.text,
		date: letter.at,
		messageId: `<${letter.id}@${domain}>`,
		// RFC 3834: nobody's holiday answer comes back, and two machines do not write to each other for ever.
		headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
	};
}

function senderOf(from: string): string {
	const address = /<([^>]*)>/.exec(from)?.[1] ?? from;
	return headerText(address);
}

function outcomeOf(fault: unknown): SendOutcome {
	const { code, command, responseCode, response } = fault as {
		readonly code?: string;
		readonly command?: string;
		readonly responseCode?: number;
		readonly response?: string;
	};
	const status = /^\d{3}([ -]\d\.\d+\.\d+)?/.exec(response ?? '')?.[0];
	const why = [code, command, status].filter(Boolean).join(' ') || 'unknown';
	if (!ABOUT_THE_LETTER.includes(command)) return { kind: 'away', why };
	// Without a code our own client refused the envelope: that will not change either.
	return { kind: (responseCode ?? 500) >= 500 ? 'undeliverable' : 'deferred', why };
}

/** What a server answers may repeat the recipient; that is not kept. */
function withoutAddresses(response: string): string {
	return headerText(response.replace(/\S+@\S+/g, '…'));
}
