import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** How a page may be packed, the smallest first. */
const PACKED = {
	br: (body: Buffer) => brotliCompressSync(body, BROTLI),
	gzip: (body: Buffer) => gzipSync(body, { level: 5 }),
	identity: (body: Buffer) => body,
} as const satisfies Record<string, (body: Buffer) => Buffer>;
export type Encoding = keyof typeof PACKED;
export const ENCODINGS = Object.keys(PACKED) as Encoding[];

/** What goes over the wire for a kept page in one encoding. */
export type ReadyAnswer = { readonly headers: readonly string[]; readonly body: Buffer };

/** A page as it is kept. It is packed for an encoding when somebody first asks for it: many pages are read once. */
export type KeptPage = {
	readonly headers: Readonly<Record<string, string>>;
	readonly plain: Buffer;
	readonly ready: Map<Encoding, ReadyAnswer>;
	/** Codes of the reports it shows; ANY_REPORT for lists and figures. */
	readonly tags: readonly string[];
	readonly until: number;
};

export type MadePage = {
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
	readonly tags: readonly string[];
	/** The generation in which making it began. */
	readonly madeIn: number;
	readonly now: number;
};

/** What every kept page that shows more than one report depends on. */
export const ANY_REPORT = '*';
/** What is heard when the government itself changed: an office's name stands on any page. */
export const EVERY_PAGE = '**';

/**
 * Public pages kept in this process. A page goes when a report it shows changes (`forget`), when its time is up,
 * or when the memory is needed. What was being made while something changed is not kept: it may be of before.
 */
export class PageCache {
	readonly #pages = new Map<string, KeptPage>();
	readonly #most: number;
	readonly #keepMs: number;
	#bytes = 0;
	#generation = 0;
	#listening = false;

	constructor(options: { readonly megabytes: number; readonly keepMs: number }) {
		this.#most = options.megabytes * 1024 * 1024;
		this.#keepMs = options.keepMs;
	}

	get generation(): number {
		return this.#generation;
	}

	/** While changes made by other processes cannot be heard, nothing is kept. */
	listen(hears: boolean): void {
		this.#listening = hears;
		this.#generation += 1;
		this.#pages.clear();
		this.#bytes = 0;
	}

	find(key: string, now: number): KeptPage | undefined {
		const page = this.#pages.get(key);
		if (!page || page.until > now) return page;
		this.#drop(key, page);
	}

	keep(key: string, { headers, body, tags, madeIn, now }: MadePage): void {
		if (!this.#listening || madeIn !== this.#generation || body.length > this.#most / 16) return;
		const page = {
			headers,
			plain: body,
			ready: new Map(),
			tags,
			until: now + this.#keepMs,
		};
		this.#bytes += sizeOf(page);
		this.#pages.set(key, page);
		for (const [oldest, old] of this.#pages) {
			if (this.#bytes <= this.#most) break;
			this.#drop(oldest, old);
		}
	}

	/** A report changed: its own page and every list go. */
	forget(code: string): void {
		this.#generation += 1;
		for (const [key, page] of this.#pages)
			if (code === EVERY_PAGE || page.tags.includes(code) || page.tags.includes(ANY_REPORT))
				this.#drop(key, page);
	}

	#drop(key: string, page: KeptPage): void {
		this.#pages.delete(key);
		this.#bytes -= sizeOf(page);
	}
}

/** With room for its packed forms, which come later: a third of it, and a quarter. */
function sizeOf({ plain }: KeptPage): number {
	return Math.ceil(plain.length * 1.6) + 1000;
}

/** The page in `encoding` with all its headers, as Node writes them without looking at each again. */
export function readyAnswer(
	page: KeptPage,
	encoding: Encoding,
	always: Readonly<Record<string, string>>,
): ReadyAnswer {
	const known = page.ready.get(encoding);
	if (known) return known;
	const body = PACKED[encoding](page.plain);
	const headers = {
		...always,
		...page.headers,
		'content-length': String(body.length),
		...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
	};
	const made = { headers: Object.entries(headers).flat(), body };
	page.ready.set(encoding, made);
	return made;
}

const SHARED = Symbol.for('tuntas.pages');
type Holder = { [SHARED]?: PageCache };

/** Opens the one cache of this process; the built pages and the server in front of them are two bundles that share it. */
export function sharePages(cache: PageCache): void {
	(globalThis as Holder)[SHARED] = cache;
}

/** The cache of this process; undefined where pages are not kept. */
export function sharedPages(): PageCache | undefined {
	return (globalThis as Holder)[SHARED];
}

type Asked = {
	readonly method: string;
	readonly url: string;
	readonly host: string;
	readonly cookie: string;
};

/**
 * Under what name an answer may be kept; undefined for everything that is somebody's own. Pages of people who showed
 * a receipt, wrote a draft or signed in are theirs alone: only the language cookie is shared.
 */
export function keptKey({ method, url, host, cookie }: Asked): string | undefined {
	if (method !== 'GET') return undefined;
	const cookies = cookie.split(/; */).filter((name) => /^(__Host-)?tuntas_/.test(name));
	const lang = cookies.find((name) => name.startsWith('tuntas_bahasa='));
	if (cookies.length > (lang ? 1 : 0)) return undefined;
	return `${host} ${lang ?? ''} ${url}`;
}
