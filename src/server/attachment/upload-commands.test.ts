import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newKeyRing } from '../platform/keys.ts';
import { SealedUploads, UPLOAD_BOUNDS } from './adapters/upload-store.ts';
import { resumableUploads } from './upload-commands.ts';

const PATH = '/lapor/berkas';
const MINUTE = 60_000;

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'tuntas-uploads-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Uploads of one draft that were begun so many minutes ago. */
function begunAgo(minutes: number) {
	const ring = newKeyRing();
	const now = () => new Date(Date.now() - minutes * MINUTE);
	const uploads = resumableUploads(new SealedUploads(folder, ring, { now }), PATH);
	const arrived = vi.fn(async () => null);
	const ask = (method: string, path: string, headers: Record<string, string>, body?: string) => {
		const head = { 'tus-resumable': '1.0.0', ...headers };
		const request = new Request(`http://localhost${path}`, { method, headers: head, ...(body && { body }) });
		return uploads(request, { draft: Buffer.from('a draft'), megabytes: 1, arrived });
	};
	const begin = async () => {
		const answer = await ask('POST', PATH, { 'upload-length': '4' });
		return new URL(answer.headers.get('location') ?? '', 'http://localhost').pathname;
	};
	const piece = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
	return {
		arrived,
		begin,
		look: (path: string) => ask('HEAD', path, {}),
		send: (path: string) => ask('PATCH', path, piece, 'data'),
	};
}

describe('an upload', () => {
	it('within its time is taken in', async () => {
		const { arrived, begin, send } = begunAgo(UPLOAD_BOUNDS.minutes - 1);

		expect((await send(await begin())).status).toBe(204);

		expect(arrived).toHaveBeenCalledOnce();
	});

	it('whose time is up is told so, and nothing of it is taken in (attack 87)', async () => {
		const { arrived, begin, look, send } = begunAgo(UPLOAD_BOUNDS.minutes + 1);
		const path = await begin();

		expect([(await send(path)).status, (await look(path)).status]).toEqual([410, 410]);

		expect(arrived).not.toHaveBeenCalled();
	});
});
