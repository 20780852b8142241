import { announcedAt } from '#server/agency/announcement.ts';
import { termBookOn } from '#server/agency/directory.ts';
import { lastTwelveMonths } from '#server/dashboard/period.ts';
import { officeFigures } from '#server/dashboard/queries.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { reportLine } from '#server/monitor/line.ts';
import { filterOf } from '#server/monitor/list.ts';
import { publicList } from '#server/monitor/queries.ts';
import type { PageServerLoad } from './$types.js';

const SHOWN = 4;

export const load: PageServerLoad = async ({ locals: { directory, services, now }, setHeaders }) => {
	const { agency, calendar } = directory;
	const [rows, kept] = await Promise.all([
		publicList(services.reader.pool, agency.id, filterOf(new URLSearchParams('keadaan=all'))),
		officeFigures(services.reader.pool, {
			agencyId: agency.id,
			unitId: null,
			period: lastTwelveMonths(now, directory),
		}),
	]);
	setHeaders({ 'x-tuntas-keep': '*' });
	const { terms, rules } = termBookOn(directory, localDate(now, calendar));
	const lines = rows.map((row) => reportLine(row, directory, now));
	return {
		lines: lines.slice(0, SHOWN),
		// The clock is best seen at work: a running report with most of its thread still ahead.
		example:
			lines.find(({ shown }) => shown?.reading.state === 'running' && shown.clock === 'complete') ??
			lines.find(({ shown }) => shown) ??
			null,
		kept,
		terms: {
			verify: terms.complaint.verify,
			information: terms.information_request.complete,
			complaint: terms.complaint.complete,
			supervisory: terms.supervisory_complaint.complete,
			silence: terms.complaint.silence,
		},
		climb: rules.climb,
		leaderTitle: agency.leaderTitle,
		ombudsman: agency.ombudsmanName,
		prefix: agency.prefix,
		fewestRatings: agency.settings.fewestRatings,
		news: announcedAt(directory, 'news', now),
	};
};
