import { csvLine } from '#server/monitor/feed.ts';
import { PPID_REGISTER } from '#server/report/ppid-register.ts';
import { words } from '#text/words.ts';
import { lineOf, registerOf, yearIn } from '../register.ts';
import type { RequestHandler } from './$types.js';

const BYTE_ORDER_MARK = '\ufeff';

/** The register of a year as a file, for whoever may read it. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const year = yearIn(locals, url.searchParams);
	const entries = await registerOf(locals, year);
	const w = words(locals.lang);
	const head = csvLine(PPID_REGISTER.map((cell) => w.ppid.register.columns[cell]));
	const lines = entries.map((entry) => {
		const line = lineOf(entry, locals, w);
		return csvLine(PPID_REGISTER.map((cell) => line[cell]));
	});
	return new Response(BYTE_ORDER_MARK + head + lines.join(''), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="register-ppid-${year}.csv"`,
			'cache-control': 'no-store',
		},
	});
};
