import { sha256 } from './hash.ts';
import { type Patience, type S3Place, s3Bucket } from './s3-bucket.ts';
import { DamagedFile, type FileStore, isStorageKey, type StorageKey } from './storage.ts';

/** A reader waits for these. */
const PATIENCE: Patience = { seconds: 20, tries: 4, pauseMs: 200 };

/** Files in a bucket, under the same names as on a disk. */
export function s3Store(place: S3Place, patience: Patience = PATIENCE): FileStore {
	const bucket = s3Bucket(place, patience);
	return {
		async put(bytes) {
			const key = sha256(bytes) as StorageKey;
			await bucket.put(key, bytes);
			return key;
		},
		async get(key) {
			if (!isStorageKey(key)) return undefined;
			const bytes = await bucket.get(key);
			if (bytes && sha256(bytes) !== key) throw new DamagedFile(key);
			return bytes;
		},
		async remove(key) {
			if (isStorageKey(key)) await bucket.remove(key);
		},
		list: async () => (await bucket.list('')).filter(isStorageKey),
	};
}
