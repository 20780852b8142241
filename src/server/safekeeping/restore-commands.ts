import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EmbeddedPostgres, startPostgres } from '../platform/postgres.ts';
import { databaseUser, giveTo } from '../platform/postgres-cluster.ts';
import type { BackupKey } from './adapters/backup-key.ts';
import { unpackCluster } from './adapters/cluster-copy.ts';
import { isTaken, type Place } from './adapters/place.ts';
import { openBytes, readSealed } from './adapters/sealed-parts.ts';
import { backupsIn } from './backup-commands.ts';
import { SafekeepingFault } from './fault.ts';
import { type Manifest, namesOf } from './manifest.ts';
import { isOutlived, isSegment } from './wal-name.ts';

export type RestoreGround = {
	readonly place: Place;
	readonly key: BackupKey;
	/** The database owner's password at the time of the backup: the cluster brings its own. */
	readonly password: string;
};

/** Which state is wanted: the newest there is, or as it was at an instant. */
export type Wanted = { readonly at: Date | null };

export type Restored = { readonly manifest: Manifest; readonly postgres: EmbeddedPostgres };

/** A copy of a large database reads its log for hours, not days. */
const LONGEST_RECOVERY_MS = 6 * 60 * 60 * 1000;

/** The backup from which `wanted` is reached: the newest one that was whole by then. */
export async function chooseBackup(
	{ place, key }: Omit<RestoreGround, 'password'>,
	{ at }: Wanted,
): Promise<Manifest> {
	const whole = await backupsIn(place, key);
	const chosen = whole.findLast(({ endedAt }) => !at || new Date(endedAt) <= at);
	if (chosen) return chosen;
	const oldest = whole[0];
	throw new SafekeepingFault(
		'no_backup',
		oldest
			? `The oldest backup in ${place.says} is of ${oldest.endedAt}; nothing before it can be restored.`
			: `There is no whole backup in ${place.says} that this key opens.`,
	);
}

/**
 * Lays a backup out in the empty folder `into` and starts a server of its own on it, which reads the log up to what is
 * wanted. Whoever calls stops the server; nothing that runs elsewhere is touched.
 */
export async function restoreCluster(
	ground: RestoreGround,
	manifest: Manifest,
	to: { into: string } & Wanted,
): Promise<Restored> {
	const { into, at } = to;
	if (await isTaken(into))
		throw new SafekeepingFault('not_empty', `${into} is not empty; a restore never overwrites anything.`);
	const cluster = join(into, 'postgres');
	await mkdir(into, { recursive: true, mode: 0o711 });
	const owner = databaseUser(cluster);
	await unpackCluster(readSealed(manifest.parts, ground), cluster, owner);
	const ours = (path: string) => giveTo(owner, path);
	await layLog(ground, manifest, { folder: join(cluster, 'pg_wal'), ours });
	const signal = join(cluster, 'recovery.signal');
	await writeFile(signal, '', { mode: 0o600 });
	ours(signal);
	const settings = recovery(at);
	const postgres = await startPostgres(cluster, ground.password, {
		settings,
		withinMs: LONGEST_RECOVERY_MS,
		launches: 1,
	}).catch(() => {
		throw at
			? new SafekeepingFault(
					'time_not_reached',
					`The stored log does not reach ${at.toISOString()}. Leave out the time to restore the newest state.`,
				)
			: new SafekeepingFault('damaged', `The restored database does not start; see ${into}/postgres.log.`);
	});
	return { manifest, postgres };
}

/** The log lies where the server looks when nothing is fetched, so no command of the system's shell is needed. */
function recovery(at: Date | null): Readonly<Record<string, string>> {
	return {
		restore_command: 'exit 1',
		recovery_target_timeline: 'latest',
		recovery_target_action: 'promote',
		...(at ? { recovery_target_time: at.toISOString().replace('T', ' ').replace('Z', '+00') } : {}),
		hot_standby: 'off',
		shared_buffers: '64MB',
	};
}

type Into = { readonly folder: string; readonly ours: (path: string) => void };

/** Every piece of the log after the backup; those the backup brings itself are there already. */
async function layLog(
	{ place, key }: RestoreGround,
	{ systemId, stopWal }: Manifest,
	{ folder, ours }: Into,
): Promise<void> {
	const prefix = namesOf.log(systemId);
	for (const name of await place.list(prefix)) {
		const piece = name.slice(prefix.length).replace(/\.age$/, '');
		const sealed =
			isSegment(piece) && (isOutlived(piece, stopWal) || piece === stopWal)
				? undefined
				: await place.get(name);
		if (!sealed) continue;
		const path = join(folder, piece);
		await writeFile(path, await openBytes(sealed, key), { mode: 0o600 });
		ours(path);
	}
}
