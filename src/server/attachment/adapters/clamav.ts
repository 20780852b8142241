import { connect, type NetConnectOpts, type Socket } from 'node:net';

/** What a scanner says of bytes; `away`: it could not be asked, or gave no verdict. */
export type Verdict = 'clean' | 'found' | 'away';
export type Scanner = (bytes: Uint8Array) => Promise<Verdict>;

/** A clamd this busy is asked again later. */
const ANSWER_MS = 20_000;
const LONGEST_ANSWER = 4096;

/** A scanner behind `host:port` or the path of a socket, asked by clamd's INSTREAM (`man clamd`). Never throws. */
export function clamScanner(address: string, answerMs: number = ANSWER_MS): Scanner {
	const where = whereIs(address);
	return (bytes) => ask(where, bytes, answerMs).catch(() => 'away');
}

function whereIs(address: string): NetConnectOpts {
	if (address.startsWith('/')) return { path: address };
	const [, host = '', port = ''] = /^\[?([^\]]+?)\]?:(\d+)$/.exec(address) ?? [];
	return { host, port: Number(port) };
}

function ask(where: NetConnectOpts, bytes: Uint8Array, answerMs: number): Promise<Verdict> {
	return new Promise((done, failed) => {
		const socket = connect(where);
		let answer = '';
		socket.setTimeout(answerMs, () => socket.destroy(new Error('the scanner is silent')));
		socket.on('connect', () => send(socket, bytes));
		socket.on('data', (part) => {
			answer += part.toString('latin1');
			if (answer.length > LONGEST_ANSWER) socket.destroy(new Error('the scanner talks too much'));
		});
		socket.on('error', failed);
		socket.on('close', () => done(verdictOf(answer)));
	});
}

/** `z`: commands and answers end in a zero byte. Each part follows its length; one of no length is the last. */
function send(socket: Socket, bytes: Uint8Array): void {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(bytes.length);
	socket.write('zINSTREAM\0');
	if (bytes.length > 0) {
		socket.write(length);
		socket.write(bytes);
	}
	socket.end(Buffer.alloc(4));
}

function verdictOf(answer: string): Verdict {
	const [said = ''] = answer.split('\0');
	if (said === 'stream: OK') return 'clean';
	return /^stream: .+ FOUND$/.test(said) ? 'found' : 'away';
}
