import type { KeyRing } from './keys.ts';
import { open, seal } from './sealing.ts';
import type { FileStore } from './storage.ts';

/** Sealed bytes are named by their own hash, so there is no other place to bind them to. */
const PLACE = 'stored_file';

/**
 * `store` with every file sealed: a stolen disk shows nothing without the keys.
 * The same bytes put twice get two keys, so that removing one never takes the other away.
 */
export function sealedStore(store: FileStore, ring: KeyRing): FileStore {
	return {
		put: (bytes) => store.put(seal(ring, 'file', bytes, PLACE)),
		async get(key) {
			const sealed = await store.get(key);
			return sealed && open(ring, 'file', sealed, PLACE);
		},
		remove: (key) => store.remove(key),
		list: () => store.list(),
	};
}
