import type pg from 'pg';
import type { AgencyId, CategoryId, UnitId } from '../access/policy.ts';
import { namedQuery } from '../platform/db.ts';
import { type JsonClock, parsedClock } from '../report/clock-json.ts';
import type { Kind } from '../report/clocks.ts';
import type { Outcome, Status } from '../report/statuses.ts';
import { type ListOrder, type ListState, orderIn, PAGE_SIZE, type PublicFilter } from './list.ts';

/** A published report as a row of a list. */
export type PublicRow = {
	readonly id: string;
	readonly code: string;
	readonly title: string;
	readonly kind: Kind;
	readonly status: Status;
	readonly outcome: Outcome | null;
	readonly unitId: UnitId | null;
	readonly verifierUnitId: UnitId | null;
	readonly categoryId: CategoryId | null;
	readonly districtCode: string | null;
	readonly receivedOn: string;
	readonly dueAt: Date | null;
	readonly climbed: number;
	readonly supportCount: number;
	/** Those that may speak for it. */
	readonly clocks: ReturnType<typeof parsedClock>[];
};

const COLUMNS = `p.report_id as id, p.code, p.title, p.kind, p.status, p.outcome, p.unit_id as "unitId", p.verifier_unit_id as "verifierUnitId",
	p.category_id as "categoryId", p.district_code as "districtCode", p.received_on as "receivedOn", p.due_at as "dueAt", p.climbed,
	p.support_count as "supportCount"`;

const STATE_SQL = {
	running: 'and p.ended_at is null',
	// Nothing is owed of what has ended: said again here, the planner would think that next to nothing is late.
	late: "and p.due_at <= now() and p.holder <> 'reporter'",
	done: "and p.status = 'closed'",
	all: '',
} as const satisfies Record<ListState, string>;

/** The column of each order, as it is stored and as a page calls it. Each order ends in the id, so that a page goes on exactly where the last one ended. */
const ORDER_SQL = {
	recent: { column: 'p.received_on', shown: '"receivedOn"', type: 'date', down: true, only: '' },
	due: {
		column: 'p.due_at',
		shown: '"dueAt"',
		type: 'timestamptz',
		down: false,
		only: 'and p.due_at is not null',
	},
	support: {
		column: 'p.support_count',
		shown: '"supportCount"',
		type: 'int',
		down: true,
		only: 'and p.support_count > 0',
	},
} as const satisfies Record<
	ListOrder,
	{ column: string; shown: string; type: string; down: boolean; only: string }
>;

/** One page of the public list, and one row more to know whether there is a next. */
export async function publicList(
	pool: pg.Pool,
	agencyId: AgencyId,
	filter: PublicFilter,
): Promise<PublicRow[]> {
	const values: unknown[] = [agencyId];
	const given = (value: unknown) => `$${values.push(value)}`;
	const { column, shown, type, down, only } = ORDER_SQL[orderIn(filter)];
	const conditions = [
		filter.unit ? `and p.unit_id = ${given(filter.unit)}` : '',
		filter.category ? `and p.category_id = ${given(filter.category)}` : '',
		filter.district ? `and p.district_code = ${given(filter.district)}` : '',
		filter.q
			? `and public_search(p.title, p.body, p.place) @@ websearch_to_tsquery('public.plain', ${given(filter.q)})`
			: '',
		filter.after
			? `and (${column}, p.report_id) ${down ? '<' : '>'} (${given(filter.after.value)}::${type}, ${given(filter.after.id)}::uuid)`
			: '',
	].join(' ');
	const direction = down ? 'desc' : 'asc';
	const text = `with page as materialized (
			select ${COLUMNS} from publication p
			where p.agency_id = $1 and p.published_at is not null ${STATE_SQL[filter.state]} ${only} ${conditions}
			order by ${column} ${direction}, p.report_id ${direction} limit ${PAGE_SIZE + 1})
		select page.*, c.clocks from page join speaking_clocks(array(select id from page)) c on c.report_id = page.id
		order by page.${shown} ${direction}, page.id ${direction}`;
	const rows = await namedQuery<Omit<PublicRow, 'clocks'> & { clocks: JsonClock[] }>(
		pool,
		{ name: nameOf(filter), text },
		values,
	);
	return rows.map((row) => ({
		...row,
		clocks: row.clocks.map(parsedClock),
	}));
}

/** One prepared statement per shape of the question, not per question. */
function nameOf({ state, order, unit, category, district, q, after }: PublicFilter): string {
	return ['list', state, order, unit && 'u', category && 'c', district && 'd', q && 'q', after && 'a']
		.filter(Boolean)
		.join('_');
}

/** Code, title, day and office of the newest published reports, for feeds and open data; `most` at the most. */
export async function newestPublished(pool: pg.Pool, agencyId: AgencyId, most: number) {
	return namedQuery<{
		code: string;
		title: string;
		body: string;
		receivedOn: string;
		publishedAt: Date;
		status: Status;
		kind: Kind;
		unitId: UnitId | null;
		districtCode: string | null;
		answeredAt: Date | null;
		supportCount: number;
		rating: number | null;
	}>(
		pool,
		{
			name: 'newest_published',
			text: `select code, title, body, received_on as "receivedOn", published_at as "publishedAt", status, kind, unit_id as "unitId", district_code as "districtCode",
				answered_at as "answeredAt", support_count as "supportCount", rating
				from publication where agency_id = $1 and published_at is not null order by received_on desc, report_id desc limit $2`,
		},
		[agencyId, most],
	);
}

/** The newest daily roots of evidence (rules of record §6), for everybody to keep a copy of. */
export async function publishedRoots(pool: pg.Pool, agencyId: AgencyId) {
	return namedQuery<{ day: string; reports: number; root: string }>(
		pool,
		{
			name: 'published_roots',
			text: 'select day, reports, root from chain_root where agency_id = $1 order by day desc limit 31',
		},
		[agencyId],
	);
}
