import type { UnitId } from '../access/policy.ts';
import { conflictUnits, type Directory, verifierOf } from '../agency/directory.ts';
import { heirOf } from '../agency/unit.ts';
import type { Standing } from './queries.ts';

/** Who works on a report and who verifies it from now on; what is not named stays. */
export type Heirs = { readonly targetUnitId?: UnitId; readonly verifierUnitId?: UnitId };

type Held = Pick<Standing, 'unitId' | 'verifierUnitId' | 'aboutUnitId' | 'kind'>;

/**
 * The offices that take over from closed ones; undefined when none of the report's is closed. A report never comes to
 * an office it is about, nor to one that took that office over: then whoever verifies such reports has it.
 */
export function heirsOf(report: Held, directory: Directory): Heirs | undefined {
	const verifierUnitId = isClosed(report.verifierUnitId, directory)
		? verifierOf(directory, { ...report, addressedTo: heirOf(directory, report.verifierUnitId) })
		: undefined;
	const targetUnitId =
		report.unitId && isClosed(report.unitId, directory)
			? workerOf(report, heirOf(directory, report.unitId), directory)
			: undefined;
	if (!verifierUnitId && !targetUnitId) return undefined;
	return { ...(verifierUnitId ? { verifierUnitId } : {}), ...(targetUnitId ? { targetUnitId } : {}) };
}

function isClosed(id: UnitId, { units }: Directory): boolean {
	return Boolean(units.get(id)?.successorId);
}

function workerOf(report: Held, heir: UnitId, directory: Directory): UnitId {
	const { aboutUnitId } = report;
	const isConflicted = aboutUnitId !== null && conflictUnits(directory, heir).includes(aboutUnitId);
	return isConflicted ? verifierOf(directory, { ...report, addressedTo: null }) : heir;
}
