import { sql } from 'kysely';
import type { AgencyId, UnitId } from '../access/policy.ts';
import type { LocalDate } from '../deadline/calendar.ts';
import type { Tx } from '../platform/db.ts';
import type { Unit } from './unit.ts';
import type { NewName } from './unit-change.ts';

/** One change of the offices of a government at a time. */
export async function lockUnits(tx: Tx, agencyId: AgencyId): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended('units ' || ${agencyId}, 0))`.execute(tx);
}

export type UnitRow = {
	readonly agencyId: AgencyId;
	readonly key: string;
	readonly kind: string;
	readonly name: string;
	readonly shortName: string;
	readonly from: LocalDate;
};

/** Works the week and the hours of the office above it until somebody says otherwise. False when the key is taken. */
export async function addUnitRow(tx: Tx, unit: UnitRow, parentId: UnitId): Promise<boolean> {
	const { agencyId, key, kind, name, shortName, from } = unit;
	const added = await sql`
		insert into unit (agency_id, key, parent_id, kind, name, short_name, workweek, settings, valid_from)
		select ${agencyId}, ${key}, id, ${kind}, ${name}, ${shortName}, workweek, settings, ${from}::date from unit where id = ${parentId}
		on conflict do nothing`.execute(tx);
	return added.numAffectedRows === 1n;
}

/** The old name stays with its last day. */
export async function renameRow(tx: Tx, agencyId: AgencyId, id: UnitId, given: NewName): Promise<void> {
	const { name, shortName, from } = given;
	await sql`
		insert into unit_name (agency_id, unit_id, until, name, short_name)
		select agency_id, id, ${from}::date - 1, name, short_name from unit where agency_id = ${agencyId} and id = ${id}`.execute(
		tx,
	);
	await tx
		.updateTable('unit')
		.set({ name, short_name: shortName })
		.where('agency_id', '=', agencyId)
		.where('id', '=', id)
		.execute();
}

export async function moveRow(tx: Tx, agencyId: AgencyId, id: UnitId, parentId: UnitId): Promise<void> {
	await tx
		.updateTable('unit')
		.set({ parent_id: parentId })
		.where('agency_id', '=', agencyId)
		.where('id', '=', id)
		.execute();
}

type Merging = {
	readonly agencyId: AgencyId;
	readonly unit: Unit;
	readonly heir: Unit;
	readonly today: LocalDate;
};

/** Yesterday was the office's last day; offices below it, its topics and its categories go to the successor. */
export async function closeRow(tx: Tx, { agencyId, unit, heir, today }: Merging): Promise<void> {
	await sql`
		update unit set successor_id = ${heir.id}, valid_until = ${today}::date - 1
		where agency_id = ${agencyId} and id = ${unit.id}`.execute(tx);
	await sql`
		update unit set topics = array(select distinct unnest(topics || ${[...unit.topics]}::text[]) order by 1),
			jurisdiction = case when jurisdiction = '{}' or ${unit.jurisdiction.length} = 0 then '{}' else array(select distinct unnest(jurisdiction || ${[...unit.jurisdiction]}::text[]) order by 1) end
		where agency_id = ${agencyId} and id = ${heir.id}`.execute(tx);
	await sql`update unit set parent_id = ${heir.id} where agency_id = ${agencyId} and parent_id = ${unit.id} and successor_id is null`.execute(
		tx,
	);
	await sql`update category set unit_id = ${heir.id} where agency_id = ${agencyId} and unit_id = ${unit.id}`.execute(
		tx,
	);
}

/** Posts at the office end yesterday and go on at the successor, in the same role until the same day; sessions follow. */
export async function movePosts(tx: Tx, { agencyId, unit, heir, today }: Merging): Promise<number> {
	const { rows } = await sql<{ moved: number }>`
		with held as (
			select id, person_id, role, region_code, valid_from, valid_until, acting from assignment
			where agency_id = ${agencyId} and unit_id = ${unit.id} and (valid_until is null or valid_until >= ${today}::date)
		), ended as (
			update assignment a set valid_until = ${today}::date - 1 from held where a.id = held.id
		), begun as (
			insert into assignment (agency_id, person_id, role, unit_id, region_code, valid_from, valid_until, acting)
			select ${agencyId}, person_id, role, ${heir.id}, region_code, greatest(valid_from, ${today}::date), valid_until, acting from held
			returning id, person_id, role
		), followed as (
			update staff_session s set assignment_id = begun.id from held join begun using (person_id, role) where s.assignment_id = held.id
		)
		select count(*)::int as moved from begun`.execute(tx);
	return rows[0]?.moved ?? 0;
}

/** What changing an office touches. */
export type Touched = {
	/** Reports it works on, and reports it verifies, that are not at their end. */
	readonly handled: number;
	readonly verified: number;
	readonly people: number;
	readonly below: number;
};

export async function countTouched(
	tx: Tx,
	{ agencyId, unitId, today }: { agencyId: AgencyId; unitId: UnitId; today: LocalDate },
): Promise<Touched> {
	const { rows } = await sql<Touched>`
		select
			(select count(*)::int from report where agency_id = ${agencyId} and unit_id = ${unitId} and ended_at is null) as handled,
			(select count(*)::int from report where agency_id = ${agencyId} and verifier_unit_id = ${unitId} and ended_at is null) as verified,
			(select count(distinct person_id)::int from assignment where unit_id = ${unitId} and (valid_until is null or valid_until >= ${today}::date)) as people,
			(select count(*)::int from unit where parent_id = ${unitId} and successor_id is null) as below`.execute(
		tx,
	);
	return rows[0] ?? { handled: 0, verified: 0, people: 0, below: 0 };
}
