import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/db.ts';
import { dataFolders } from '../services.ts';
import { openBackupKey } from './adapters/backup-key.ts';
import { folderPlace, type Place } from './adapters/place.ts';
import { backupPlan, plainSettings } from './installation.ts';
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
		place: await openPlace(plan.first),
		second: plan.second ? await openPlace(plan.second) : null,
		key: await openBackupKey(folders.backupKey),
		retention: plan.retention,
		settings: plainSettings(config),
		filesElsewhere: config.TUNTAS_S3_ENDPOINT !== undefined,
		password: passwords.owner,
		appPassword: passwords.app,
		keepsFiles: !config.TUNTAS_S3_ENDPOINT,
		trialFolder: folders.trial,
		now,
	};
}

/** A folder, for now the only sort of place. */
export function openPlace(where: string): Promise<Place> {
	return folderPlace(where);
}

export type DatabasePasswords = { readonly owner: string; readonly app: string; readonly public: string };

export async function databasePasswords(file: string): Promise<DatabasePasswords> {
	return JSON.parse(await readFile(file, 'utf8')) as DatabasePasswords;
}
