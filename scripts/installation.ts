/** The installation a script works on: its database, started when it does not run, and its keys. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '#server/platform/config.ts';
import { connect, type Database } from '#server/platform/db.ts';
import { type KeyRing, loadKeyFile } from '#server/platform/keys.ts';
import { startPostgres } from '#server/platform/postgres.ts';
import { dataFolders } from '#server/services.ts';

export type Installation = {
	readonly ownerUrl: string;
	readonly appUrl: string;
	/** As the application: under the policies. */
	readonly db: Database;
	readonly ring: KeyRing;
	/** Ends what was opened; a database that ran before runs on. */
	close(): Promise<void>;
};

/** Opens the installation under TUNTAS_DATA; there must be one, made by `npm start`. */
export async function openInstallation(config: Config): Promise<Installation> {
	const folders = dataFolders(resolve(config.TUNTAS_DATA));
	if (!existsSync(folders.keyFile) || !existsSync(folders.passwords))
		throw new Error(`There is no installation in ${config.TUNTAS_DATA} yet: run npm start once.`);
	const passwords = JSON.parse(readFileSync(folders.passwords, 'utf8')) as { owner: string; app: string };
	const archive = config.TUNTAS_BACKUP === 'off' ? {} : { archive: folders.wal };
	const embedded = config.DATABASE_URL
		? undefined
		: await startPostgres(folders.postgres, passwords.owner, archive);
	const ownerUrl = config.DATABASE_URL ?? embedded?.url ?? '';
	const appUrl = urlOf(ownerUrl, 'tuntas_app', passwords.app);
	const db = connect(appUrl);
	return {
		ownerUrl,
		appUrl,
		db,
		ring: await loadKeyFile(folders.keyFile),
		close: async () => {
			await db.destroy();
			if (embedded?.startedHere) await embedded.stop();
		},
	};
}

function urlOf(ownerUrl: string, user: string, password: string): string {
	return Object.assign(new URL(ownerUrl), { username: user, password }).href;
}
