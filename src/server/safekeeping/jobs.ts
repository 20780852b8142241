import { performance } from 'node:perf_hooks';
import { type Database, seenBy } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { SYSTEM } from '../report/jobs.ts';
import type { Place } from './adapters/place.ts';
import { type BackupGround, takeBackup } from './backup-commands.ts';
import { type TrialGround, tryRestore } from './certificate-commands.ts';
import { problemOf } from './fault.ts';
import { mirror, prune, shipLog } from './log-commands.ts';
import type { Retention } from './retention.ts';
import { lastRuns, noteRun, type Run, type RunKind, raiseAlarm } from './run-queries.ts';

/** What the nightly round reaches. */
export type SafekeepingGround = BackupGround &
	Pick<TrialGround, 'password' | 'appPassword' | 'keepsFiles'> & {
		readonly db: Database;
		readonly second: Place | null;
		readonly retention: Retention;
		/** For the trial restore; empty otherwise. */
		readonly trialFolder: string;
	};

/** Once a night: a whole backup, old ones thrown away, the second place, and the proof that the newest can be restored. */
export async function keepSafe(ground: SafekeepingGround): Promise<void> {
	const backup = await attempt(ground, 'backup', () => backUp(ground));
	if (ground.second) await attempt(ground, 'second_place', () => copyOver(ground));
	if (backup) await certify(ground);
}

/** The trial restore alone. */
export function certify(ground: SafekeepingGround): Promise<boolean> {
	return attempt(ground, 'certificate', async () => {
		const { restoredTo, ...certificate } = await tryRestore({ ...ground, folder: ground.trialFolder });
		return { ...certificate, restoredTo: restoredTo.toISOString() };
	});
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
	if (ground.second) await attempt(ground, 'second_place', () => copyOver(ground));
}

async function backUp(ground: SafekeepingGround): Promise<Run['facts']> {
	const began = performance.now();
	const { id, parts, files } = await takeBackup(ground);
	const ms = Math.round(performance.now() - began);
	const removed = await prune(ground, ground.retention);
	return { id, bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0), files: files.count, ms, removed };
}

async function copyOver({ place, second }: SafekeepingGround): Promise<Run['facts']> {
	return second ? await mirror(place, second) : {};
}

/** A failure is noted, logged and written about; it never keeps the rest of the round from happening. */
async function attempt(
	ground: SafekeepingGround,
	kind: RunKind,
	work: () => Promise<Run['facts']>,
): Promise<boolean> {
	const startedAt = ground.now();
	const done = await work().then(
		(facts) => ({ facts, problem: null }),
		(fault: unknown) => {
			const problem = problemOf(fault);
			log.error({ kind, problem, fault }, 'safekeeping failed');
			return { facts: {}, problem };
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
