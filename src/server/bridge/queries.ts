import { sql } from 'kysely';
import type { Actor, AgencyId } from '../access/policy.ts';
import type { LocalDate } from '../deadline/calendar.ts';
import type { Tx } from '../platform/db.ts';
import type { Status } from '../report/statuses.ts';
import type { Bridged } from './columns.ts';
import type { Direction } from './directions.ts';
import type { Entry } from './list.ts';

const WHICH = {
	unknown_there: sql`r.sp4n_id is null`,
	known_there: sql`r.sp4n_id is not null`,
	all: sql`true`,
} as const satisfies Record<Direction, unknown>;

export type Wanted = {
	readonly agencyId: AgencyId;
	/** Instants: from the first, up to but without the second. */
	readonly from: Date;
	readonly until: Date;
	readonly direction: Direction;
};

const ANSWERS = sql`('answer', 'approve_answer', 'first_answer', 'decide_ppid', 'decide_ppid_objection')`;

/** The next reports of an export whose words the viewer may read, in the order in which they came. */
export async function exportPage(
	tx: Tx,
	{ agencyId, from, until, direction }: Wanted,
	{ after, most }: { readonly after: Bridged | null; readonly most: number },
): Promise<readonly Bridged[]> {
	const beyond = after
		? sql`(r.received_at, r.id) > (${after.cursor}::timestamptz, ${after.id}::uuid)`
		: sql`true`;
	const { rows } = await sql<Bridged>`
		select r.id, r.code, r.sp4n_id as "sp4nId", r.kind, r.status, r.confidentiality, r.category_id as "categoryId", r.unit_id as "unitId",
			r.district_code as "districtCode", r.village_code as "villageCode", r.received_at as "receivedAt", r.received_at::text as cursor, r.ended_at as "endedAt",
			coalesce(c.title, h.title) as title, coalesce(c.body, h.body) as body, coalesce(c.place, h.place) as place, c.occurred_on as "occurredOn",
			(select min(s.at) from report_step s where s.report_id = r.id and s.step in ('forward', 'handle')) as "forwardedAt",
			answered.at as "answeredAt", answered.body as answer
		from report r
			left join report_content c on c.report_id = r.id
			left join handling_copy h on h.report_id = r.id
			left join lateral (select s.at, t.texts->>'words' as body from report_step s left join step_text t on t.report_id = s.report_id and t.seq = s.seq
				where s.report_id = r.id and s.step in ${ANSWERS} order by s.seq desc limit 1) answered on true
		where r.agency_id = ${agencyId} and r.received_at >= ${from} and r.received_at < ${until} and ${WHICH[direction]}
			and ${beyond} and coalesce(c.body, h.body) is not null
		order by r.received_at, r.id limit ${most}`.execute(tx);
	return rows;
}

/** A list that was brought here; its entries are the latest word on each report. */
export async function addList(
	tx: Tx,
	{ agencyId, personId }: Actor,
	list: { readonly name: string; readonly at: Date; readonly entries: readonly Entry[] },
): Promise<void> {
	const { id } = await tx
		.insertInto('sp4n_list')
		.values({
			agency_id: agencyId,
			person_id: personId,
			name: list.name.slice(0, 200),
			taken_at: list.at,
			entries: list.entries.length,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const entries = JSON.stringify(list.entries);
	await sql`
		insert into sp4n_entry (agency_id, sp4n_id, list_id, received_on, stands)
		select ${agencyId}::int, "sp4nId", ${id}::uuid, "receivedOn", stands
		from json_to_recordset(${entries}::json) as x("sp4nId" text, "receivedOn" date, stands text)
		order by "sp4nId"
		on conflict (agency_id, sp4n_id) do update set list_id = excluded.list_id, received_on = excluded.received_on, stands = excluded.stands`.execute(
		tx,
	);
}

export async function latestList(
	tx: Tx,
	agencyId: AgencyId,
): Promise<{ readonly name: string; readonly at: Date; readonly entries: number } | undefined> {
	const row = await tx
		.selectFrom('sp4n_list')
		.select(['name', 'taken_at', 'entries'])
		.where('agency_id', '=', agencyId)
		.orderBy('taken_at', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row && { name: row.name, at: row.taken_at, entries: row.entries };
}

/** More than one government gets in a period people look at; a longer one is looked at in parts. */
export const MOST_COMPARED = 5000;
export type Period = { readonly from: LocalDate; readonly until: LocalDate };
type Compared = { readonly agencyId: AgencyId; readonly zone: string; readonly period: Period };

/** What the national system says of the reports it received in the period, and of ours of that period. */
export async function theirEntries(tx: Tx, { agencyId, zone, period }: Compared): Promise<Entry[]> {
	const { rows } = await sql<Entry>`
		select e.sp4n_id as "sp4nId", e.received_on as "receivedOn", e.stands from sp4n_entry e
		where e.agency_id = ${agencyId} and (e.received_on between ${period.from} and ${period.until} or e.sp4n_id in (
			select r.sp4n_id from report r where r.agency_id = ${agencyId} and r.sp4n_id is not null
				and r.received_at >= ${period.from}::timestamp at time zone ${zone} and r.received_at < (${period.until}::date + 1)::timestamp at time zone ${zone}))
		order by e.received_on, e.sp4n_id limit ${MOST_COMPARED}`.execute(tx);
	return rows;
}

type OurRow = {
	readonly sp4nId: string;
	readonly code: string;
	readonly receivedOn: LocalDate;
	readonly status: Status;
};

/** Ours that carry a number and came in the period, or are in their lists of it. */
export async function ourEntries(tx: Tx, { agencyId, zone, period }: Compared): Promise<OurRow[]> {
	const { rows } = await sql<OurRow>`
		select r.sp4n_id as "sp4nId", r.code, (r.received_at at time zone ${zone})::date as "receivedOn", r.status from report r
		where r.agency_id = ${agencyId} and r.sp4n_id is not null
			and ((r.received_at >= ${period.from}::timestamp at time zone ${zone} and r.received_at < (${period.until}::date + 1)::timestamp at time zone ${zone})
				or r.sp4n_id in (select e.sp4n_id from sp4n_entry e where e.agency_id = ${agencyId} and e.received_on between ${period.from} and ${period.until}))
		order by r.received_at, r.id limit ${MOST_COMPARED}`.execute(tx);
	return rows;
}

/** Reports of the period that the national system does not know, as far as anybody here recorded. */
export async function countUnknownThere(tx: Tx, { agencyId, zone, period }: Compared): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		select count(*)::int as count from report r where r.agency_id = ${agencyId} and r.sp4n_id is null
			and r.received_at >= ${period.from}::timestamp at time zone ${zone} and r.received_at < (${period.until}::date + 1)::timestamp at time zone ${zone}`.execute(
		tx,
	);
	return rows[0]?.count ?? 0;
}
