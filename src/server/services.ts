import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Sessions } from './access/session-commands.ts';
import { clamScanner, type Scanner } from './attachment/adapters/clamav.ts';
import { type Inspector, startInspector } from './attachment/adapters/inspect.ts';
import { type Reencoder, startReencoder } from './attachment/adapters/reencode.ts';
import { SealedUploads } from './attachment/adapters/upload-store.ts';
import { resumableUploads, type Uploads } from './attachment/upload-commands.ts';
import { Believed, SHORTLY } from './platform/believed.ts';
import { now } from './platform/clock.ts';
import { type Config, readConfig } from './platform/config.ts';
import { connect, type Database } from './platform/db.ts';
import { followKeyFile, type KeyRing } from './platform/keys.ts';
import { setLogLevel } from './platform/log.ts';
import { s3Store } from './platform/s3-store.ts';
import { sealedStore } from './platform/sealed-storage.ts';
import { diskStore, type FileStore } from './platform/storage.ts';
import type { Counts } from './report/queue-queries.ts';

/** Everything outside that pages and jobs may reach, made once per process. */
export type Services = {
	readonly config: Config;
	/** As the application: every row under the policies. */
	readonly db: Database;
	/** As anybody: public copies, without a transaction per page. */
	readonly reader: Database;
	/** What every page of an officer asks again, believed for a moment; any form that is sent ends the belief. */
	readonly sessions: Sessions;
	readonly counts: Believed<Counts>;
	readonly ring: KeyRing;
	/** Photographs, sealed on disk. */
	readonly store: FileStore;
	/** Makes photographs anew in a process of their own; started when the first one comes. */
	readonly reencoder: Reencoder;
	/** The same for documents and recordings. */
	readonly inspector: Inspector;
	/** Looks for viruses; null when none is configured. */
	readonly scanner: Scanner | null;
	/** Files that come in pieces, until they are whole. */
	readonly uploads: Uploads;
	readonly uploadStore: SealedUploads;
};

/** The files of an installation under TUNTAS_DATA. */
export function dataFolders(data: string) {
	return {
		postgres: join(data, 'postgres'),
		keys: join(data, 'keys'),
		keyFile: join(data, 'keys', 'keys.json'),
		passwords: join(data, 'keys', 'database.json'),
		files: join(data, 'files'),
		/** Finished pieces of the database's log, until they are with the backups. */
		wal: join(data, 'wal'),
		backup: join(data, 'backup'),
		backupKey: join(data, 'keys', 'backup.json'),
		/** Of the nightly trial restore. */
		trial: join(data, 'trial'),
		uploads: join(data, 'uploads'),
		lock: join(data, 'running.json'),
	};
}

/** Files on disk, or in an S3-compatible store when one is named. */
export function storeOf(config: Config): FileStore {
	const { TUNTAS_S3_ENDPOINT: endpoint, TUNTAS_S3_BUCKET: bucket, TUNTAS_S3_REGION: region } = config;
	const { TUNTAS_S3_KEY: accessKeyId, TUNTAS_S3_SECRET: secretAccessKey } = config;
	if (!endpoint) return diskStore(dataFolders(config.TUNTAS_DATA).files);
	if (!bucket || !accessKeyId || !secretAccessKey)
		throw new Error('TUNTAS_S3_ENDPOINT needs TUNTAS_S3_BUCKET, TUNTAS_S3_KEY and TUNTAS_S3_SECRET.');
	const allow = config.TUNTAS_OUTBOUND_ALLOW.split(',').map((name) => name.trim());
	return s3Store({ endpoint, bucket, region, accessKeyId, secretAccessKey, allow });
}

/** Connects with the addresses the start script hands over. */
export async function openServices(config: Config = readConfig()): Promise<Services> {
	const { TUNTAS_APP_URL: appUrl, TUNTAS_PUBLIC_URL: publicUrl } = config;
	if (!appUrl || !publicUrl)
		throw new Error('Start Tuntas with npm start: it hands over the addresses of the database.');
	setLogLevel(config.TUNTAS_LOG);
	const folders = dataFolders(config.TUNTAS_DATA);
	mkdirSync(folders.files, { recursive: true, mode: 0o700 });
	const ring = await followKeyFile(folders.keyFile);
	const uploadStore = new SealedUploads(folders.uploads, ring, { now });
	return {
		config,
		db: connect(appUrl, 12),
		reader: connect(publicUrl, 8),
		sessions: new Believed(SHORTLY),
		counts: new Believed(SHORTLY),
		ring,
		store: sealedStore(storeOf(config), ring),
		reencoder: startReencoder(),
		uploadStore,
		uploads: resumableUploads(uploadStore, '/lapor/berkas'),
		inspector: startInspector(),
		scanner: config.TUNTAS_CLAMAV ? clamScanner(config.TUNTAS_CLAMAV) : null,
	};
}
