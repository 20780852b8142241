import { error } from '@sveltejs/kit';
import { termBookOn } from '#server/agency/directory.ts';
import { league, officeFigures } from '#server/dashboard/queries.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { reportLine } from '#server/monitor/line.ts';
import { filterOf } from '#server/monitor/list.ts';
import { publicList } from '#server/monitor/queries.ts';
import { words } from '#text/words.ts';
import { periodAsked } from '../period-asked.ts';
import type { PageServerLoad } from './$types.js';

const SHOWN = 8;

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
	const { directory, services, now, lang } = locals;
	const unit = [...directory.units.values()].find(({ key }) => key === params.kantor);
	if (!unit) error(404, words(lang).errors.notFound);
	const { pool } = services.reader;
	const { period, years } = await periodAsked(locals, url);
	const agencyId = directory.agency.id;
	const [kept, offices, rows] = await Promise.all([
		officeFigures(pool, { agencyId, unitId: unit.id, period }),
		league(pool, agencyId, period),
		publicList(pool, agencyId, { ...filterOf(new URLSearchParams()), unit: unit.id, order: 'due' }),
	]);
	setHeaders({ 'x-tuntas-keep': '*' });
	return {
		unit: { key: unit.key, id: unit.id, name: unit.name, shortName: unit.shortName },
		period,
		years,
		kept,
		smallCell: directory.agency.settings.smallCell,
		fewestRatings: directory.agency.settings.fewestRatings,
		limit: termBookOn(directory, localDate(now, directory.calendar)).terms.complaint.complete.days,
		neighbours: (offices.at ? offices.figures : []).slice(0, SHOWN).flatMap((row) => {
			const other = directory.units.get(row.unitId);
			return other ? [{ ...row, key: other.key, name: other.shortName, current: other.id === unit.id }] : [];
		}),
		lines: rows.slice(0, SHOWN).map((row) => reportLine(row, directory, now)),
	};
};
