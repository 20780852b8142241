import { rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aCluster, type OwnCluster, PASSWORDS } from '../../../tests/cluster.ts';
import { command } from '../../../tests/command.ts';
import { anS3, type TestS3 } from '../../../tests/s3.ts';
import { readConfig } from '../platform/config.ts';
import { startPostgres } from '../platform/postgres.ts';
import { s3Store } from '../platform/s3-store.ts';
import { diskStore, type StorageKey } from '../platform/storage.ts';
import { dataFolders } from '../services.ts';
import { bucketPlace } from './adapters/bucket-place.ts';
import { folderPlace, type Place } from './adapters/place.ts';
import { backupsIn, takeBackup } from './backup-commands.ts';
import { openPlace } from './ground-commands.ts';
import { certify, copyToSecond, type SafekeepingGround } from './jobs.ts';
import { keepSecond, prune } from './prune-commands.ts';

let cluster: OwnCluster;
let s3: TestS3;
let ground: SafekeepingGround & { readonly second: Place };
let file: StorageKey;
let named: StorageKey;

const settings = () => ({
	TUNTAS_BACKUP_S3_ENDPOINT: s3.place.endpoint,
	TUNTAS_BACKUP_S3_KEY: s3.place.accessKeyId,
	TUNTAS_BACKUP_S3_SECRET: s3.place.secretAccessKey,
	TUNTAS_OUTBOUND_ALLOW: 'localhost',
});
const SECOND = 's3://berkas/cadangan';
const PHOTO = Buffer.from('foto yang disegel');

/** Attachments in a bucket, backups in a folder, the second place in a bucket. */
beforeAll(async () => {
	[cluster, s3] = await Promise.all([aCluster(), anS3()]);
	ground = {
		...cluster.ground,
		store: s3Store(s3.place),
		db: cluster.db,
		second: openPlace(SECOND, readConfig(settings())),
		retention: { days: 7, weeks: 4, months: 6 },
		password: PASSWORDS.owner,
		appPassword: PASSWORDS.app,
		trialFolder: join(cluster.root, 'data', 'trial'),
	};
	[file, named] = [await ground.store.put(PHOTO), await ground.store.put(Buffer.from('yang lain'))];
	const { id } = await cluster.report();
	await cluster.owner.query(
		`insert into attachment (agency_id, report_id, from_whom, sha256, storage_key, thumb_key, media_type, bytes, width, height, at)
		select agency_id, id, 'reporter', $2, $2, $2, 'image/jpeg', 9, 3, 3, received_at from report where id = $1`,
		[id, named],
	);
}, 60_000);
afterAll(async () => {
	await cluster.close();
	await s3.close();
});

const lastOf = async (kind: string) =>
	(
		await cluster.owner.query(
			'select problem, facts from safekeeping_run where kind = $1 order by started_at desc limit 1',
			[kind],
		)
	).rows[0];
const night = () => copyToSecond(ground, 'night');

describe('a place of backups', () => {
	const places = {
		'in a folder': () => folderPlace(join(cluster.root, 'contract')),
		'in a bucket': () => bucketPlace({ ...s3.place, prefix: 'contract' }),
	};
	test.each(Object.entries(places))('%s keeps, lists, and forgets small objects by name', async (_, open) => {
		const place = open();
		expect([await place.list(''), await place.get('base/x')]).toEqual([[], undefined]);
		await place.put('base/b/part-00001.age', Buffer.from('satu'));
		await place.put('base/a/manifest.json', Buffer.from('dua'));
		await place.put('wal/7/0001.age', Buffer.from([]));
		await place.put('base/a/manifest.json', Buffer.from('tiga'));

		expect((await place.get('base/a/manifest.json'))?.toString()).toBe('tiga');
		expect(await place.list('base/')).toEqual(['base/a/manifest.json', 'base/b/part-00001.age']);
		expect(await place.list('base/a')).toEqual(['base/a/manifest.json']);
		await place.remove('wal/7/0001.age');
		await place.remove('wal/7/0001.age');
		expect(await place.list('')).toEqual(['base/a/manifest.json', 'base/b/part-00001.age']);
	});

	test('in a bucket lists beyond one page of a thousand', async () => {
		const place = bucketPlace({ ...s3.place, prefix: 'many' });
		const names = Array.from({ length: 1005 }, (_, nth) => `files/${String(nth).padStart(5, '0')}`);
		for (let at = 0; at < names.length; at += 100)
			await Promise.all(names.slice(at, at + 100).map((name) => place.put(name, Buffer.from('x'))));

		expect(await place.list('files/')).toEqual(names);
	}, 30_000);

	test('in a bucket is named with the settings it needs', () => {
		expect(() => openPlace('s3://berkas', readConfig({}))).toThrow('TUNTAS_BACKUP_S3_ENDPOINT');
		expect(() => openPlace('s3:/berkas', readConfig(settings()))).toThrow('s3://bucket/prefix');
	});
});

describe('a second place in a bucket', () => {
	test('holds whole backups and the stored files of a bucket, each under its hash', async () => {
		await takeBackup(ground);
		await night();

		expect(await lastOf('second_place')).toMatchObject({ problem: null });
		expect((await backupsIn(ground.second, ground.key)).length).toBe(1);
		expect(await ground.second.get(`files/${file.slice(0, 2)}/${file.slice(2, 4)}/${file}`)).toEqual(PHOTO);
	}, 30_000);

	test('is restored from in its turn, every file read; one that is damaged there fails the trial until it is mended', async () => {
		const name = `files/${named.slice(0, 2)}/${named.slice(2, 4)}/${named}`;
		expect(await certify(ground)).toBe(true);
		expect((await lastOf('certificate')).facts).toMatchObject({ from: 'first', reports: 1 });
		await ground.second.put(name, Buffer.from('lain!'));
		expect(await certify(ground)).toBe(false);
		expect(await lastOf('certificate')).toMatchObject({
			problem: 'files_missing',
			facts: { from: 'second' },
		});
		await ground.second.remove(name);
		await night();

		expect(await certify(ground)).toBe(true);
		expect(await lastOf('certificate')).toMatchObject({
			problem: null,
			facts: { from: 'second', reports: 1, files: 1, filesRead: 1 },
		});
	}, 60_000);

	test('loses nothing when the first place is gone, and throws old backups away by its own rule', async () => {
		const lost = folderPlace(join(cluster.root, 'new-disk'));
		await takeBackup({ ...ground, place: lost });
		await keepSecond({ ...ground, place: lost }, 'night');
		expect((await backupsIn(ground.second, ground.key)).length).toBe(1); // of one day the newest
		const keepsAll = { ...ground, retention: { days: 7, weeks: 4, months: 6 } };
		expect(await ground.second.list('files/')).toHaveLength(2);

		await prune({ ...keepsAll, place: lost }, keepsAll.retention);
		await keepSecond({ ...keepsAll, place: folderPlace(join(cluster.root, 'empty')) }, 'night');
		expect((await backupsIn(ground.second, ground.key)).length).toBe(1);
	}, 60_000);

	test('that is away, refuses, or may not be spoken to, says which', async () => {
		const said: Record<string, unknown> = {};
		for (const [name, wrong] of Object.entries({
			nowhere: { endpoint: 'http://localhost:9' },
			'another secret': { secretAccessKey: 'salah' },
			'no such bucket': { bucket: 'tidak-ada' },
			'a private network': { allow: [] },
		})) {
			const second = bucketPlace({ ...s3.place, prefix: '', ...wrong }, { seconds: 2, tries: 1, pauseMs: 1 });
			await copyToSecond({ ...ground, second }, 'round');
			said[name] = (await lastOf('second_place')).problem;
		}

		expect(said).toEqual({
			nowhere: 'place_away',
			'another secret': 'place_refused',
			'no such bucket': 'place_refused',
			'a private network': 'place_refused',
		});
	}, 30_000);
});

describe('npm run restore', () => {
	test('brings everything back from the bucket alone: reports, and the files where the settings keep them', async () => {
		rmSync(join(cluster.root, 'data', 'backup'), { recursive: true });
		await ground.store.remove(file);
		await writeFile(dataFolders(join(cluster.root, 'data')).passwords, JSON.stringify(PASSWORDS));
		const into = join(cluster.root, 'back');
		const done = await command('restore.ts', [SECOND, '--into', into], {
			settings: { ...settings(), TUNTAS_DATA: join(cluster.root, 'data') },
		});

		expect(done, done.err).toMatchObject({ code: 0 });
		expect(JSON.parse(done.out)).toMatchObject({ reports: 1, files: 2, missingFiles: [] });
		expect(await diskStore(dataFolders(into).files).get(file)).toEqual(PHOTO);
		expect(await readFile(dataFolders(into).backupKey)).toEqual(
			await readFile(cluster.ground.folders.backupKey),
		);
		const copy = await startPostgres(dataFolders(into).postgres, PASSWORDS.owner);
		const line = new pg.Client({ connectionString: copy.url });
		await line.connect();
		expect((await line.query('select count(*)::int as n from report')).rows).toEqual([{ n: 1 }]);
		await line.end();
		await copy.stop();
	}, 60_000);
});
