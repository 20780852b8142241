import { systemFor } from '../access/actor.ts';
import type { AgencyId } from '../access/policy.ts';
import { localDate } from '../deadline/calendar.ts';
import { type Database, seenBy, type Tx, type Viewer } from '../platform/db.ts';
import { log } from '../platform/log.ts';
import { refuse } from '../platform/result.ts';
import type { Directory } from './directory.ts';
import { agenciesWithPlans, nextDuePlan, settlePlan, type UnitPlan } from './unit-plan-queries.ts';
import { lockUnits } from './unit-queries.ts';
import { factsOf, makeChange, tellOfUnit } from './unit-work-commands.ts';

export type PlanGround = {
	readonly db: Database;
	readonly viewer: Viewer;
	/** Reads the offices as they stand now: an earlier plan of the same night may have changed them. */
	readonly directoryNow: (id: AgencyId) => Promise<Directory | undefined>;
	readonly stopping?: AbortSignal;
};

/**
 * Carries out what was planned for offices and whose day has come in their government's own zone, in the order of the
 * days. Late after a standstill, never before its day; safe to run twice or in parallel. Says how many were done.
 */
export async function carryOutPlans(ground: PlanGround, at: Date): Promise<number> {
	let done = 0;
	for (const agencyId of await seenBy(ground.viewer, ground.db, (tx) => agenciesWithPlans(tx, at))) {
		while (!ground.stopping?.aborted && (await carryOutNext(ground, agencyId, at))) done += 1;
	}
	return done;
}

function carryOutNext(ground: PlanGround, agencyId: AgencyId, at: Date): Promise<boolean> {
	return seenBy(systemFor(agencyId), ground.db, async (tx) => {
		await lockUnits(tx, agencyId);
		const directory = await ground.directoryNow(agencyId);
		if (!directory) return false;
		const plan = await nextDuePlan(tx, { agencyId, today: localDate(at, directory.calendar) });
		if (plan) await carryOut(tx, plan, { directory, at });
		return plan !== undefined;
	});
}

async function carryOut(
	tx: Tx,
	{ id, unitId, asked, by }: UnitPlan,
	{ directory, at }: { readonly directory: Directory; readonly at: Date },
): Promise<void> {
	const unit = directory.units.get(unitId);
	const today = localDate(at, directory.calendar);
	// A name began on its day; people and reports change hands on the day it really happens.
	const now = asked.act === 'rename' ? asked : { ...asked, from: today };
	const making = { by, now: at, today, directory, seenAs: 'system' } as const;
	const made = unit
		? await makeChange(tx, { unit, asked: now }, making)
		: refuse({ code: 'not_found' } as const);
	const refused = made.ok ? null : made.refusal.code;
	await settlePlan(tx, id, { at, refused });
	if (!unit || !refused) return;
	log.warn({ unit: unit.key, refused }, 'a planned change of an office could not be carried out');
	const after = { ...factsOf(asked, directory), refused };
	await tellOfUnit(tx, { by, now: at }, unit.key, { action: 'unit_plan_refused', before: null, after });
}
