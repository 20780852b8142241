import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type Installation, install } from '../bench/installation.ts';
import { type WrittenDraft, writeDrafts } from '../bench/requests.ts';
import { foundAgain, freePort } from './found.ts';
import { endLeases, type Ledger, readLedger, stuckMessages } from './ledger.ts';
import { type Reporters, startReporters } from './reporters.ts';
import { aSmallDisk } from './small-disk.ts';
import { System, VICTIMS, withFullDisk } from './system.ts';

export type CrashResult = Ledger & {
	readonly rounds: number;
	readonly acknowledged: number;
	readonly outbox_stuck: number;
	/** How often what was killed, and how often the disk was full. */
	readonly strikes: Readonly<Record<string, number>>;
	/** Null where no small disk could be made. */
	readonly disk_full: number | null;
	readonly durable: Readonly<Record<string, string>>;
	readonly seconds: number;
};

export type Drill = {
	readonly rounds: number;
	/** No round begins after so many seconds. */
	readonly within: number;
	readonly env: NodeJS.ProcessEnv;
	readonly mail: string;
	readonly tell: (line: string) => void;
	/** Rejects when somebody wants it to end. */
	readonly interrupted: Promise<never>;
};

const PEOPLE = 12;
const DRAFTS_A_ROUND = 150;
const FULL_DISK_EVERY = 12;
const EMAIL = 'siti@pelapor.test';

/** An installation of its own, whose processes are killed again and again while people report; then everything is counted. */
export async function crashDrill(drill: Drill): Promise<CrashResult> {
	const disk = aSmallDisk();
	const installation = await install(disk?.folder);
	const port = await freePort();
	const env = { ...drill.env, TUNTAS_SMTP: drill.mail, TUNTAS_BACKUP: 'off', HOST: '127.0.0.1' };
	const system = new System({ data: installation.data, port, env });
	try {
		await installation.owner.query('update agency set demo = false, training = false');
		const drafts = await draftsFor(installation, drill.rounds);
		await system.up();
		const reporters = startReporters(port, drafts, PEOPLE);
		const struck = strikes(system, { drill, folder: disk?.folder ?? null, reporters });
		return await Promise.race([
			drill.interrupted,
			struck.then((done) => counted(installation, { system, reporters, done })),
		]);
	} finally {
		await system.down();
		await installation.stopDatabase();
		installation.remove();
		disk?.remove();
	}
}

async function draftsFor(installation: Installation, rounds: number): Promise<readonly WrittenDraft[]> {
	const drafts: WrittenDraft[] = [];
	while (drafts.length < rounds * DRAFTS_A_ROUND)
		drafts.push(...(await writeDrafts(installation, 2000, EMAIL)));
	return drafts;
}

type Field = { readonly drill: Drill; readonly folder: string | null; readonly reporters: Reporters };
type Struck = {
	readonly rounds: number;
	readonly strikes: Record<string, number>;
	readonly full: number | null;
	readonly ms: number;
};

async function strikes(system: System, field: Field): Promise<Struck> {
	const { drill, folder, reporters } = field;
	const began = performance.now();
	const done: Record<string, number> = {};
	let round = 0;
	while (round < drill.rounds && performance.now() - began < drill.within * 1000) {
		round += 1;
		await pause(200 + Math.random() * 900);
		const blow = await strike(system, folder, round);
		done[blow] = (done[blow] ?? 0) + 1;
		await system.up();
		if (round % 10 === 0) drill.tell(`round ${round}: ${reporters.acknowledged.size} acknowledged`);
	}
	const { full_disk: full = 0, ...strikes } = done;
	return { rounds: round, strikes, full: folder ? full : null, ms: performance.now() - began };
}

async function strike(system: System, folder: string | null, round: number): Promise<string> {
	if (folder && round % FULL_DISK_EVERY === 0) {
		await withFullDisk(folder, () => pause(1500));
		return 'full_disk';
	}
	const victim = VICTIMS[Math.floor(Math.random() * VICTIMS.length)] ?? 'database';
	system.kill(victim);
	return victim;
}

type Left = { readonly system: System; readonly reporters: Reporters; readonly done: Struck };

async function counted(killed: Installation, { system, reporters, done }: Left): Promise<CrashResult> {
	await reporters.finish();
	await system.up();
	const installation = foundAgain(killed);
	const stuck = await drained(installation);
	const ledger = await readLedger(installation, reporters.acknowledged);
	return {
		rounds: done.rounds,
		acknowledged: reporters.acknowledged.size,
		...ledger,
		outbox_stuck: stuck,
		strikes: done.strikes,
		disk_full: done.full,
		durable: await durability(installation.ownerUrl),
		seconds: Math.round(done.ms / 1000),
	};
}

/** Gives the worker two minutes to send what is due; answers how many messages are left behind. */
async function drained(installation: Installation): Promise<number> {
	const until = performance.now() + 120_000;
	do {
		await endLeases(installation);
		await pause(2000);
	} while ((await stuckMessages(installation)) > 0 && performance.now() < until);
	return stuckMessages(installation);
}

async function durability(url: string): Promise<Record<string, string>> {
	const line = new pg.Client({ connectionString: url });
	await line.connect();
	const { rows } = await line.query(
		`select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')`,
	);
	await line.end();
	return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}
