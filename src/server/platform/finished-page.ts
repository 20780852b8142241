/**
 * A finished page goes from the built pages to the server in front of them as it is, beside the framework's answer:
 * through its streams it would be encoded, hashed and copied piece by piece, a quarter of what a page costs.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

const SHARED = Symbol.for('tuntas.finished');
type Holder = { [SHARED]?: Map<string, Buffer> };

/** Names the question to both sides; never believed when it comes from outside. */
const NAME = 'x-tuntas-question';
let asked = 0;

/** From now on the server in front takes finished pages; without it the framework carries them. */
export function takeFinishedPages(): void {
	(globalThis as Holder)[SHARED] = new Map();
}

export function areFinishedPagesTaken(): boolean {
	return finished() !== undefined;
}

/** Leaves the page with the server in front; what is answered then has no body of its own. */
export function handOver({ headers }: Pick<Request, 'headers'>, page: Buffer): void {
	finished()?.set(headers.get(NAME) ?? '', page);
}

/** The answer to `request` ends with the page that was handed over for it, if one was. */
export function awaitFinishedPage(request: IncomingMessage, response: ServerResponse): void {
	asked += 1;
	const name = String(asked);
	request.headers[NAME] = name;
	const end = response.end;
	response.end = ((...words: readonly unknown[]) => {
		const page = finished()?.get(name);
		finished()?.delete(name);
		const isEmpty = page === undefined || words.length > 0 || response.statusCode === 304;
		return Reflect.apply(end, response, isEmpty ? words : [page]);
	}) as typeof end;
	response.once('close', () => finished()?.delete(name));
}

function finished(): Map<string, Buffer> | undefined {
	return (globalThis as Holder)[SHARED];
}
