import { sql } from 'kysely';
import type { ReportId, UnitId } from '../access/policy.ts';
import type { Role } from '../access/roles.ts';
import type { Ask, Tx } from '../platform/db.ts';
import type { ClockRow } from './clock-effects.ts';
import { type JsonClock, parsedClock } from './clock-json.ts';
import type { Confidentiality, Kind } from './clocks.ts';
import type { QueueView, ViewName } from './queue-views.ts';
import {
	type Bind,
	countsSql,
	MOST_COUNTED,
	ORDER,
	type QueueCursor,
	type QueueMoment,
	seenAs,
	viewSql,
} from './queue-walk-queries.ts';
import type { Outcome, Status } from './statuses.ts';

/** Reports a page of the queue shows. */
export const QUEUE_PAGE = 25;
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

/**
 * Runs the statement that `write` writes. It is long, and the same for every officer of a role: as text it is written in
 * a tenth of the time that its parts would take as objects.
 */
function askWritten<Row>(ask: Ask, write: (bind: Bind) => string): Promise<readonly Row[]> {
	const places = new Map<string, string>();
	const values: unknown[] = [];
	// The same units and statuses stand in one list after the other.
	const bind = (value: unknown) => {
		const key = JSON.stringify(value);
		const place = places.get(key) ?? `$${values.push(value)}`;
		places.set(key, place);
		return place;
	};
	return ask(write(bind), values);
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

export type Counts = Partial<Record<ViewName, number>>;

const hasGround = ({ parts }: QueueView) => parts.some(({ ids }) => ids.length > 0);

/** How many reports stand in each of `views`, up to {@link MOST_COUNTED}. */
export async function countsOf(ask: Ask, views: readonly QueueView[], moment: QueueMoment): Promise<Counts> {
	const counted = views.filter(hasGround);
	if (counted.length === 0) return {};
	const [row] = await askWritten<Record<string, number>>(ask, (bind) => {
		const { walks, counts } = countsSql(counted, moment, bind);
		return `with ${walks.join()} select ${counts.map((count, nth) => `${count} as "${nth}"`).join()}`;
	});
	return Object.fromEntries(counted.map(({ name }, nth) => [name, row?.[nth] ?? 0]));
}

/** The rows of a page of a list and one more, to know whether there is a next. */
export async function pageOf(
	ask: Ask,
	view: QueueView,
	{ moment, after }: { readonly moment: QueueMoment; readonly after: QueueCursor | null },
): Promise<QueueRow[]> {
	if (!hasGround(view)) return [];
	const { role, order } = view;
	const { direction } = ORDER[order];
	const rows = await askWritten<RawRow>(
		ask,
		(bind) => `
		with page as materialized (${viewSql(view, { role, moment, after, most: QUEUE_PAGE + 1, bind })})
		select ${ROW} from page join ${seenAs(role)} r on r.id = page.id
		order by page.place ${direction}, page.id ${direction}`,
	);
	return rows.map(parsedRow);
}

/** Reports whose words the viewer may read and that say `words`, the newest first. */
export async function searchQueue(tx: Tx, words: string, role: Role): Promise<QueueRow[]> {
	const { rows } = await sql<RawRow>`
		with page as materialized (select found.id, null as place from officers_search(${words}, ${MOST_FOUND}) found(id))
		select ${sql.raw(ROW)} from page join ${sql.raw(seenAs(role))} r on r.id = page.id
		order by r.received_at desc, r.id desc`.execute(tx);
	return rows.map(parsedRow);
}
