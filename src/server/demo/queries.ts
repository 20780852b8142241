import { sql } from 'kysely';
import type { Assigned } from '#server/access/actor.ts';
import type { AgencyId, PersonId, ReportId } from '#server/access/policy.ts';
import type { Tx } from '#server/platform/db.ts';

/** What the demonstration is called among the imports of its government. */
const SOURCE = 'demonstration';

/** Notes that the stories begin to be told; undefined when they were told before, or when there are other reports. */
export async function beginTelling(tx: Tx, agencyId: AgencyId, at: Date): Promise<string | undefined> {
	const { rows } = await sql<{ id: string | null; ended: boolean; busy: boolean }>`
		select r.id, r.ended_at is not null as ended, exists (select from report where agency_id = ${agencyId}) as busy
		from (select) as one left join import_run r on r.agency_id = ${agencyId} and r.source = ${SOURCE}`.execute(
		tx,
	);
	const [run] = rows;
	if (run?.id) return run.ended ? undefined : run.id;
	if (run?.busy) return undefined;
	const begun = await tx
		.insertInto('import_run')
		.values({ agency_id: agencyId, source: SOURCE, started_at: at })
		.returning('id')
		.executeTakeFirstOrThrow();
	return begun.id;
}

export async function endTelling(tx: Tx, run: string, told: { reports: number; at: Date }): Promise<void> {
	await tx
		.updateTable('import_run')
		.set({ received: told.reports, imported: told.reports, ended_at: told.at })
		.where('id', '=', run)
		.execute();
}

/** How many steps each report has taken, its submission among them. */
export async function stepsTaken(tx: Tx, agencyId: AgencyId): Promise<ReadonlyMap<ReportId, number>> {
	const { rows } = await sql<{ id: ReportId; steps: number }>`
		select report_id as id, max(seq) as steps from report_step where agency_id = ${agencyId} group by report_id`.execute(
		tx,
	);
	return new Map(rows.map(({ id, steps }) => [id, steps]));
}

export type NamedPerson = Assigned & { readonly key: string; readonly initials: string };

/** Everybody of a demonstration's governments, by the key of their pack. */
export async function namedPeople(tx: Tx): Promise<readonly NamedPerson[]> {
	const { rows } = await sql<NamedPerson>`
		select p.key, p.initials, s.person_id as "personId", s.role, s.agency_id as "agencyId", s.unit_id as "unitId", s.region_code as "regionCode"
		from person p join assignment s on s.person_id = p.id join agency a on a.id = p.agency_id
		where a.demo and p.key is not null`.execute(tx);
	return rows;
}

/** What no step says: how many others said "mine too" (devices that never were), and the national number. */
export async function addSupport(
	tx: Tx,
	agencyId: AgencyId,
	told: readonly { id: ReportId; support: number; sp4nId: string | null; at: Date }[],
): Promise<void> {
	await sql`
		with told as (
			select id, support, "sp4nId", at from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as x(id uuid, support int, "sp4nId" text, at timestamptz)
		), supporters as (
			insert into support (report_id, agency_id, device_mac, at)
			select id, ${agencyId}::int, sha256(convert_to(id || ' ' || n, 'utf8')), at + n * interval '7 minutes'
			from told, generate_series(1, support) as n
			on conflict do nothing
		), counted as (
			update report r set support_count = told.support, sp4n_id = told."sp4nId" from told where r.id = told.id
		)
		update publication p set support_count = told.support from told where p.report_id = told.id`.execute(tx);
}

/** No message of a demonstration is ever sent: those that wait are held where they can be read. */
export async function holdMessages(tx: Tx): Promise<void> {
	await sql`
		update outbox o set state = 'held' from agency a
		where a.id = o.agency_id and a.demo and o.state = 'waiting'`.execute(tx);
}

/** Ways to sign in for people who have none yet. */
export async function peopleWithoutPassword(tx: Tx): Promise<readonly { id: PersonId; key: string }[]> {
	const { rows } = await sql<{ id: PersonId; key: string }>`
		select p.id, p.key from person p join agency a on a.id = p.agency_id
		where a.demo and p.key is not null and not exists (select from password w where w.person_id = p.id)`.execute(
		tx,
	);
	return rows;
}

export type WayIn = { readonly id: PersonId; readonly hash: string; readonly sealed: Buffer };

export async function addWaysIn(tx: Tx, ways: readonly WayIn[], at: Date): Promise<void> {
	if (ways.length === 0) return;
	await tx
		.insertInto('password')
		.values(ways.map(({ id, hash }) => ({ person_id: id, hash, changed_at: at })))
		.execute();
	await tx
		.insertInto('one_time_password')
		.values(ways.map(({ id, sealed }) => ({ person_id: id, sealed, confirmed_at: at, last_counter: -1 })))
		.onConflict((conflict) => conflict.column('person_id').doNothing())
		.execute();
}
