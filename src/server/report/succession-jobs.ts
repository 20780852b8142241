import { systemFor } from '../access/actor.ts';
import type { AgencyId, ReportId } from '../access/policy.ts';
import type { Directory } from '../agency/directory.ts';
import { seenBy, type Tx } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { takeStep } from './commands.ts';
import type { JobGround } from './jobs.ts';
import { findForStep } from './queries.ts';
import { heirsOf } from './succession.ts';
import { reportsOfClosedUnits } from './succession-queries.ts';

const BATCH = 200;

/**
 * After an office was merged: each of its open reports goes to the successor by a step of its own life. May run twice,
 * late, or in parallel; the directory must have been read after the merger. Says how many moved.
 */
export async function handOverReports(ground: JobGround, agencyId: AgencyId, at: Date): Promise<number> {
	const directory = await ground.directoryOf(agencyId);
	if (!directory) throw new Error(`no directory of agency ${agencyId}`);
	const viewer = systemFor(agencyId);
	let moved = 0;
	for (let after: ReportId | null = null; !ground.stopping?.aborted; ) {
		const batch: ReportId[] = await seenBy(viewer, ground.db, (tx) =>
			reportsOfClosedUnits(tx, { agencyId, after, most: BATCH }),
		);
		for (const id of batch)
			moved += await seenBy(viewer, ground.db, (tx) => handOver(tx, id, { directory, at }));
		if (batch.length < BATCH) break;
		after = batch.at(-1) ?? null;
	}
	if (moved > 0) log.info({ agencyId, moved }, 'reports were handed over');
	return moved;
}

type Moment = { readonly directory: Directory; readonly at: Date };

async function handOver(tx: Tx, id: ReportId, moment: Moment): Promise<number> {
	const report = await findForStep(tx, id);
	const heirs = report && heirsOf(report, moment.directory);
	if (!heirs) return 0;
	const taken = await takeStep(tx, {
		id,
		step: 'take_over',
		input: { words: '', ...heirs },
		actor: systemFor(report.agencyId),
		initials: null,
		version: null,
		...moment,
	});
	if (!taken.ok) throw new Error(`take_over was refused: ${taken.refusal.code}`);
	return 1;
}
