import { csvLine } from '#server/monitor/feed.ts';
import { copyOf } from '../copy.ts';
import type { RequestHandler } from './$types.js';

const BYTE_ORDER_MARK = '\ufeff';

/** One report as one row, with exactly what the national system's form asks. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { code, columns, cells } = await copyOf(locals, params.kode);
	return new Response(BYTE_ORDER_MARK + csvLine(columns) + csvLine(cells), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="sp4n-${code}.csv"`,
			'cache-control': 'no-store',
		},
	});
};
