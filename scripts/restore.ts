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
import type { FileStore } from '#server/platform/storage.ts';
import { readBackupKey } from '#server/safekeeping/adapters/backup-key.ts';
import { layFiles } from '#server/safekeeping/adapters/kept-files.ts';
import type { Place } from '#server/safekeeping/adapters/place.ts';
import { openBytes } from '#server/safekeeping/adapters/sealed-parts.ts';
import { adopt } from '#server/safekeeping/adoption-commands.ts';
import { filesNamed, withOwner } from '#server/safekeeping/cluster-queries.ts';
import { checkRows } from '#server/safekeeping/copy-commands.ts';
import { type DatabasePasswords, databasePasswords, openPlace } from '#server/safekeeping/ground-commands.ts';
import { type Manifest, namesOf } from '#server/safekeeping/manifest.ts';
import { chooseBackup, restoreCluster } from '#server/safekeeping/restore-commands.ts';
import { dataFolders, storeOf } from '#server/services.ts';
import { told } from './safekeeping-fault.ts';

const USAGE = 'npm run restore -- FROM --into EMPTY [--at 2026-11-22T10:00:00+08:00] [--keys FOLDER]';

await told(async () => {
	const wanted = asked();
	const { into, at, keys } = wanted;
	const began = performance.now();
	const config = readConfig();
	const ground = {
		place: openPlace(wanted.from, config),
		key: await readBackupKey(join(keys, 'backup.json')),
		passwords: await databasePasswords(join(keys, 'database.json')),
		store: storeOf({ ...config, TUNTAS_DATA: into }),
	};
	const manifest = await chooseBackup(ground, { at });
	const to = { into, at };
	const { postgres } = await restoreCluster({ ...ground, password: ground.passwords.owner }, manifest, to);
	try {
		await migrate(postgres.url, ground.passwords);
		const done = await settled(ground, manifest, postgres.url);
		await mkdir(dataFolders(into).keys, { recursive: true, mode: 0o700 });
		await cp(keys, dataFolders(into).keys, { recursive: true });
		const settings = await ground.place.get(namesOf.settings(manifest.id));
		if (settings)
			await writeFile(join(into, 'settings.json'), await openBytes(settings, ground.key), { mode: 0o600 });
		const seconds = Math.round((performance.now() - began) / 100) / 10;
		console.log(JSON.stringify({ backup: manifest.id, into, ...done, seconds }, null, '\t'));
		console.error(lastWords(into, done));
	} finally {
		await postgres.stop();
	}
});

type Ground = {
	readonly place: Place;
	readonly passwords: DatabasePasswords;
	/** Where the restored system will look for its files. */
	readonly store: FileStore;
};

/** The copy checked and made the installation's own; a file that cannot be had keeps nothing else from coming back. */
async function settled({ place, passwords, store }: Ground, manifest: Manifest, ownerUrl: string) {
	const appUrl = Object.assign(new URL(ownerUrl), { username: 'tuntas_app', password: passwords.app }).href;
	return withOwner(ownerUrl, async (line) => {
		const checked = await checkRows({ line, appUrl }, manifest, now());
		const adopted = await adopt(line, { backup: manifest.id, restoredTo: checked.restoredTo }, now());
		const laid = await layFiles(place, { id: manifest.id, named: await filesNamed(line) }, store);
		return { ...checked, ...adopted, files: laid.files, missingFiles: laid.missing };
	});
}

function lastWords(into: string, done: Awaited<ReturnType<typeof settled>>): string {
	const { restoredTo, heldMessages, missingFiles } = done;
	const files =
		missingFiles.length > 0 ? `${missingFiles.length} stored files are missing or damaged.\n` : '';
	return `Everything after ${restoredTo.toISOString()} is lost. ${heldMessages} messages are held until the administrator releases them.\n${files}Start with: TUNTAS_DATA=${into} npm start`;
}

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
