/** A cluster of a test's own, run as an installation runs its own: with an archived log, keys, and a place for backups. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { loadDemoGovernments } from '#db/load-pack.ts';
import { migrate } from '#db/migrate.ts';
import { directoryOfHost, forgetDirectories } from '#server/agency/queries.ts';
import { now } from '#server/platform/clock.ts';
import { connect } from '#server/platform/db.ts';
import { newKeyRing } from '#server/platform/keys.ts';
import { startPostgres } from '#server/platform/postgres.ts';
import { diskStore } from '#server/platform/storage.ts';
import { submit } from '#server/report/submit-commands.ts';
import { openBackupKey } from '#server/safekeeping/adapters/backup-key.ts';
import { folderPlace } from '#server/safekeeping/adapters/place.ts';
import { dataFolders } from '#server/services.ts';
import { quickFolder } from './quick-folder.ts';
import { aSubmission } from './samples.ts';

export const PASSWORDS = { owner: 'sandi', app: 'app', public: 'public' };

export type OwnCluster = Awaited<ReturnType<typeof aCluster>>;

export async function aCluster(root: string = quickFolder('tuntas-cluster-')) {
	const folders = dataFolders(join(root, 'data'));
	const server = await startPostgres(folders.postgres, PASSWORDS.owner, { archive: folders.wal });
	await migrate(server.url, PASSWORDS);
	await loadDemoGovernments(server.url);
	mkdirSync(folders.keys, { mode: 0o700 });
	const ground = {
		ownerUrl: server.url,
		folders,
		store: diskStore(folders.files),
		place: folderPlace(folders.backup),
		key: await openBackupKey(folders.backupKey),
		settings: { PORT: '3000' },
		now,
	};
	const life = await lifeIn(server.url);
	return {
		...life,
		root,
		ground,
		/** Its server ends; what it holds stays. */
		stop: () => server.stop(),
		close: async () => {
			await Promise.all([life.db.destroy(), life.owner.end()]);
			await server.stop();
			rmSync(root, { recursive: true, force: true });
		},
	};
}

/** Reports come in as they do elsewhere. */
async function lifeIn(ownerUrl: string) {
	const owner = new pg.Pool({ connectionString: ownerUrl, max: 3 });
	const appUrl = Object.assign(new URL(ownerUrl), { username: 'tuntas_app', password: PASSWORDS.app }).href;
	const db = connect(appUrl, 4);
	// The server ends right after its pools, perhaps before the last line of theirs has.
	for (const pool of [owner, db.pool]) {
		pool.on('error', () => undefined);
		pool.on('connect', (line) => line.on('error', () => undefined));
	}
	forgetDirectories();
	const directory = await directoryOfHost(db.pool, 'localhost');
	if (!directory) throw new Error('the demonstration is not loaded');
	const told = { directory, submission: aSubmission(), draftHash: null, takenInBy: null };
	const vault = { db, ring: newKeyRing() };
	return {
		owner,
		db,
		directory,
		ring: vault.ring,
		report: () => submit(vault, { ...told, at: now(), key: randomUUID() }),
	};
}
