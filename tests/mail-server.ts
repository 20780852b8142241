/** A real SMTP server in the test's own process: what arrives can be read, and it can be told to refuse. */
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export type Arrived = {
	readonly to: readonly string[];
	readonly raw: string;
	/** Headers and body as words: every white space is one space. */
	readonly text: string;
};
export type MailServer = {
	readonly url: string;
	/** Everything it took, oldest first. */
	readonly arrived: readonly Arrived[];
	close(): Promise<void>;
};

export async function aMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
	const arrived: Arrived[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		disableReverseLookup: true,
		closeTimeout: 100,
		onData(stream, session, done) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => {
				const to = session.envelope.rcptTo.map(({ address }) => address);
				const raw = Buffer.concat(parts).toString('utf8');
				arrived.push({ to, raw, text: raw.replaceAll('=\r\n', '').replace(/\s+/g, ' ') });
				done(null);
			});
		},
		...options,
	});
	server.on('error', () => undefined); // a client that hangs up in the middle is what some tests are about
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.server.address() as AddressInfo;
	const close = () => new Promise<void>((done) => server.close(done));
	return { url: `smtp://127.0.0.1:${port}`, arrived, close };
}

/** The answer with which a server refuses. */
export function refusal(responseCode: number, text: string): Error {
	return Object.assign(new Error(text), { responseCode });
}
