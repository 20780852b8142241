import { openUnits } from '#server/agency/unit.ts';
import { league } from '#server/dashboard/queries.ts';
import type { PageServerLoad } from './$types.js';
import { periodAsked } from './period-asked.ts';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	const { directory, services } = locals;
	const { period, years } = await periodAsked(locals, url);
	const kept = await league(services.reader.pool, directory.agency.id, period);
	const rows = kept.at ? kept.figures : [];
	setHeaders({ 'x-tuntas-keep': '*' });
	return {
		period,
		years,
		kept,
		smallCell: directory.agency.settings.smallCell,
		fewestRatings: directory.agency.settings.fewestRatings,
		offices: rows.flatMap((row) => {
			const unit = directory.units.get(row.unitId);
			return unit ? [{ ...row, key: unit.key, name: unit.shortName }] : [];
		}),
		quiet: openUnits(directory)
			.filter(({ id, kind }) => kind !== 'leadership' && !rows.some((row) => row.unitId === id))
			.map(({ key, shortName }) => ({ key, name: shortName })),
	};
};
