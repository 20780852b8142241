import { sql } from 'kysely';
import type { Actor, AgencyId, PersonId, ReportId, UnitId } from '../access/policy.ts';
import type { Tx } from '../platform/db.ts';
import type { Channel } from '../report/clocks.ts';
import type { Way } from '../report/desk-record.ts';

/** What was taken in, as far as the desk may know it later; code and clock only where the report's own policies show it. */
export type IntakeRow = {
	readonly reportId: ReportId;
	readonly code: string | null;
	readonly way: Way;
	readonly paperNo: string | null;
	readonly personId: PersonId;
	readonly initials: string | null;
	readonly at: Date;
	readonly receivedAt: Date | null;
	readonly slipShownAt: Date | null;
	readonly entryHash: Buffer;
};

const INTAKE = sql`
	select i.report_id as "reportId", r.code, i.way, i.paper_no as "paperNo", i.person_id as "personId",
		(select p.initials from person p where p.id = i.person_id) as initials, i.at, r.received_at as "receivedAt",
		i.slip_shown_at as "slipShownAt", i.entry_hash as "entryHash"
	from intake i left join report r on r.id = i.report_id`;

/** The report this entry became, or its paper did before. */
export async function findTaken(
	tx: Tx,
	{
		agencyId,
		entryHash,
		paperNo,
	}: { readonly agencyId: AgencyId; readonly entryHash: Buffer; readonly paperNo: string | null },
): Promise<IntakeRow | undefined> {
	const { rows } = await sql<IntakeRow>`${INTAKE}
		where i.agency_id = ${agencyId} and (i.entry_hash = ${entryHash} or i.paper_no = ${paperNo})
		order by i.entry_hash = ${entryHash} desc limit 1`.execute(tx);
	return rows[0];
}

export async function findIntake(tx: Tx, id: ReportId): Promise<IntakeRow | undefined> {
	const { rows } = await sql<IntakeRow>`${INTAKE} where i.report_id = ${id}`.execute(tx);
	return rows[0];
}

const MOST_LISTED = 200;

/** Desks and the instant from which on; each list is a short walk along the index of those desks. */
export type SinceAtDesks = { readonly desks: readonly UnitId[]; readonly since: Date };

/** What these desks took in, newest first. */
export async function listIntakes(tx: Tx, { desks, since }: SinceAtDesks): Promise<IntakeRow[]> {
	const { rows } = await sql<IntakeRow>`${INTAKE}
		where i.unit_id = any (${[...desks]}) and i.at >= ${since} order by i.at desc, i.report_id limit ${MOST_LISTED}`.execute(
		tx,
	);
	return rows;
}

/** By a whole code or the number of a paper. */
export async function searchIntakes(
	tx: Tx,
	asked: { readonly agencyId: AgencyId } & ({ readonly code: string } | { readonly paperNo: string }),
): Promise<IntakeRow[]> {
	const which =
		'code' in asked
			? sql`r.code = ${asked.code}`
			: sql`i.agency_id = ${asked.agencyId} and i.paper_no = ${asked.paperNo}`;
	const { rows } = await sql<IntakeRow>`${INTAKE} where ${which} limit ${MOST_LISTED}`.execute(tx);
	return rows;
}

/** How many these desks took in, by way. */
export async function countWays(
	tx: Tx,
	{ desks, since }: SinceAtDesks,
): Promise<{ way: Way; reports: number }[]> {
	const { rows } = await sql<{ way: Way; reports: number }>`
		select way, count(*)::int as reports from intake where unit_id = any (${[...desks]}) and at >= ${since} group by way order by 2 desc, 1`.execute(
		tx,
	);
	return rows;
}

/** How many reports the government received since `since`, by channel: numbers only. */
export async function countChannels(tx: Tx, since: Date): Promise<{ channel: Channel; reports: number }[]> {
	const { rows } = await sql<{ channel: Channel; reports: number }>`
		select channel, reports from intake_channels(${since})`.execute(tx);
	return rows;
}

/** That the desk counted somebody for a report that was there already. */
export async function noteSupport(
	tx: Tx,
	{ code, actor, at }: { readonly code: string; readonly actor: Actor; readonly at: Date },
): Promise<void> {
	await addEntry(tx, { action: 'report.supported', subject: code, actor, at });
}

/** Whether the slip may be shown now: true once for each report, to whoever took it in. */
export async function takeSlip(
	tx: Tx,
	{ id, personId, at }: { readonly id: ReportId; readonly personId: PersonId; readonly at: Date },
): Promise<boolean> {
	const { numUpdatedRows } = await tx
		.updateTable('intake')
		.set({ slip_shown_at: at })
		.where('report_id', '=', id)
		.where('person_id', '=', personId)
		.where('slip_shown_at', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}

export async function noteSlip(
	tx: Tx,
	{ id, actor, at }: { readonly id: ReportId; readonly actor: Actor; readonly at: Date },
): Promise<void> {
	await addEntry(tx, { action: 'slip.shown', subject: id, actor, at });
}

async function addEntry(
	tx: Tx,
	{ action, subject, actor, at }: { action: string; subject: string; actor: Actor; at: Date },
): Promise<void> {
	await tx
		.insertInto('audit')
		.values({ action, subject, agency_id: actor.agencyId, person_id: actor.personId, role: actor.role, at })
		.execute();
}
