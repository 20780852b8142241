import { periodStart } from '#server/dashboard/period.ts';
import { league } from '#server/dashboard/queries.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals: { directory, services, now }, setHeaders }) => {
	const since = periodStart(now, directory);
	const rows = await league(services.reader.pool, directory.agency.id, since);
	setHeaders({ 'x-tuntas-keep': '*' });
	return {
		since,
		smallCell: directory.agency.settings.smallCell,
		fewestRatings: directory.agency.settings.fewestRatings,
		offices: rows.flatMap((row) => {
			const unit = directory.units.get(row.unitId);
			return unit ? [{ ...row, key: unit.key, name: unit.shortName }] : [];
		}),
		quiet: [...directory.units.values()]
			.filter(({ id, kind }) => kind !== 'leadership' && !rows.some((row) => row.unitId === id))
			.map(({ key, shortName }) => ({ key, name: shortName })),
	};
};
