/** Roads that show many reports at once. */
import { sql } from 'kysely';
import { exportPage } from '#server/bridge/queries.ts';
import { askedIn } from '#server/platform/db.ts';
import { similarCases } from '#server/report/case-queries.ts';
import type { Standing } from '#server/report/queries.ts';
import { countsOf, pageOf, QUEUE_PAGE, type QueueRow, searchQueue } from '#server/report/queue-queries.ts';
import { type QueueView, queueView, viewsOf } from '#server/report/queue-views.ts';
import type { QueueCursor } from '#server/report/queue-walk-queries.ts';
import type { Sample } from './visibility-reports.ts';
import { byLabel, type Ground, has, type Seen, walkEach } from './visibility-seen.ts';
import { MONDAY_MORNING } from './world.ts';

export async function listed({ tx, samples }: Ground): Promise<Seen> {
	const { rows } = await sql<{ code: string }>`select code from report`.execute(tx);
	const { rows: counted } = await sql<{ n: number }>`select count(*) as n from report`.execute(tx);
	if (counted[0]?.n !== rows.length) throw new Error('a count tells of reports that are not shown');
	return byLabel(samples, ({ code }) =>
		has(
			rows.some((row) => row.code === code),
			'standing',
		),
	);
}

const MOMENT = { now: new Date('2026-03-02T09:00:00+08:00'), weekStart: MONDAY_MORNING };

export async function queued({ tx, actor, world: { directory }, samples }: Ground): Promise<Seen> {
	const views = viewsOf(actor.role).map((name) => queueView(name, { actor, directory }));
	const counts = await countsOf(askedIn(tx), views, MOMENT);
	const titles = new Map<string, string | null>();
	for (const view of views) {
		const rows = await wholeList(tx, view);
		for (const { code, title } of rows) titles.set(code, title);
		if (counts[view.name] !== rows.length)
			throw new Error(`${view.name} counts ${counts[view.name]} and shows ${rows.length}`);
	}
	return rowsSeen(samples, titles);
}

/** Every page of a list, one after the other. */
async function wholeList(
	tx: Ground['tx'],
	view: QueueView,
	after: QueueCursor | null = null,
): Promise<readonly QueueRow[]> {
	const page = await pageOf(askedIn(tx), view, { moment: MOMENT, after });
	const rows = page.slice(0, QUEUE_PAGE);
	const last = page.length > QUEUE_PAGE ? rows.at(-1) : undefined;
	return last ? [...rows, ...(await wholeList(tx, view, { place: last.place, id: last.id }))] : rows;
}

export async function searched({ tx, samples }: Ground, word: string): Promise<Seen> {
	const { rows } = await sql<{ id: string }>`select id from officers_search(${word}, 1000) found(id)`.execute(
		tx,
	);
	return byLabel(samples, ({ id }) =>
		has(
			rows.some((row) => row.id === id),
			'found',
		),
	);
}

export async function found({ tx, actor, samples }: Ground): Promise<Seen> {
	const rows = [
		...(await searchQueue(tx, 'aslinya', actor.role)),
		...(await searchQueue(tx, 'salinannya', actor.role)),
	];
	return rowsSeen(samples, new Map(rows.map(({ code, title }) => [code, title])));
}

function rowsSeen(samples: readonly Sample[], titles: ReadonlyMap<string, string | null>): Seen {
	return byLabel(samples, ({ code }) =>
		titles.has(code) ? ['standing', ...has(titles.get(code) !== null, 'title')] : [],
	);
}

export async function suggested({ tx, world: { directory }, samples }: Ground): Promise<Seen> {
	return walkEach(samples, async ({ village }) => {
		const asked = {
			id: '00000000-0000-0000-0000-000000000000',
			agencyId: directory.agency.id,
			villageCode: village,
		};
		const alike = await similarCases(tx, asked as unknown as Standing, {
			title: 'Kata aslinya nomor',
			since: new Date(0),
		});
		const copied = await similarCases(tx, asked as unknown as Standing, {
			title: 'Kata salinannya',
			since: new Date(0),
		});
		return has(alike.length + copied.length > 0, 'title');
	});
}

/** A file for the national system, as whoever looks would get it. */
export async function exported({ tx, world: { directory }, samples }: Ground): Promise<Seen> {
	const wanted = {
		agencyId: directory.agency.id,
		from: new Date(0),
		until: new Date('2100-01-01T00:00:00Z'),
		direction: 'all',
	} as const;
	const rows = await exportPage(tx, wanted, { after: null, most: 10_000 });
	return byLabel(samples, ({ code }) =>
		has(
			rows.some((row) => row.code === code),
			'title',
		),
	);
}
