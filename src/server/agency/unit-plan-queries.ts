import { sql } from 'kysely';
import type { By } from '../access/change-log-commands.ts';
import type { AgencyId, UnitId } from '../access/policy.ts';
import type { LocalDate } from '../deadline/calendar.ts';
import type { Tx } from '../platform/db.ts';
import type { AskedOfUnit, UnitRefusal } from './unit-change.ts';

/** What is planned for an office; `refused` says why its day could not carry it out. */
export type UnitPlan = {
	readonly id: string;
	readonly unitId: UnitId;
	readonly asked: AskedOfUnit;
	readonly by: By;
	readonly refused: UnitRefusal['code'] | null;
};

type PlanRow = {
	readonly id: string;
	readonly agencyId: AgencyId;
	readonly unitId: UnitId;
	readonly act: AskedOfUnit['act'];
	readonly name: string | null;
	readonly shortName: string | null;
	readonly target: UnitId | null;
	readonly from: LocalDate;
	readonly personId: By['personId'];
	readonly role: By['role'];
	readonly refused: UnitRefusal['code'] | null;
};

const PLAN = sql.raw(
	'id, agency_id as "agencyId", unit_id as "unitId", act, name, short_name as "shortName", target_id as target, in_force_on as "from", planned_by as "personId", planned_role as role, refused',
);
const MOST = 200;

type NewPlan = By & { readonly unitId: UnitId; readonly asked: AskedOfUnit; readonly at: Date };

/** False when something is planned for this office already. */
export async function addPlan(
	tx: Tx,
	{ agencyId, personId, role, unitId, asked, at }: NewPlan,
): Promise<boolean> {
	const given = asked.act === 'rename' ? asked : { name: null, shortName: null };
	const target = asked.act === 'rename' ? null : asked.target;
	const added = await sql`
		insert into unit_plan (agency_id, unit_id, act, name, short_name, target_id, in_force_on, planned_at, planned_by, planned_role)
		values (${agencyId}, ${unitId}, ${asked.act}, ${given.name}, ${given.shortName}, ${target}::int, ${asked.from}::date, ${at}, ${personId}, ${role})
		on conflict do nothing`.execute(tx);
	return added.numAffectedRows === 1n;
}

/** What was planned and is taken back now; undefined when nothing was. */
export async function cancelOpenPlan(
	tx: Tx,
	{ agencyId, unitId, at }: { readonly agencyId: AgencyId; readonly unitId: UnitId; readonly at: Date },
): Promise<AskedOfUnit | undefined> {
	const { rows } = await sql<PlanRow>`
		update unit_plan set cancelled_at = ${at}
		where agency_id = ${agencyId} and unit_id = ${unitId} and done_at is null and cancelled_at is null
		returning ${PLAN}`.execute(tx);
	return rows[0] && planOf(rows[0]).asked;
}

/** What stands ahead, the soonest first, and what its day could not carry out while nothing newer is planned. */
export async function plansAhead(tx: Tx, agencyId: AgencyId): Promise<readonly UnitPlan[]> {
	const { rows } = await sql<PlanRow>`
		select ${PLAN} from unit_plan p
		where agency_id = ${agencyId} and cancelled_at is null and (done_at is null or refused is not null
			and not exists (select from unit_plan n where n.unit_id = p.unit_id and (n.planned_at > p.planned_at or n.done_at is null and n.cancelled_at is null)))
		order by in_force_on, planned_at, id limit ${MOST}`.execute(tx);
	return rows.map(planOf);
}

/** Governments in which a day may have come: wherever in the country, tomorrow's date is not yet today's anywhere. */
export async function agenciesWithPlans(tx: Tx, at: Date): Promise<readonly AgencyId[]> {
	const { rows } = await sql<{ agencyId: AgencyId }>`
		select distinct agency_id as "agencyId" from unit_plan
		where done_at is null and cancelled_at is null and in_force_on <= (${at}::timestamptz at time zone 'UTC')::date + 1`.execute(
		tx,
	);
	return rows.map(({ agencyId }) => agencyId);
}

/** The next plan whose day has come, held until the transaction ends. */
export async function nextDuePlan(
	tx: Tx,
	{ agencyId, today }: { readonly agencyId: AgencyId; readonly today: LocalDate },
): Promise<UnitPlan | undefined> {
	const { rows } = await sql<PlanRow>`
		select ${PLAN} from unit_plan
		where agency_id = ${agencyId} and done_at is null and cancelled_at is null and in_force_on <= ${today}::date
		order by in_force_on, planned_at, id limit 1 for update`.execute(tx);
	return rows[0] && planOf(rows[0]);
}

export async function settlePlan(
	tx: Tx,
	id: string,
	{ at, refused }: { readonly at: Date; readonly refused: UnitRefusal['code'] | null },
): Promise<void> {
	await sql`update unit_plan set done_at = ${at}, refused = ${refused} where id = ${id}`.execute(tx);
}

function planOf({ id, agencyId, unitId, personId, role, refused, from, ...row }: PlanRow): UnitPlan {
	const { act, name, shortName, target } = row;
	// The table's own checks: a name for another name, an office for anything else.
	const asked: AskedOfUnit =
		act === 'rename' ? { act, name: name ?? '', shortName: shortName ?? '', from } : { act, target, from };
	return { id, unitId, asked, by: { agencyId, personId, role }, refused };
}
