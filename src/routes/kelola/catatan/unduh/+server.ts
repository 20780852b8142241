import { differences } from '#server/access/change-diff.ts';
import { logPage } from '#server/access/change-log-queries.ts';
import { csvLine } from '#server/monitor/feed.ts';
import { seenBy } from '#server/platform/db.ts';
import { words } from '#text/words.ts';
import { enter } from '../../enter.ts';
import { logAsked, logFilter } from '../log-filter.ts';
import type { RequestHandler } from './$types.js';

const MOST = 10_000;
const BYTE_ORDER_MARK = '\ufeff';

/** The same entries as the page, for a spreadsheet: one line for each thing that differs. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { viewer } = enter(locals, 'log');
	const { directory, services, lang } = locals;
	const filter = logFilter(logAsked(url.searchParams), directory.calendar);
	const entries = await seenBy(viewer, services.db, (tx) =>
		logPage(tx, directory.agency.id, filter, { after: null, most: MOST }),
	);
	const { columns } = words(lang).changeLog;
	const lines = entries.flatMap((entry) => {
		const { at, action, person, role, subject, subjectName } = entry;
		const told = [at.toISOString(), action, person, role, subject, subjectName];
		const differs = differences(entry.before, entry.after);
		if (differs.length === 0) return [csvLine([...told, null, null, null])];
		return differs.map(({ name, before, after }) => csvLine([...told, name, before, after]));
	});
	return new Response(BYTE_ORDER_MARK + csvLine(columns) + lines.join(''), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="catatan.csv"',
		},
	});
};
