/**
 * `npm run restore -- FROM --into EMPTY [--at TIME]`: brings a backup back as a data folder of its own, checks it whole,
 * and prints how long it took and what was lost, as JSON. Nothing that runs is touched.
 */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '#db/migrate.ts';
import { now } from '#server/platform/clock.ts';
import { readConfig } from '#server/platform/config.ts';
import { readBackupKey } from '#server/safekeeping/adapters/backup-key.ts';
import { layFiles } from '#server/safekeeping/adapters/kept-files.ts';
import { openBytes } from '#server/safekeeping/adapters/sealed-parts.ts';
import { adopt } from '#server/safekeeping/adoption-commands.ts';
import { withOwner } from '#server/safekeeping/cluster-queries.ts';
import { checkCopy } from '#server/safekeeping/copy-commands.ts';
import { databasePasswords, openPlace } from '#server/safekeeping/ground-commands.ts';
import { namesOf } from '#server/safekeeping/manifest.ts';
import { chooseBackup, restoreCluster } from '#server/safekeeping/restore-commands.ts';
import { dataFolders } from '#server/services.ts';
import { told } from './safekeeping-fault.ts';

const USAGE = 'npm run restore -- FROM --into EMPTY [--at 2026-11-22T10:00:00+08:00] [--keys FOLDER]';

await told(async () => {
	const { from, into, at, keys } = asked();
	const began = performance.now();
	const key = await readBackupKey(join(keys, 'backup.json'));
	const passwords = await databasePasswords(join(keys, 'database.json'));
	const place = await openPlace(from);
	const manifest = await chooseBackup({ place, key }, { at });
	const { postgres } = await restoreCluster({ place, key, password: passwords.owner }, manifest, {
		into,
		at,
	});
	try {
		await migrate(postgres.url, passwords);
		const appUrl = Object.assign(new URL(postgres.url), {
			username: 'tuntas_app',
			password: passwords.app,
		}).href;
		const done = await withOwner(postgres.url, async (line) => {
			const checked = await checkCopy({ line, appUrl }, manifest, {
				place,
				at: now(),
				keepsFiles: !readConfig().TUNTAS_S3_ENDPOINT,
			});
			return {
				...checked,
				...(await adopt(line, { backup: manifest.id, restoredTo: checked.restoredTo }, now())),
			};
		});
		await layFiles(place, manifest, dataFolders(into).files);
		await mkdir(dataFolders(into).keys, { recursive: true, mode: 0o700 });
		await cp(keys, dataFolders(into).keys, { recursive: true });
		const settings = await place.get(namesOf.settings(manifest.id));
		if (settings)
			await writeFile(join(into, 'settings.json'), await openBytes(settings, key), { mode: 0o600 });
		const seconds = Math.round((performance.now() - began) / 100) / 10;
		console.log(JSON.stringify({ backup: manifest.id, into, ...done, seconds }, null, '\t'));
		console.error(
			`Everything after ${done.restoredTo.toISOString()} is lost. ${done.heldMessages} messages are held until the administrator releases them.\nStart with: TUNTAS_DATA=${into} npm start`,
		);
	} finally {
		await postgres.stop();
	}
});

function asked(): { from: string; into: string; at: Date | null; keys: string } {
	const { values, positionals } = parseArgs({
		options: { into: { type: 'string' }, at: { type: 'string' }, keys: { type: 'string' } },
		allowPositionals: true,
	});
	const [from] = positionals;
	if (!from || !values.into || positionals.length > 1)
		throw new Error(`Say from where and into which empty folder: ${USAGE}`);
	const at = values.at ? new Date(values.at) : null;
	if (at && Number.isNaN(at.getTime()))
		throw new Error(`--at needs an instant with its offset, not ${values.at}: ${USAGE}`);
	const keys = values.keys ?? dataFolders(resolve(readConfig().TUNTAS_DATA)).keys;
	return { from, into: resolve(values.into), at, keys: resolve(keys) };
}
