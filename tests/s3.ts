/** An S3-compatible store of a test's own, in memory of the disk and this process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { S3Place } from '#server/platform/s3-bucket.ts';

export type TestS3 = { readonly place: S3Place; readonly folder: string; close(): Promise<void> };

const BUCKET = 'berkas';

export async function anS3(): Promise<TestS3> {
	const folder = await mkdtemp(join(tmpdir(), 'tuntas-s3-'));
	const buckets = [{ name: BUCKET, configs: [] }];
	const s3 = new S3rver({ silent: true, directory: folder, configureBuckets: buckets });
	await s3.configureBuckets();
	const server = await s3.listen(0, '127.0.0.1');
	const bound = server.address();
	const port = typeof bound === 'object' && bound ? bound.port : 0;
	return {
		folder,
		place: {
			endpoint: `http://localhost:${port}`,
			bucket: BUCKET,
			region: 'us-east-1',
			accessKeyId: 'S3RVER',
			secretAccessKey: 'S3RVER',
			allow: ['localhost'],
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
			await rm(folder, { recursive: true, force: true });
		},
	};
}
