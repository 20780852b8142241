/**
 * `npm run upgrade -- --dry-run`: restores the newest backup beside the running system, brings the copy to the shape of
 * this version, checks it whole, and says how long that took. Without `--dry-run` a backup is taken first and, when the
 * copy came through, the installation itself is brought to the new shape; start it with `npm start` after.
 */
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate, missingMigrationsOf } from '#db/migrate.ts';
import { now } from '#server/platform/clock.ts';
import { readConfig } from '#server/platform/config.ts';
import { stopPostgres } from '#server/platform/postgres.ts';
import { takeBackup } from '#server/safekeeping/backup-commands.ts';
import { withOwner } from '#server/safekeeping/cluster-queries.ts';
import { checkCopy } from '#server/safekeeping/copy-commands.ts';
import { databasePasswords, openSafekeeping } from '#server/safekeeping/ground-commands.ts';
import type { SafekeepingGround } from '#server/safekeeping/jobs.ts';
import { chooseBackup, restoreCluster } from '#server/safekeeping/restore-commands.ts';
import { dataFolders } from '#server/services.ts';
import { openInstallation } from './installation.ts';
import { told } from './safekeeping-fault.ts';

const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });

await told(async () => {
	const config = readConfig();
	const installation = await openInstallation(config);
	try {
		const ground = await openSafekeeping({ ...installation, config, now });
		if (!ground)
			throw new Error('Without backups of its own an upgrade cannot be tried; see docs/running.md, Upgrade.');
		if (!values['dry-run']) await takeBackup(ground);
		const folder = join(resolve(config.TUNTAS_DATA), 'upgrade-trial');
		const tried = await tryUpgrade(ground, folder).finally(() => clear(folder));
		console.log(JSON.stringify(tried, null, '\t'));
		if (values['dry-run']) return;
		await migrate(installation.ownerUrl, await databasePasswords(dataFolders(config.TUNTAS_DATA).passwords));
		console.error('The installation has the shape of this version. Start it: npm start');
	} finally {
		await installation.close();
	}
});

async function tryUpgrade(ground: SafekeepingGround, folder: string) {
	await clear(folder);
	const manifest = await chooseBackup(ground, { at: null });
	const { postgres } = await restoreCluster(ground, manifest, { into: folder, at: null });
	const passwords = await databasePasswords(dataFolders(join(folder, '..')).passwords);
	const missing = await missingMigrationsOf(postgres.url);
	const began = performance.now();
	await migrate(postgres.url, passwords);
	const seconds = Math.round((performance.now() - began) / 100) / 10;
	const appUrl = Object.assign(new URL(postgres.url), {
		username: 'tuntas_app',
		password: passwords.app,
	}).href;
	const checked = await withOwner(postgres.url, (line) =>
		checkCopy({ line, appUrl }, manifest, { place: ground.place, at: now() }),
	);
	return { backup: manifest.id, migrations: missing, seconds, ...checked };
}

async function clear(folder: string): Promise<void> {
	await stopPostgres(join(folder, 'postgres'));
	await rm(folder, { recursive: true, force: true });
}
