/** A scanner that speaks clamd's INSTREAM and knows one sign: the test file of EICAR. */
import { createServer, type Socket } from 'node:net';

/** Written in two parts, so that no scanner takes this file away. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

export type FakeClamd = { readonly address: string; close(): Promise<void> };

/** `answer`: said whatever comes; null says nothing, ever. */
export async function aClamd({
	answer,
	port = 0,
}: {
	answer?: string | null;
	port?: number;
} = {}): Promise<FakeClamd> {
	const open = new Set<Socket>();
	const server = createServer({ allowHalfOpen: true }, (socket) => {
		open.add(socket);
		let heard = Buffer.alloc(0);
		socket.on('error', () => undefined);
		socket.on('data', (part) => {
			heard = Buffer.concat([heard, part]);
			const stream = streamIn(heard);
			if (answer === null || !stream) return;
			socket.end(answer ?? `stream: ${stream.includes(EICAR) ? 'Eicar-Test-Signature FOUND' : 'OK'}\0`);
		});
	});
	await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
	const bound = server.address();
	return {
		address: `127.0.0.1:${typeof bound === 'object' ? bound?.port : port}`,
		close: () => {
			for (const socket of open) socket.destroy();
			return new Promise((done) => server.close(() => done()));
		},
	};
}

/** What was streamed, once all of it is here. */
function streamIn(heard: Buffer): Buffer | undefined {
	const command = 'zINSTREAM\0';
	if (heard.toString('latin1', 0, command.length) !== command) return undefined;
	const parts: Buffer[] = [];
	for (let at = command.length; at + 4 <= heard.length; ) {
		const length = heard.readUInt32BE(at);
		if (length === 0) return Buffer.concat(parts);
		parts.push(heard.subarray(at + 4, at + 4 + length));
		at += 4 + length;
	}
	return undefined;
}
