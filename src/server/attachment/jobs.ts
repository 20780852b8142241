import type { Tx } from '#server/platform/db.ts';
import type { FileStore } from '#server/platform/storage.ts';
import type { Scanner } from './adapters/clamav.ts';
import { scanned } from './commands.ts';
import { saveScan, waitingFiles } from './queries.ts';

const BATCH = 20;

/**
 * Every minute, as the system: asks the scanner about files that came while it was away. Ends at the first it cannot be
 * asked about; the rest waits for the next minute. Without a scanner nothing waits. May run twice or in parallel.
 */
export async function scanWaiting(
	tx: Tx,
	{ scanner, store }: { readonly scanner: Scanner | null; readonly store: FileStore },
): Promise<{ scanned: number }> {
	let done = 0;
	for (const { id, key } of await waitingFiles(tx, BATCH)) {
		const bytes = await store.get(key);
		const scan = await scanned(scanner, bytes ?? new Uint8Array());
		if (scan === 'waiting_scan') break;
		await saveScan(tx, id, scan);
		done += 1;
	}
	return { scanned: done };
}
