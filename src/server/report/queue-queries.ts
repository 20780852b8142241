import { CompiledQuery, sql } from 'kysely';
import type { ReportId, UnitId } from '../access/policy.ts';
import type { Role } from '../access/roles.ts';
import { PREPARED } from '../platform/connection.ts';
import type { Tx } from '../platform/db.ts';
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
async function ask<Row>(tx: Tx, write: (bind: Bind) => string): Promise<readonly Row[]> {
	const places = new Map<string, string>();
	const values: unknown[] = [];
	// The same units and statuses stand in one list after the other.
	const bind = (value: unknown) => {
		const key = JSON.stringify(value);
		const place = places.get(key) ?? `$${values.push(value)}`;
		places.set(key, place);
		return place;
	};
	const text = write(bind);
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

/** What a workbench shows at once: how many stand in each of `views`, and a page of the list that is open. */
export type Desk = {
	readonly views: readonly QueueView[];
	readonly open: QueueView | null;
	readonly moment: QueueMoment;
	readonly after: QueueCursor | null;
};
type Counts = Partial<Record<ViewName, number>>;

/**
 * Counts up to {@link MOST_COUNTED}, and the rows of a page with one more, to know whether there is a next: all in one
 * statement, for the way to the database costs more than a list. The counts go with every row, as one word.
 */
export async function workbench(
	tx: Tx,
	{ views, open, moment, after }: Desk,
): Promise<{ readonly counts: Counts; readonly rows: QueueRow[] }> {
	const counted = views.filter(hasGround);
	const shown = open && hasGround(open) ? open : null;
	if (counted.length === 0 && !shown) return { counts: {}, rows: [] };
	const answer = await ask<Answer>(tx, (bind) => {
		const { walks, counts } = countsSql(counted, moment, bind);
		const tally = `(select concat_ws(',', ${counts.join() || 'null'}) as tally) counted`;
		if (!shown) return `with ${walks.join()} select tally from ${tally}`;
		const { role, order } = shown;
		const { direction } = ORDER[order];
		const page = `page as materialized (${viewSql(shown, { role, moment, after, most: QUEUE_PAGE + 1, bind })})`;
		return `
		with ${[...walks, page].join()}
		select tally, ${ROW} from ${tally} left join (page join ${seenAs(role)} r on r.id = page.id) on true
		order by page.place ${direction}, page.id ${direction}`;
	});
	const numbers = answer[0]?.tally.split(',') ?? [];
	return {
		counts: Object.fromEntries(counted.map(({ name }, nth) => [name, Number(numbers[nth] ?? 0)])),
		rows: answer.flatMap(({ tally, ...row }) => (row.id ? [parsedRow(row)] : [])),
	};
}

const hasGround = ({ parts }: QueueView) => parts.some(({ ids }) => ids.length > 0);
/** Where the list is empty, the counts come with a row of nothing. */
type Answer = { readonly tally: string } & (RawRow | { readonly id: null });

/** Reports whose words the viewer may read and that say `words`, the newest first. */
export async function searchQueue(tx: Tx, words: string, role: Role): Promise<QueueRow[]> {
	const { rows } = await sql<RawRow>`
		with page as materialized (select found.id, null as place from officers_search(${words}, ${MOST_FOUND}) found(id))
		select ${sql.raw(ROW)} from page join ${sql.raw(seenAs(role))} r on r.id = page.id
		order by r.received_at desc, r.id desc`.execute(tx);
	return rows.map(parsedRow);
}
