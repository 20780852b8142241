import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aCluster, type OwnCluster, PASSWORDS } from '../../../tests/cluster.ts';
import { diskStore } from '../platform/storage.ts';
import { lengthFor } from '../report/tracking-code.ts';
import { folderPlace, type Place } from './adapters/place.ts';
import { adopt } from './adoption-commands.ts';
import { backupsIn, takeBackup } from './backup-commands.ts';
import { tryRestore } from './certificate-commands.ts';
import { withOwner } from './cluster-queries.ts';
import { shipLog } from './log-commands.ts';
import { keepSecond, prune } from './prune-commands.ts';
import { chooseBackup, restoreCluster } from './restore-commands.ts';

let cluster: OwnCluster;
beforeAll(async () => {
	cluster = await aCluster();
});
afterAll(() => cluster.close());

const restoring = () => ({ ...cluster.ground, password: PASSWORDS.owner });

/** What a restored copy answers; its server is ended after. */
async function inCopy<Row extends pg.QueryResultRow>(
	into: string,
	at: Date | null,
	query: string,
): Promise<Row[]> {
	const manifest = await chooseBackup(cluster.ground, { at });
	const { postgres } = await restoreCluster(restoring(), manifest, { into: join(cluster.root, into), at });
	try {
		return await withOwner(postgres.url, async (line) => (await line.query<Row>(query)).rows);
	} finally {
		await postgres.stop();
	}
}

describe('a backup of a running system', () => {
	test('brings back every report, and any moment since', async () => {
		const before = await cluster.report();
		const manifest = await takeBackup(cluster.ground);
		const after = await cluster.report();
		await pause(50);
		const moment = new Date();
		await pause(50);
		const late = await cluster.report();
		await cluster.owner.query('select pg_switch_wal()');
		await pause(1500);
		expect((await shipLog(cluster.ground)).pieces).toBeGreaterThan(0);

		expect(manifest.counts).toMatchObject({ report: 1 });
		const codes = (rows: { code: string }[]) => rows.map(({ code }) => code).sort();
		const all = await inCopy<{ code: string }>('newest', null, 'select code from report');
		expect(codes(all)).toEqual([before.code, after.code, late.code].sort());
		const then = await inCopy<{ code: string }>('then', moment, 'select code from report');
		expect(codes(then)).toEqual([before.code, after.code].sort());
	}, 60_000);

	test('a moment the log does not reach, and one before all backups, are named', async () => {
		const future = new Date(Date.now() + 60 * 60 * 1000);
		await expect(inCopy('future', future, 'select 1')).rejects.toMatchObject({ problem: 'time_not_reached' });
		await expect(inCopy('past', new Date('2020-01-01'), 'select 1')).rejects.toMatchObject({
			problem: 'no_backup',
		});
		await expect(inCopy('newest', null, 'select 1')).rejects.toMatchObject({ problem: 'not_empty' });
	}, 30_000);

	test('nothing readable leaves the machine', async () => {
		const { rows } = await cluster.owner.query('select title from report_content limit 1');
		const place = cluster.ground.place;
		for (const name of await place.list('')) {
			const bytes = await place.get(name);
			expect(bytes?.includes(rows[0].title), name).toBe(false);
			expect(bytes?.includes('AGE-SECRET-KEY'), name).toBe(false);
		}
	});
});

describe('the certificate', () => {
	const trial = (given: { place?: Place } = {}) => ({
		...restoring(),
		appPassword: PASSWORDS.app,
		folder: join(cluster.root, 'data', 'trial'),
		...given,
	});

	test('says what was restored, how long it took and how much would have been lost', async () => {
		await mkdir(cluster.ground.folders.files, { recursive: true });
		await diskStore(cluster.ground.folders.files).put(Buffer.from('disegel'));
		await takeBackup(cluster.ground);
		const certificate = await tryRestore(trial());

		expect(certificate).toMatchObject({ reports: 3, files: 0 });
		expect(certificate.rtoMs).toBeGreaterThan(0);
		expect(certificate.rpoMs).toBeLessThan(60_000);
		expect(readdirSync(join(cluster.root, 'data'))).not.toContain('trial');
	}, 60_000);

	test('a damaged backup is no backup, and says so', async () => {
		const second = folderPlace(join(cluster.root, 'second'));
		await keepSecond({ ...cluster.ground, second, retention: { days: 7, weeks: 4, months: 6 } }, 'round');
		const newest = (await backupsIn(second, cluster.ground.key)).at(-1);
		const part = join(cluster.root, 'second', ...(newest?.parts[0]?.name ?? '').split('/'));
		const bytes = readFileSync(part);
		bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
		writeFileSync(part, bytes);

		await expect(tryRestore(trial({ place: second }))).rejects.toMatchObject({ problem: 'damaged' });
	}, 30_000);

	test('a manifest somebody else wrote is none', async () => {
		const second = folderPlace(join(cluster.root, 'second'));
		const [first] = await backupsIn(second, cluster.ground.key);
		const name = `base/${first?.id}/manifest.json`;
		const text = (await second.get(name))?.toString('utf8') ?? '';
		await second.put(name, Buffer.from(text.replace(/"report": \d+/, '"report": 0')));
		expect((await backupsIn(second, cluster.ground.key)).map(({ id }) => id)).not.toContain(first?.id);
	});
});

describe('a place without room', () => {
	const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });

	test('is refused before anything is written, and a backup cut short leaves nothing that counts', async () => {
		const { ground } = cluster;
		const known = await ground.place.list('base/');
		const tight = { ...ground.place, room: async () => 1000 };
		await expect(takeBackup({ ...ground, place: tight })).rejects.toMatchObject({ problem: 'disk_full' });
		const breaks: Place = {
			...ground.place,
			put: (name, bytes) =>
				name.endsWith('files.txt') ? Promise.reject(full) : ground.place.put(name, bytes),
		};
		await expect(takeBackup({ ...ground, place: breaks })).rejects.toThrow(full);
		expect(await ground.place.list('base/')).toEqual(known);
	}, 30_000);

	test('old backups go, the newest stays, and what it needs of the log with it', async () => {
		const { ground } = cluster;
		await prune(ground, { days: 1, weeks: 0, months: 0 });
		expect(await backupsIn(ground.place, ground.key)).toHaveLength(1);
		expect((await inCopy<{ n: number }>('pruned', null, 'select count(*)::int as n from report'))[0]?.n).toBe(
			3,
		);
	}, 60_000);
});

describe('after a restore', () => {
	test('nothing is numbered twice, no message leaves again, and nobody is let in by an old session (attack 92)', async () => {
		const { owner, ground } = cluster;
		await takeBackup(ground);
		const lost = await cluster.report();
		const { rows: gone } = await owner.query('select max(id) as message from outbox');
		const manifest = await chooseBackup(ground, { at: null });
		const { postgres } = await restoreCluster(restoring(), manifest, {
			into: join(cluster.root, 'adopted'),
			at: null,
		});
		const look = async (line: pg.Client) => {
			const waiting = (await line.query(`select count(*)::int as n from outbox where state = 'waiting'`))
				.rows[0].n;
			expect(waiting).toBeGreaterThan(0);
			const restored = { backup: manifest.id, restoredTo: new Date(manifest.endedAt) };
			const adopted = await adopt(line, restored, new Date());

			expect(adopted.heldMessages).toBe(waiting);
			const { rows } = await line.query(
				`select (select count(*)::int from outbox where state = 'waiting') as waiting,
					(select count(*)::int from outbox where held_for = 'restore') as held,
					nextval(pg_get_serial_sequence('outbox', 'id')) as message,
					(select used from code_use where agency_id = $1 and year = extract(year from now())) as used`,
				[cluster.directory.agency.id],
			);
			expect(rows[0]).toMatchObject({ waiting: 0, held: waiting });
			expect(Number(rows[0].message)).toBeGreaterThan(Number(gone[0].message));
			// Codes are longer now than the one that was given out and lost.
			const body = lost.code.split('-').at(-1) ?? '';
			expect(lengthFor(Number(rows[0].used))).toBe(body.length + 1);
		};
		await withOwner(postgres.url, look).finally(() => postgres.stop());
	}, 60_000);
});
