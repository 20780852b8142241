import { conflictUnits, type Directory, unitAndBelow } from '../agency/directory.ts';
import type { Actor, AgencyId, PersonId, ReportId, UnitId } from './policy.ts';
import type { Role } from './roles.ts';

/** A person in one of their roles, as it is stored. */
export type Assigned = {
	readonly personId: PersonId;
	readonly role: Role;
	readonly agencyId: AgencyId;
	/** Null for a monitor: their panel is no office of the government. */
	readonly unitId: UnitId | null;
	readonly regionCode: string | null;
};

/** What somebody of staff may reach, from their role and where their unit stands in `directory`, their own agency's. */
export function actorFor({ unitId, ...person }: Assigned, directory: Directory): Actor {
	return {
		...person,
		unitIds: unitId ? unitAndBelow(directory, unitId) : [],
		conflictUnitIds: unitId ? conflictUnits(directory, unitId) : [],
		reportId: null,
	};
}

/** Whoever holds the receipt of `reportId`: an account is not needed, and not asked for. */
export function reporterOf(agencyId: AgencyId, reportId: ReportId): Actor {
	return { ...NOBODY, role: 'reporter', agencyId, reportId };
}

/** What happens by itself when a clock runs out. */
export function systemFor(agencyId: AgencyId): Actor {
	return { ...NOBODY, role: 'system', agencyId, reportId: null };
}

const NOBODY = { personId: null, unitIds: [], conflictUnitIds: [], regionCode: null } as const;
