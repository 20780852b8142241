import { setTimeout as pause } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { sha256 } from './hash.ts';
import { ForbiddenAddress, type OutboundAnswer, type OutboundBounds, sendOut } from './outbound.ts';

/** Where an S3-compatible store answers, and as whom we ask; buckets are named in the path. */
export type S3Place = {
	readonly endpoint: string;
	readonly bucket: string;
	readonly region: string;
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	/** Names that may lead into private networks. */
	readonly allow: readonly string[];
};

/** How long one question may take, how often it is asked again, and the pause before, which doubles. */
export type Patience = { readonly seconds: number; readonly tries: number; readonly pauseMs: number };

/** Objects by name. What the store cannot be asked about is a fault, not an absence. */
export type Bucket = {
	put(name: string, bytes: Uint8Array): Promise<void>;
	get(name: string): Promise<Buffer | undefined>;
	/** All names that begin with `prefix`, in order of their bytes. */
	list(prefix: string): Promise<readonly string[]>;
	remove(name: string): Promise<void>;
};

/** The store answered, and its answer was no. */
export class BucketRefusal extends Error {
	override readonly name = 'BucketRefusal';
	readonly status: number;

	constructor(status: number) {
		super(`the file store answered ${status}`);
		this.status = status;
	}
}

/** Nothing we keep is larger. */
const MOST_BYTES = 64 * 1024 * 1024;

export function s3Bucket(place: S3Place, patience: Patience): Bucket {
	const ask = asker(place, patience);
	return {
		async put(name, bytes) {
			expectStatus(await ask('PUT', { name, body: bytes }), [200, 201, 204]);
		},
		async get(name) {
			const answer = await ask('GET', { name });
			if (answer.status === 404) return undefined;
			expectStatus(answer, [200]);
			return answer.body;
		},
		async list(prefix) {
			const names: string[] = [];
			for (let after: string | undefined = ''; after !== undefined; ) {
				const page = await listed(ask, prefix, after);
				names.push(...page.names);
				after = page.next;
			}
			return names;
		},
		async remove(name) {
			expectStatus(await ask('DELETE', { name }), [200, 204, 404]);
		},
	};
}

function expectStatus({ status }: OutboundAnswer, expected: readonly number[]): void {
	if (!expected.includes(status)) throw new BucketRefusal(status);
}

type Page = { readonly names: readonly string[]; readonly next: string | undefined };

/** One page of the names; asked as the first version of the protocol does it, which every store and every test server speaks. */
async function listed(ask: Ask, prefix: string, after: string): Promise<Page> {
	const answer = await ask('GET', { name: '', query: { prefix, ...(after && { marker: after }) } });
	expectStatus(answer, [200]);
	return pageOf(answer.body.toString('utf8'));
}

/** Of an answer of ListObjects the names, and after which one to ask for more. */
function pageOf(xml: string): Page {
	const names = [...xml.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, name = '']) => plain(name));
	return { names, next: /<IsTruncated>true</.test(xml) ? names.at(-1) : undefined };
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(escaped: string): string {
	return escaped.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
		const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
		return Number.isNaN(code) ? (SIGNS[name] ?? whole) : String.fromCodePoint(Math.min(code, 0x10_ff_ff));
	});
}

type Question = {
	readonly name: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly body?: Uint8Array;
};
type Ask = (method: string, question: Question) => Promise<OutboundAnswer>;

function asker({ endpoint, bucket, allow, ...signing }: S3Place, { seconds, tries, pauseMs }: Patience): Ask {
	const bounds: OutboundBounds = { allow, seconds, mostBytes: MOST_BYTES };
	const base = `${endpoint.replace(/\/$/, '')}/${bucket}`;

	async function once(method: string, { name, query, body }: Question): Promise<OutboundAnswer> {
		const path = name ? `/${name.split('/').map(encodeURIComponent).join('/')}` : '';
		const url = `${base}${path}${query ? `?${new URLSearchParams(query)}` : ''}`;
		const content = { 'x-amz-content-sha256': sha256(body ?? '') };
		const signed = await new AwsV4Signer({ ...signing, service: 's3', method, url, headers: content }).sign();
		const length = { 'content-length': String(body?.length ?? 0) };
		const headers = { ...Object.fromEntries(signed.headers), ...length };
		return sendOut({ url: signed.url.href, method, headers, ...(body ? { body } : {}) }, bounds);
	}

	/** Each of these may be done twice: whoever names an object twice means the same bytes. */
	return async function ask(method, question) {
		for (let attempt = 1; attempt < tries; attempt += 1) {
			const answer = await once(method, question).catch(passing);
			if (answer && answer.status < 500) return answer;
			await pause(pauseMs * 2 ** (attempt - 1));
		}
		return once(method, question);
	};
}

/** A fault that may be gone the next time; an address that is forbidden stays so. */
function passing(fault: Error): undefined {
	if (fault instanceof ForbiddenAddress) throw fault;
}
