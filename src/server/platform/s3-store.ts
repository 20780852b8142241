import { setTimeout as pause } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { sha256 } from './hash.ts';
import { ForbiddenAddress, type OutboundAnswer, type OutboundBounds, sendOut } from './outbound.ts';
import { type FileStore, isStorageKey, type StorageKey } from './storage.ts';

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
const PATIENCE = { seconds: 20, tries: 4, pauseMs: 200 } as const;
type Patience = { readonly [part in keyof typeof PATIENCE]: number };
/** Nothing we keep is larger. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Files in a bucket, under the same names as on a disk. What the store cannot be asked about is a fault, not an absence. */
export function s3Store(place: S3Place, patience: Patience = PATIENCE): FileStore {
	const ask = asker(place, patience);
	return {
		async put(bytes) {
			const key = sha256(bytes) as StorageKey;
			expectStatus(await ask('PUT', key, bytes), [200, 201, 204]);
			return key;
		},
		async get(key) {
			if (!isStorageKey(key)) return undefined;
			const answer = await ask('GET', key);
			if (answer.status === 404) return undefined;
			expectStatus(answer, [200]);
			if (sha256(answer.body) !== key) throw new Error(`stored file ${key} is damaged`);
			return answer.body;
		},
		async remove(key) {
			if (isStorageKey(key)) expectStatus(await ask('DELETE', key), [200, 204, 404]);
		},
	};
}

function expectStatus({ status }: OutboundAnswer, expected: readonly number[]): void {
	if (!expected.includes(status)) throw new Error(`the file store answered ${status}`);
}

function asker({ endpoint, bucket, allow, ...signing }: S3Place, { seconds, tries, pauseMs }: Patience) {
	const bounds: OutboundBounds = { allow, seconds, mostBytes: MOST_BYTES };

	async function once(method: string, key: string, body?: Uint8Array): Promise<OutboundAnswer> {
		const url = `${endpoint.replace(/\/$/, '')}/${bucket}/${key}`;
		const content = { 'x-amz-content-sha256': sha256(body ?? '') };
		const signed = await new AwsV4Signer({ ...signing, service: 's3', method, url, headers: content }).sign();
		const length = { 'content-length': String(body?.length ?? 0) };
		const headers = { ...Object.fromEntries(signed.headers), ...length };
		return sendOut({ url: signed.url.href, method, headers, ...(body ? { body } : {}) }, bounds);
	}

	/** Each of these may be done twice: a file is named by its bytes. */
	return async function ask(method: string, key: string, body?: Uint8Array): Promise<OutboundAnswer> {
		for (let attempt = 1; attempt < tries; attempt += 1) {
			const answer = await once(method, key, body).catch(passing);
			if (answer && answer.status < 500) return answer;
			await pause(pauseMs * 2 ** (attempt - 1));
		}
		return once(method, key, body);
	};
}

/** A fault that may be gone the next time; an address that is forbidden stays so. */
function passing(fault: Error): undefined {
	if (fault instanceof ForbiddenAddress) throw fault;
}
