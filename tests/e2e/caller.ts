/** Somebody who speaks to the system over plain HTTP: cookies are kept, nothing is followed unasked. */
import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { inject } from 'vitest';

type Fields = Readonly<Record<string, string>>;
type Ask = {
	readonly method?: string;
	readonly headers?: Fields;
	readonly body?: BodyInit;
};

export type Answer = {
	readonly status: number;
	/** The path it leads to; empty when it leads nowhere. */
	readonly location: string;
	readonly headers: Headers;
	readonly body: string;
};

export type Caller = {
	ask(path: string, ask?: Ask): Promise<Answer>;
	/** Reads a page, wherever it leads. */
	read(path: string): Promise<Answer>;
	/** Sends a form as a page of ours would. */
	send(path: string, form: Fields | FormData): Promise<Answer>;
	/** Name and value of each. */
	readonly cookies: Map<string, string>;
};

/** From an address of its own, unless said otherwise: what is counted per network is counted for one test only. */
export function aCaller(
	cookies = new Map<string, string>(),
	from = anAddress(),
	/** Another government's host name at the same address. */
	host: string | null = null,
): Caller {
	const address = inject('address');
	const named = host ? { host } : {};
	const ask = async (path: string, { method = 'GET', headers, body }: Ask = {}): Promise<Answer> => {
		const url = new URL(path, address);
		const sent = new Response(body ?? null);
		const own = method === 'GET' ? {} : { origin: host ? `http://${host}` : address };
		const all = {
			accept: 'text/html',
			...named,
			...own,
			...cookieHeader(cookies),
			...typeOf(sent),
			...headers,
		};
		const options = { method, headers: all, ...(from ? { localAddress: from } : {}) };
		const answer = await exchange(url, options, Buffer.from(await sent.arrayBuffer()));
		keep(answer.headers.getSetCookie(), cookies);
		return { ...answer, location: pathOf(answer.headers.get('location'), url) };
	};
	const read = async (path: string): Promise<Answer> => {
		const answer = await ask(path);
		return answer.status >= 300 && answer.status < 400 ? read(answer.location) : answer;
	};
	const send = (path: string, form: Fields | FormData) =>
		ask(path, { method: 'POST', body: form instanceof FormData ? form : new URLSearchParams(form) });
	return { ask, read, send, cookies };
}

let callers = 0;

/** All of 127 is this machine to Linux; others have one address. */
function anAddress(): string | undefined {
	callers += 1;
	const network = (process.pid + Math.floor(callers / 250)) % 250;
	return process.platform === 'linux' ? `127.${network}.${callers % 250}.7` : undefined;
}

const agent = new Agent({ keepAlive: true, maxSockets: 40 });

function exchange(url: URL, options: RequestOptions, body: Buffer): Promise<Omit<Answer, 'location'>> {
	return new Promise((done, failed) => {
		const asked = request(url, { agent, ...options }, (answer) => {
			const headers = headersOf(answer);
			buffer(answer).then(
				(bytes) => done({ status: answer.statusCode ?? 0, headers, body: bytes.toString() }),
				failed,
			);
		});
		asked.once('error', failed);
		asked.end(body);
	});
}

function headersOf({ headersDistinct }: IncomingMessage): Headers {
	const pairs = Object.entries(headersDistinct);
	return new Headers(pairs.flatMap(([name, values]) => (values ?? []).map((value) => [name, value])));
}

function typeOf({ headers }: Response): Fields {
	const type = headers.get('content-type');
	return type ? { 'content-type': type } : {};
}

function cookieHeader(cookies: ReadonlyMap<string, string>): Fields {
	return cookies.size > 0 ? { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') } : {};
}

function keep(set: readonly string[], cookies: Map<string, string>): void {
	for (const cookie of set) {
		const [pair = '', ...options] = cookie.split(/; */);
		const [name = '', value = ''] = pair.split(/=(.*)/s);
		if (options.some((option) => /^max-age=0$/i.test(option)) || value === '') cookies.delete(name);
		else cookies.set(name, value);
	}
}

function pathOf(location: string | null, from: URL): string {
	if (location === null) return '';
	const url = new URL(location, from);
	return url.origin === from.origin ? url.pathname + url.search : url.href;
}

/** What a page says in its main part: without tags, spaces made one. */
export function textOf({ body }: Pick<Answer, 'body'>): string {
	const main = /<main[^>]*>(.*)<\/main>/s.exec(body)?.[1] ?? body;
	return unescaped(main.replace(/<[^>]*>/g, ' '))
		.replace(/\s+/g, ' ')
		.trim();
}

/** The value of a hidden field of a page. */
export function fieldOf({ body }: Pick<Answer, 'body'>, name: string): string {
	const rest = '(?:"[^"]*"|[^">])*';
	const input = new RegExp(`<input${rest} name="${name}"${rest}>`).exec(body)?.[0] ?? '';
	return unescaped(/value="([^"]*)"/.exec(input)?.[1] ?? '');
}

function unescaped(html: string): string {
	const signs: Fields = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" };
	return html.replace(/&(lt|gt|quot|amp|#39);/g, (_, name: string) => signs[name] ?? '');
}
