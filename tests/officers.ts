/** The people of the demonstration, ready to act. */
import { actorFor, reporterOf, systemFor } from '#server/access/actor.ts';
import type { Actor, AgencyId, PersonId, ReportId, UnitId } from '#server/access/policy.ts';
import type { Role } from '#server/access/roles.ts';
import { directoryOfAgency } from '#server/agency/queries.ts';
import { STEPS, type StepName, type StepRule } from '#server/report/steps.ts';
import type { TestDatabase } from './database.ts';

/** Somebody of the demonstration who works with the system, in their role. */
export type Officer = { readonly key: string; readonly initials: string; readonly actor: Actor };

/** Who takes a step when a test does not say: the desk, the liaison of Dinas Perhubungan, the reporter, the system. */
export function usualActors(officer: (who: string, unit?: string) => Officer, agencyId: AgencyId) {
	return (step: StepName, id: ReportId): Officer | Actor => {
		const rule: StepRule = STEPS[step];
		const [capability] = [rule.by].flat();
		if (capability === 'respond') return reporterOf(agencyId, id);
		if (capability === 'run_clocks') return systemFor(agencyId);
		if (capability === 'verify') return officer('rahmah');
		return capability === 'coordinate' ? officer('coordinator') : officer('liaison', 'dinas_perhubungan');
	};
}

type PersonRow = {
	key: string;
	initials: string;
	person_id: PersonId;
	role: Role;
	agency_id: AgencyId;
	unit_id: UnitId | null;
	region_code: string | null;
};

export async function officersOf({ owner, db }: TestDatabase): Promise<readonly Officer[]> {
	const { rows } = await owner.query<PersonRow>(
		`select p.key, p.initials, a.person_id, a.role, a.agency_id, a.unit_id, a.region_code
		from assignment a join person p on p.id = a.person_id order by p.key`,
	);
	return Promise.all(
		rows.map(async (row) => {
			const directory = await directoryOfAgency(db.pool, row.agency_id);
			if (!directory) throw new Error('an officer of no agency');
			const assigned = {
				personId: row.person_id,
				role: row.role,
				agencyId: row.agency_id,
				unitId: row.unit_id,
				regionCode: row.region_code,
			};
			return {
				key: row.key,
				initials: row.initials,
				actor: actorFor(assigned, directory),
			};
		}),
	);
}
