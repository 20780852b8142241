/** A process of its own that sends requests over kept connections, as many at a time as it is told, and times them. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { readAnswer } from './http-wire.ts';
import type { Tally } from './latency.ts';

/** Which requests there are, by name. */
export type Prepare = {
	readonly prepare: string;
	readonly requests: readonly string[];
	/** Each is sent once and never again. */
	readonly once: boolean;
	/** What the head of every right answer holds, in lower case: an answer that is quick and wrong does not count. */
	readonly expects: string;
};
export type Run = {
	readonly run: string;
	readonly port: number;
	readonly seconds: number;
	readonly connections: number;
};
/** Every prepared request once, untimed: what is kept from the first reader on is then kept. */
export type Warm = { readonly warm: string; readonly port: number };
export type Ran = Tally & { readonly error?: string };

type Requests = {
	readonly list: readonly Buffer[];
	readonly once: boolean;
	readonly expects: string;
	next: number;
};
const prepared = new Map<string, Requests>();

process.on('message', async (order: Prepare | Warm | Run) => {
	if ('warm' in order) process.send?.(await warm(order));
	else if ('prepare' in order) {
		const list = order.requests.map((request) => Buffer.from(request, 'latin1'));
		prepared.set(order.prepare, { list, once: order.once, expects: order.expects, next: 0 });
		process.send?.({ prepared: list.length });
	} else process.send?.(await run(order));
});
process.on('disconnect', () => process.exit(0));

async function run({ run: name, port, seconds, connections }: Run): Promise<Ran> {
	const requests = prepared.get(name);
	if (!requests) return { micros: [], seconds: 0, error: `nothing prepared as ${name}` };
	const micros: number[] = [];
	const start = performance.now();
	const until = start + seconds * 1000;
	try {
		await Promise.all(Array.from({ length: connections }, () => converse({ port, requests, until, micros })));
	} catch (fault) {
		return { micros, seconds, error: fault instanceof Error ? fault.message : String(fault) };
	}
	return { micros, seconds: (performance.now() - start) / 1000 };
}

async function warm({ warm: name, port }: Warm): Promise<Ran> {
	const requests = prepared.get(name);
	if (!requests) return { micros: [], seconds: 0, error: `nothing prepared as ${name}` };
	const once = { ...requests, once: true, next: 0 };
	const until = Number.POSITIVE_INFINITY;
	await Promise.all([1, 2, 3, 4].map(() => converse({ port, requests: once, until, micros: [] })));
	return { micros: [], seconds: 0 };
}

type Conversation = {
	readonly port: number;
	readonly requests: Requests;
	readonly until: number;
	readonly micros: number[];
};

/** One connection: a request, its whole answer, the next request, until the time is up. */
async function converse({ port, requests, until, micros }: Conversation): Promise<void> {
	const socket = connect({ port, host: '127.0.0.1', noDelay: true });
	await once(socket, 'connect');
	for (let request = draw(requests); request && performance.now() < until; request = draw(requests)) {
		const sentAt = performance.now();
		socket.write(request);
		await wholeAnswer(socket, requests.expects);
		micros.push((performance.now() - sentAt) * 1000);
	}
	socket.end();
}

async function wholeAnswer(socket: Socket, expects: string): Promise<void> {
	const head = await new Promise<string>((done, failed) => {
		const closed = () => failed(new Error('a connection was closed before its answer'));
		const collect = collector((head) => {
			socket.off('data', collect).off('close', closed);
			done(head);
		});
		socket.once('close', closed).on('data', collect);
	});
	if (!head.includes(expects)) throw new Error(`expected ${expects}, was answered ${head}`);
}

/** Takes pieces as they come, and says when they are a whole answer. */
function collector(whole: (head: string) => void): (chunk: Buffer) => void {
	let received: Buffer = Buffer.alloc(0);
	return (chunk) => {
		received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
		const answer = readAnswer(received);
		if (answer) whole(answer.head);
	};
}

function draw(requests: Requests): Buffer | undefined {
	const { list, once, next } = requests;
	if (once && next >= list.length) return undefined;
	requests.next += 1;
	return list[next % list.length];
}
