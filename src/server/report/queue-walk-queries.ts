/** The SQL of the walks along indexes that lists of officers are made of: text and values, asked by `queue-queries.ts`. */
import type { Role } from '../access/roles.ts';
import type { PartBy, PartOnly, PartOrder, QueuePart, QueueView } from './queue-views.ts';

/** Nobody counts further than this on a workbench. */
export const MOST_COUNTED = 99;

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

/** Who took a report in is a person; everybody else a list asks for is an office or a government. */
const idsOf = (by: PartBy) => (by === 'intake' ? 'uuid[]' : 'int[]');

export const ORDER = {
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
export type Bind = (value: unknown) => string;

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
export const seenAs = (role: Role) => `seen.${role}`;

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
	const looked = `unnest(${bind(ids)}::${idsOf(by)}) looked(id)`;
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

export function viewSql({ parts, order }: QueueView, slice: Slice): string {
	const { direction } = ORDER[order];
	const all = parts.map((part) => `(${partSql(part, order, slice)})`).join(' union ');
	return `select id, place from (${all}) walks order by place ${direction}, id ${direction} limit ${slice.most}`;
}

/**
 * How many reports stand in each list, as far as anybody counts: in no order, so that a part is one look at an index. A
 * part that stands in two lists is counted once; only where a list has several may they hold the same report.
 */
export function countsSql(views: readonly QueueView[], moment: QueueMoment, bind: Bind) {
	const walks = new Map<string, { readonly name: string; readonly text: string }>();
	const walkOf = (part: QueuePart, { role, order }: QueueView) => {
		const key = JSON.stringify([part, order]);
		const known = walks.get(key) ?? {
			name: `walk_${walks.size}`,
			text: anyOrderSql(part, order, { role, moment, bind }),
		};
		walks.set(key, known);
		return `select id from ${known.name}`;
	};
	const counts = views.map((view) => {
		const found = view.parts.map((part) => walkOf(part, view)).join(' union ');
		return `(select least(count(*), ${MOST_COUNTED}) from (${found}) found)`;
	});
	return { walks: [...walks.values()].map(({ name, text }) => `${name} as (${text})`), counts };
}

function anyOrderSql(
	{ by, ids, statuses, only }: QueuePart,
	order: PartOrder,
	{ role, moment, bind }: Pick<Slice, 'role' | 'moment' | 'bind'>,
): string {
	const conditions = [
		`r.${COLUMN[by]} = any (${bind(ids)}::${idsOf(by)})`,
		ORDER[order].which,
		...(statuses ? [`r.status = any (${bind(statuses)}::text[])`] : []),
		...(only ? [ONLY[only](moment, bind)] : []),
	];
	return `select r.id from ${seenAs(role)} r where ${conditions.join(' and ')} limit ${MOST_COUNTED}`;
}
