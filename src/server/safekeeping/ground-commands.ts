import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/db.ts';
import { dataFolders, storeOf } from '../services.ts';
import { openBackupKey } from './adapters/backup-key.ts';
import { bucketPlace } from './adapters/bucket-place.ts';
import { folderPlace, type Place } from './adapters/place.ts';
import { backupPlan, bucketOf, plainSettings } from './installation.ts';
import type { SafekeepingGround } from './jobs.ts';

type Opening = {
	readonly config: Config;
	readonly ownerUrl: string;
	readonly db: Database;
	readonly now: () => Date;
};

/** Everything backups of this installation need; undefined where they are switched off or somebody else's. */
export async function openSafekeeping({
	config,
	ownerUrl,
	db,
	now,
}: Opening): Promise<SafekeepingGround | undefined> {
	const folders = dataFolders(resolve(config.TUNTAS_DATA));
	const plan = backupPlan(config, folders.backup);
	if (!plan) return undefined;
	const passwords = await databasePasswords(folders.passwords);
	return {
		ownerUrl,
		db,
		folders,
		place: openPlace(plan.first, config),
		second: plan.second ? openPlace(plan.second, config) : null,
		key: await openBackupKey(folders.backupKey),
		retention: plan.retention,
		store: storeOf(config),
		settings: plainSettings(config),
		password: passwords.owner,
		appPassword: passwords.app,
		trialFolder: folders.trial,
		now,
	};
}

/** `s3://bucket/prefix`, or a folder. */
export function openPlace(where: string, config: Config): Place {
	const bucket = bucketOf(where, config);
	return bucket ? bucketPlace(bucket) : folderPlace(where);
}

export type DatabasePasswords = { readonly owner: string; readonly app: string; readonly public: string };

export async function databasePasswords(file: string): Promise<DatabasePasswords> {
	return JSON.parse(await readFile(file, 'utf8')) as DatabasePasswords;
}
