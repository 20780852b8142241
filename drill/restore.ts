import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { now } from '#server/platform/clock.ts';
import { diskStore } from '#server/platform/storage.ts';
import { openBackupKey } from '#server/safekeeping/adapters/backup-key.ts';
import { folderPlace } from '#server/safekeeping/adapters/place.ts';
import { type BackupGround, takeBackup } from '#server/safekeeping/backup-commands.ts';
import { alone, finishLog } from '#server/safekeeping/cluster-queries.ts';
import { SafekeepingFault } from '#server/safekeeping/fault.ts';
import { databasePasswords } from '#server/safekeeping/ground-commands.ts';
import { shipLog } from '#server/safekeeping/log-commands.ts';
import { chooseBackup, restoreCluster } from '#server/safekeeping/restore-commands.ts';
import { dataFolders } from '#server/services.ts';
import { type Installation, install } from '../bench/installation.ts';
import { writeDrafts } from '../bench/requests.ts';
import type { Drill } from './crash.ts';
import { foundAgain, freePort } from './found.ts';
import { type Ledger, readLedger } from './ledger.ts';
import { type Reporters, startReporters } from './reporters.ts';
import { System } from './system.ts';

/** A restored copy against what people were told by the moment it shows. */
export type Returned = Ledger & {
	readonly acknowledged: number;
	/** Reports of after the moment; there must be none. */
	readonly later: number;
	readonly ms: number;
};

export type RestoreResult = {
	/** Backups taken while people reported. */
	readonly rounds: number;
	readonly newest: Returned;
	readonly at_a_moment: Returned;
	readonly seconds: number;
};

const PEOPLE = 6;
const DRAFTS_A_ROUND = 150;

/** One moment of the drill, and who had been told by then that their report arrived. */
type Moment = { readonly at: Date; readonly acknowledged: ReadonlySet<string> };

/** People report while backups are taken; then the machine is gone, and copies are made from what lies elsewhere. */
export async function restoreDrill(drill: Omit<Drill, 'mail'>): Promise<RestoreResult> {
	const began = performance.now();
	const installation = await install();
	const drafts = await writeDrafts(installation, drill.rounds * DRAFTS_A_ROUND, '');
	await installation.stopDatabase(); // it is started again as it is in service, with its log archived
	const port = await freePort();
	const system = new System({ data: installation.data, port, env: { ...drill.env, HOST: '127.0.0.1' } });
	try {
		await system.up();
		const ground = await groundOf(foundAgain(installation));
		const reporters = startReporters(port, drafts, PEOPLE);
		const moments = await Promise.race([drill.interrupted, backedUp(ground, { drill, reporters })]);
		system.kill('everything');
		reporters.giveUp();
		return {
			rounds: drill.rounds,
			...(await returned(ground, moments)),
			seconds: Math.round((performance.now() - began) / 1000),
		};
	} finally {
		await system.down();
		await installation.stopDatabase();
		installation.remove();
	}
}

type DrillGround = BackupGround & Pick<Installation, 'data' | 'ring'>;

async function groundOf({ data, ownerUrl, ring }: Installation): Promise<DrillGround> {
	const folders = dataFolders(data);
	const place = folderPlace(join(data, 'elsewhere'));
	const store = diskStore(folders.files);
	return {
		data,
		ring,
		ownerUrl,
		folders,
		store,
		place,
		key: await openBackupKey(folders.backupKey),
		settings: {},
		now,
	};
}

type Backing = { readonly drill: Omit<Drill, 'mail'>; readonly reporters: Reporters };

/** A backup a round; answers a moment in the middle of the last rounds, and the last one the kept log reaches. */
async function backedUp(
	ground: BackupGround,
	{ drill, reporters }: Backing,
): Promise<{ middle: Moment; last: Moment }> {
	const moments: Moment[] = [];
	const moment = () => moments.push({ at: now(), acknowledged: new Set(reporters.acknowledged) });
	for (let round = 1; round <= drill.rounds; round += 1) {
		await pause(800 + Math.random() * 800);
		await inTurn(() => takeBackup(ground));
		await pause(500);
		moment();
		drill.tell(`round ${round}: ${reporters.acknowledged.size} acknowledged`);
	}
	await pause(1000);
	moment();
	await pause(500);
	await inTurn(() => alone(ground.ownerUrl, finishLog));
	await pause(3000);
	await inTurn(() => shipLog(ground));
	const [middle, last] = [moments.at(-2), moments.at(-1)];
	if (!middle || !last) throw new Error('the drill needs a round');
	return { middle, last };
}

const MOST_TURNS = 60;

/** The worker of the running system keeps backups and log, too: whoever finds it at work waits for it. */
async function inTurn(work: () => Promise<unknown>): Promise<void> {
	for (let turn = 1; ; turn += 1) {
		const fault = await work().then(
			() => null,
			(thrown: unknown) => thrown,
		);
		if (fault === null) return;
		if (!(fault instanceof SafekeepingFault && fault.problem === 'busy') || turn === MOST_TURNS) throw fault;
		await pause(1000);
	}
}

async function returned(ground: DrillGround, { middle, last }: { middle: Moment; last: Moment }) {
	return {
		newest: await comeBack(ground, last, null),
		at_a_moment: await comeBack(ground, middle, middle.at),
	};
}

/** Restores into an empty folder beside, and reads what is there. */
async function comeBack(ground: DrillGround, told: Moment, at: Date | null): Promise<Returned> {
	const began = performance.now();
	const into = join(ground.data, at ? 'back-then' : 'back');
	const passwords = await databasePasswords(dataFolders(ground.data).passwords);
	const manifest = await chooseBackup(ground, { at });
	const { postgres } = await restoreCluster({ ...ground, password: passwords.owner }, manifest, { into, at });
	const owner = new pg.Pool({ connectionString: postgres.url, max: 2 });
	try {
		const appUrl = Object.assign(new URL(postgres.url), {
			username: 'tuntas_app',
			password: passwords.app,
		}).href;
		const ledger = await readLedger({ owner, appUrl, ring: ground.ring }, told.acknowledged);
		const { rows } = await owner.query('select count(*)::int as later from report where received_at > $1', [
			at ?? now(),
		]);
		return {
			acknowledged: told.acknowledged.size,
			...ledger,
			later: rows[0].later,
			ms: Math.round(performance.now() - began),
		};
	} finally {
		await owner.end();
		await postgres.stop();
		rmSync(into, { recursive: true, force: true });
	}
}
