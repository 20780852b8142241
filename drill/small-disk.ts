import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own, small enough to be filled; null where this user may not mount one. */
export type SmallDisk = { readonly folder: string; remove(): void };

const MEGABYTES = 1200;

export function aSmallDisk(): SmallDisk | null {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
	const folder = mkdtempSync(join(tmpdir(), 'tuntas-disk-'));
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m,mode=0711`, 'tmpfs', folder], {
			stdio: 'ignore',
		});
	} catch {
		rmSync(folder, { recursive: true });
		return null;
	}
	chmodSync(folder, 0o711); // the database's own user must be able to enter
	return {
		folder,
		remove: () => {
			execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
