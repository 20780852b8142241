import { statfs } from 'node:fs/promises';
import type { Config } from '../platform/config.ts';
import { type Database, seenBy } from '../platform/db.ts';
import { SYSTEM } from '../report/jobs.ts';
import type { Signals, Tried } from './health.ts';
import { clocksSince, outboxCounts, retentionSince } from './health-queries.ts';
import { isCopyConfirmed } from './key-queries.ts';
import { lastRuns, openRestoration, queueHealth, type Run, workerSeen } from './run-queries.ts';

/** Looks at everything the health page and the metrics tell of. */
export function lookAround(
	{ db, config, keys = '' }: { readonly db: Database; readonly config: Config; readonly keys?: string },
	at: Date,
): Promise<Signals> {
	return seenBy(SYSTEM, db, async (tx) => {
		const runs = await lastRuns(tx);
		const { bavail, blocks, bsize } = await statfs(config.TUNTAS_DATA);
		return {
			at,
			backups: backupsOf(config),
			hasSecondPlace: config.TUNTAS_BACKUP_SECOND !== undefined,
			backup: triedOf(runs.backup),
			log: triedOf(runs.log),
			secondPlace: triedOf(runs.second_place),
			certificate: triedOf(runs.certificate),
			outbox: await outboxCounts(tx, at),
			mail: config.TUNTAS_SMTP ? 'configured' : 'missing',
			workerSeen: await workerSeen(tx),
			queue: await queueHealth(tx, at),
			clocksSince: await clocksSince(tx, at),
			retentionSince: await retentionSince(tx),
			disk: { free: bavail * bsize, total: blocks * bsize },
			heldMessages: (await openRestoration(tx))?.held ?? null,
			keyCopy: (await isCopyConfirmed(tx, keys)) ? 'confirmed' : 'missing',
		};
	});
}

function backupsOf({ DATABASE_URL, TUNTAS_BACKUP }: Config): Signals['backups'] {
	if (DATABASE_URL) return 'external';
	return TUNTAS_BACKUP === 'off' ? 'off' : 'ours';
}

function triedOf(known: { readonly last: Run; readonly lastGood: Run | null } | undefined): Tried | null {
	return known ? { good: known.lastGood?.startedAt ?? null, problem: known.last.problem } : null;
}
