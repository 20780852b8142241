import { workbook } from '#server/bridge/adapters/workbook.ts';
import { COLUMNS, type Column, cellsOf } from '#server/bridge/columns.ts';
import { exported } from '#server/bridge/commands.ts';
import { DIRECTIONS } from '#server/bridge/directions.ts';
import { addCalendarDays, startOf } from '#server/deadline/calendar.ts';
import { csvLine } from '#server/monitor/feed.ts';
import { words } from '#text/words.ts';
import { atTheBridge, periodIn } from '../desk.ts';
import type { RequestHandler } from './$types.js';

const BYTE_ORDER_MARK = '\ufeff';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A file for the national system, written while it is read: only what its reader may read, never a name or a contact. */
export const GET: RequestHandler = ({ locals, url }) => {
	const { actor } = atTheBridge(locals);
	const { directory, services, now } = locals;
	const { searchParams } = url;
	const { from, until } = periodIn(locals, searchParams);
	const direction = DIRECTIONS.find((one) => one === searchParams.get('arah')) ?? 'unknown_there';
	const columns = columnsIn(searchParams);
	const format = searchParams.get('bentuk') === 'xlsx' ? 'xlsx' : 'csv';
	const wanted = {
		agencyId: directory.agency.id,
		from: startOf(from, directory.calendar),
		until: startOf(addCalendarDays(until, 1), directory.calendar),
		direction,
	};
	const { sp4n } = words('id');
	const pages = exported(services.db, wanted, { actor, at: now, format });
	async function* rows(): AsyncGenerator<readonly string[], void> {
		yield columns.map((column) => sp4n.columns[column]);
		for await (const page of pages)
			for (const report of page) yield cellsOf(report, columns, { directory, names: sp4n.names });
	}
	const name = `sp4n-${direction}-${from}-${until}.${format}`;
	return new Response(format === 'xlsx' ? workbook('Laporan', rows()) : csvStream(rows()), {
		headers: {
			'content-type': format === 'xlsx' ? XLSX : 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'no-store',
		},
	});
};

/** The columns ticked, in their order; all of them where none is. */
function columnsIn(search: URLSearchParams): readonly Column[] {
	const ticked = COLUMNS.filter((column) => search.getAll('kolom').includes(column));
	return ticked.length > 0 ? ticked : COLUMNS;
}

function csvStream(rows: AsyncGenerator<readonly string[], void>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	return new ReadableStream({
		start: (controller) => controller.enqueue(encoder.encode(BYTE_ORDER_MARK)),
		pull: async (controller) => {
			const { done, value } = await rows.next();
			if (done) controller.close();
			else controller.enqueue(encoder.encode(csvLine(value)));
		},
		cancel: async () => void (await rows.return()),
	});
}
