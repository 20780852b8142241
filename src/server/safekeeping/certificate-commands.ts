import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { stopPostgres } from '../platform/postgres.ts';
import { folderPlace } from './adapters/place.ts';
import { withOwner } from './cluster-queries.ts';
import { type Checked, checkCopy } from './copy-commands.ts';
import { SafekeepingFault } from './fault.ts';
import { chooseBackup, type RestoreGround, restoreCluster } from './restore-commands.ts';

/** The proof that the newest backup can be restored, and what it took. */
export type Certificate = Checked & {
	readonly backup: string;
	/** From the first byte fetched to the copy checked: how long the public would wait. */
	readonly rtoMs: number;
	/** How much would have been lost, had the machine burned when the trial began. */
	readonly rpoMs: number;
};

export type TrialGround = RestoreGround & {
	readonly appPassword: string;
	/** Made for the trial and taken away after it. */
	readonly folder: string;
	readonly now: () => Date;
};

/** A restored cluster needs so many times the size of its sealed parts, and its log besides. */
const UNPACKED_SHARE = 8;

/** Restores the newest backup into an empty cluster beside the running one, checks it whole, and takes it away. */
export async function tryRestore(ground: TrialGround): Promise<Certificate> {
	const { folder, place, now } = ground;
	await clear(folder); // of a trial that was cut short
	const [begun, began] = [now(), performance.now()];
	const manifest = await chooseBackup(ground, { at: null });
	await assertRoom(folder, manifest.parts.reduce((sum, { bytes }) => sum + bytes, 0) * UNPACKED_SHARE);
	try {
		const { postgres } = await restoreCluster(ground, manifest, { into: folder, at: null });
		const appUrl = Object.assign(new URL(postgres.url), {
			username: 'tuntas_app',
			password: ground.appPassword,
		}).href;
		const checked = await withOwner(postgres.url, (line) =>
			checkCopy({ line, appUrl }, manifest, { place, at: now() }),
		);
		return {
			...checked,
			backup: manifest.id,
			rtoMs: Math.round(performance.now() - began),
			rpoMs: Math.max(0, begun.getTime() - checked.restoredTo.getTime()),
		};
	} finally {
		await clear(folder);
	}
}

async function assertRoom(folder: string, needed: number): Promise<void> {
	const room = (await folderPlace(dirname(folder)).room()) ?? Number.POSITIVE_INFINITY;
	if (room < needed)
		throw new SafekeepingFault(
			'disk_full',
			`A trial restore needs ${Math.round(needed / 1024 / 1024)} MB beside the running database.`,
		);
}

async function clear(folder: string): Promise<void> {
	await stopPostgres(join(folder, 'postgres'));
	await rm(folder, { recursive: true, force: true });
}
