import { CompiledQuery, sql } from 'kysely';
import type { ReportId, UnitId } from '../access/policy.ts';
import type { Role } from '../access/roles.ts';
import { PREPARED, type Tx } from '../platform/db.ts';
import type { ClockRow } from './clock-effects.ts';
import { type JsonClock, parsedClock } from './clock-json.ts';
import type { Confidentiality, Kind } from './clocks.ts';
import type { PartBy, PartOnly, PartOrder, QueuePart, QueueView, ViewName } from './queue-views.ts';
import type { Outcome, Status } from './statuses.ts';

/** Reports a page of the queue shows. */
export const QUEUE_PAGE = 25;
/** Nobody counts further than this on a workbench. */
export const MOST_COUNTED = 99;
const MOST_FOUND = 50;

/** A report as a row of the queue; without title where its words are not the viewer's to read, with the clocks that may speak. */
export type QueueRow = {
	readonly id: ReportId;
	readonly code: string;
	readonly kind: Kind;
	readonly status: Status;
	readonly confidentiality: Confidentiality;
	readonly outcome: Outcome | null;
	readonly verifierUnitId: UnitId;
	readonly unitId: UnitId | null;
	readonly districtCode: string | null;
	readonly openedAt: Date | null;
	readonly dueAt: Date | null;
	readonly climbed: number;
	readonly supportCount: number;
	readonly title: string | null;
	readonly clocks: readonly ClockRow[];
	/** Its place in the order, exact to the microsecond: where the next page goes on. */
	readonly place: string;
};

/** Where the next page goes on: the last row's place in the order. */
export type QueueCursor = { readonly place: string; readonly id: string };
export type QueueMoment = { readonly now: Date; readonly weekStart: Date };

const COLUMN = {
	verifier: 'verifier_unit_id',
	handler: 'unit_id',
	government: 'agency_id',
	intake: 'taken_in_by',
	referred: 'referred_agency_id',
} as const satisfies Record<PartBy, string>;

const ORDER = {
	due: {
		place: "coalesce(r.due_at, 'infinity')",
		direction: 'asc',
		beyond: '>',
		which: 'r.ended_at is null',
	},
	ended: { place: 'r.ended_at', direction: 'desc', beyond: '<', which: 'true' },
	received: { place: 'r.received_at', direction: 'desc', beyond: '<', which: 'true' },
} as const satisfies Record<PartOrder, { place: string; direction: string; beyond: string; which: string }>;

/** Gives a value to the statement that is being written; answers its place in it. */
type Bind = (value: unknown) => string;

const ONLY = {
	late: ({ now }, bind) => `coalesce(r.due_at, 'infinity') <= ${bind(now)}`,
	secret: () => "r.confidentiality = 'confidential'",
	climbed: () => 'r.climbed >= 2',
	escalated: () => '(r.climbed >= 3 or r.escalated_at is not null)',
	coordinate: () => '(r.level > 1 or r.hops > 1 or r.kind_before is not null)',
	answer_waits: () => 'exists (select from pending_answer w where w.report_id = r.id)',
	// Written out, so that the index of closed reports is known to hold them all.
	this_week: ({ weekStart }, bind) => `r.status = 'closed' and r.ended_at >= ${bind(weekStart)}`,
} as const satisfies Record<PartOnly, (moment: QueueMoment, bind: Bind) => string>;

/** The reports a role sees, and nobody else through it. */
const seenAs = (role: Role) => `seen.${role}`;

type Slice = {
	readonly role: Role;
	readonly moment: QueueMoment;
	readonly after: QueueCursor | null;
	readonly most: number;
	readonly bind: Bind;
};

/**
 * The ids of one part, in order: each unit and status is a short walk along an index, however many reports there are.
 * What the role sees stands behind every one of these walks.
 */
function partSql({ by, ids, statuses, only }: QueuePart, order: PartOrder, slice: Slice): string {
	const { role, moment, after, most, bind } = slice;
	const { place, direction, beyond, which } = ORDER[order];
	const looked = `unnest(${bind(ids)}::uuid[]) looked(id)`;
	const stands = statuses ? `cross join unnest(${bind(statuses)}::text[]) stands(code)` : '';
	const conditions = [
		`r.${COLUMN[by]} = looked.id`,
		which,
		...(statuses ? ['r.status = stands.code'] : []),
		...(only ? [ONLY[only](moment, bind)] : []),
		...(after
			? [`(${place}, r.id) ${beyond} (${bind(after.place)}::timestamptz, ${bind(after.id)}::uuid)`]
			: []),
	];
	return `
		select walked.id, walked.place from ${looked} ${stands}
		cross join lateral (
			select r.id, ${place} as place from ${seenAs(role)} r where ${conditions.join(' and ')}
			order by ${place} ${direction}, r.id ${direction} limit ${most}
		) walked`;
}

function viewSql({ parts, order }: QueueView, slice: Slice): string {
	const { direction } = ORDER[order];
	const all = parts.map((part) => `(${partSql(part, order, slice)})`).join(' union ');
	return `select id, place from (${all}) walks order by place ${direction}, id ${direction} limit ${slice.most}`;
}

/** As many of a list as are counted. No order is asked for between walks: none goes on once there are enough. */
function countSql({ role, parts, order }: QueueView, moment: QueueMoment, bind: Bind): string {
	const slice = { role, moment, after: null, most: MOST_COUNTED, bind };
	const counted = parts.map(
		(part) => `(select id from (${partSql(part, order, slice)}) walks limit ${MOST_COUNTED})`,
	);
	return `select least(count(*), ${MOST_COUNTED}) from (${counted.join(' union ')}) found`;
}

/**
 * Runs the statement that `write` writes. It is long, and the same for every officer of a role: as text it is written in
 * a tenth of the time that its parts would take as objects.
 */
async function ask<Row>(tx: Tx, write: (bind: Bind) => string): Promise<readonly Row[]> {
	const values: unknown[] = [];
	const text = write((value) => `$${values.push(value)}`);
	return (await tx.executeQuery<Row>(CompiledQuery.raw(`${PREPARED} ${text}`, values))).rows;
}

const ROW = `
	r.id, r.code, r.kind, r.status, r.confidentiality, r.outcome, r.verifier_unit_id as "verifierUnitId", r.unit_id as "unitId",
	r.district_code as "districtCode", r.opened_at as "openedAt", r.due_at as "dueAt", r.climbed, r.support_count as "supportCount",
	r.title, r.clocks, page.place::text as place`;

type RawRow = Omit<QueueRow, 'clocks'> & { readonly clocks: readonly JsonClock[] | null };
const parsedRow = (row: RawRow): QueueRow => ({
	...row,
	clocks: (row.clocks ?? []).map(parsedClock).sort((one, other) => (one.id ?? 0) - (other.id ?? 0)),
});

/** One page of a list, and one row more to know whether there is a next. */
export async function queuePage(
	tx: Tx,
	view: QueueView,
	at: { readonly moment: QueueMoment; readonly after: QueueCursor | null },
): Promise<QueueRow[]> {
	if (view.parts.every(({ ids }) => ids.length === 0)) return [];
	const { direction } = ORDER[view.order];
	const rows = await ask<RawRow>(
		tx,
		(bind) => `
		with page as materialized (${viewSql(view, { ...at, role: view.role, most: QUEUE_PAGE + 1, bind })})
		select ${ROW} from page join ${seenAs(view.role)} r on r.id = page.id
		order by page.place ${direction}, page.id ${direction}`,
	);
	return rows.map(parsedRow);
}

/** How many reports stand in each list, counted up to {@link MOST_COUNTED}; all lists in one statement. */
export async function queueCounts(
	tx: Tx,
	views: readonly QueueView[],
	moment: QueueMoment,
): Promise<Partial<Record<ViewName, number>>> {
	const counted = views.filter(({ parts }) => parts.length > 0);
	if (counted.length === 0) return {};
	const [counts] = await ask<Partial<Record<ViewName, number>>>(
		tx,
		(bind) => `select ${counted.map((view) => `(${countSql(view, moment, bind)}) as ${view.name}`).join()}`,
	);
	return counts ?? {};
}

/** Reports whose words the viewer may read and that say `words`, the newest first. */
export async function searchQueue(tx: Tx, words: string, role: Role): Promise<QueueRow[]> {
	const { rows } = await sql<RawRow>`
		with page as materialized (select found.id, null as place from officers_search(${words}, ${MOST_FOUND}) found(id))
		select ${sql.raw(ROW)} from page join ${sql.raw(seenAs(role))} r on r.id = page.id
		order by r.received_at desc, r.id desc`.execute(tx);
	return rows.map(parsedRow);
}
