import { performance } from 'node:perf_hooks';
import { raiseAlarm } from '../notification/alarm-commands.ts';
import type { Config } from '../platform/config.ts';
import { type Database, seenBy } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { SYSTEM } from '../report/jobs.ts';
import type { Place } from './adapters/place.ts';
import { alarmsOf } from './alarms.ts';
import { type BackupGround, takeBackup } from './backup-commands.ts';
import { type TrialGround, tryRestore } from './certificate-commands.ts';
import { problemOf } from './fault.ts';
import { lookAround } from './health-commands.ts';
import { shipLog } from './log-commands.ts';
import { keepSecond, prune } from './prune-commands.ts';
import type { Retention } from './retention.ts';
import { lastRuns, noteRun, type Run, type RunKind } from './run-queries.ts';

/** What the nightly round reaches. */
export type SafekeepingGround = BackupGround &
	Pick<TrialGround, 'password' | 'appPassword'> & {
		readonly db: Database;
		readonly second: Place | null;
		readonly retention: Retention;
		/** For the trial restore; empty otherwise. */
		readonly trialFolder: string;
	};

/** Once a night: a whole backup, old ones thrown away, the second place, and the proof that the newest can be restored. */
export async function keepSafe(ground: SafekeepingGround): Promise<void> {
	const backup = await attempt(ground, 'backup', () => backUp(ground));
	await copyToSecond(ground, 'night');
	if (backup) await certify(ground);
}

/** The trial restore alone; from the first and the second place in turn, and from one that failed until it does not. */
export async function certify(ground: SafekeepingGround): Promise<boolean> {
	const { certificate } = await seenBy(SYSTEM, ground.db, lastRuns);
	const from = nextTrial(certificate?.last, ground.second ? 'two places' : 'one place');
	const place = (from === 'second' && ground.second) || ground.place;
	const work = async () => {
		const { restoredTo, ...done } = await tryRestore({ ...ground, place, folder: ground.trialFolder });
		return { ...done, restoredTo: restoredTo.toISOString() };
	};
	return attempt(ground, 'certificate', work, { from });
}

function nextTrial(last: Run | undefined, places: 'one place' | 'two places'): 'first' | 'second' {
	const before = last?.facts.from === 'second' ? 'second' : 'first';
	if (!last || places === 'one place') return 'first';
	if (last.problem) return before;
	return before === 'first' ? 'second' : 'first';
}

/** Every few minutes: the log leaves the machine's cluster, so that minutes are lost at most. Takes the first backup, too. */
export async function keepLog(ground: SafekeepingGround): Promise<void> {
	const known = await seenBy(SYSTEM, ground.db, lastRuns);
	if (!known.backup) await attempt(ground, 'backup', () => backUp(ground));
	await attempt(ground, 'log', async () => {
		const { pieces, thrownAway } = await shipLog(ground);
		if (thrownAway > 0)
			log.error({ thrownAway }, 'the log could not be kept and was thrown away to save the disk');
		return { pieces, thrownAway };
	});
	await copyToSecond(ground, 'round');
}

async function backUp(ground: SafekeepingGround): Promise<Run['facts']> {
	const began = performance.now();
	const { id, parts, files } = await takeBackup(ground);
	const ms = Math.round(performance.now() - began);
	const removed = await prune(ground, ground.retention);
	return { id, bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0), files: files.count, ms, removed };
}

/** Brings the second place up to date, where there is one. */
export async function copyToSecond(ground: SafekeepingGround, when: 'round' | 'night'): Promise<void> {
	const { second } = ground;
	if (second) await attempt(ground, 'second_place', () => keepSecond({ ...ground, second }, when));
}

/** A failure is noted, logged and written about; it never keeps the rest of the round from happening. */
async function attempt(
	ground: SafekeepingGround,
	kind: RunKind,
	work: () => Promise<Run['facts']>,
	known: Run['facts'] = {},
): Promise<boolean> {
	const startedAt = ground.now();
	const done = await work().then(
		(facts) => ({ facts: { ...known, ...facts }, problem: null }),
		(fault: unknown) => {
			const problem = problemOf(fault);
			log.error({ kind, problem, fault }, 'safekeeping failed');
			return { facts: known, problem };
		},
	);
	if (done.problem === 'busy') return false; // the one that runs says what became of it
	const endedAt = ground.now();
	await seenBy(SYSTEM, ground.db, async (tx) => {
		await noteRun(tx, { kind, startedAt, endedAt, ...done });
		if (done.problem) await raiseAlarm(tx, { about: kind, problem: done.problem, at: endedAt });
	});
	return done.problem === null;
}

/** Every hour: writes to whoever runs the installation about what failed, waits or runs full; once a day about each. */
export async function watchHealth(
	{ db, config }: { readonly db: Database; readonly config: Config },
	at: Date,
): Promise<void> {
	const due = alarmsOf(await lookAround({ db, config }, at));
	await seenBy(SYSTEM, db, async (tx) => {
		for (const one of due) await raiseAlarm(tx, { ...one, at });
	});
}
