import { connect } from 'node:net';
import { readAnswer } from '../bench/http-wire.ts';

/** What became of a request: the head of its answer, or null when none came. */
export type Heard = string | null;

const LONGEST_MS = 8000;

/** Sends one request as it goes over the wire, on a connection of its own; a server that dies answers nothing. */
export function send(port: number, request: string): Promise<Heard> {
	return new Promise((done) => {
		let received: Buffer = Buffer.alloc(0);
		const socket = connect(port, '127.0.0.1', () => socket.write(request));
		const end = (heard: Heard) => {
			socket.destroy();
			done(heard);
		};
		socket.setTimeout(LONGEST_MS, () => end(null));
		socket.on('error', () => end(null));
		socket.on('close', () => end(null));
		socket.on('data', (piece: Buffer) => {
			received = Buffer.concat([received, piece]);
			const answer = readAnswer(received);
			if (answer) end(answer.head);
		});
	});
}

export async function isReady(port: number): Promise<boolean> {
	const heard = await send(port, 'GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n');
	return heard?.startsWith('http/1.1 200') ?? false;
}
