import { suppressed } from '#server/dashboard/figures.ts';
import { periodStart } from '#server/dashboard/period.ts';
import { officeFigures } from '#server/dashboard/queries.ts';
import { reportLine } from '#server/monitor/line.ts';
import { addressOf, filterOf, ORDERS, PAGE_SIZE, STATES } from '#server/monitor/list.ts';
import { publicList } from '#server/monitor/queries.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals: { directory, services, now }, url, setHeaders }) => {
	const { agency } = directory;
	const filter = filterOf(url.searchParams);
	const [rows, figures] = await Promise.all([
		publicList(services.reader.pool, agency.id, filter),
		officeFigures(services.reader.pool, {
			agencyId: agency.id,
			unitId: null,
			since: periodStart(now, directory),
		}),
	]);
	setHeaders({ 'x-tuntas-keep': '*' });
	const shown = rows.slice(0, PAGE_SIZE);
	const last = shown.at(-1);
	const placeOf = {
		recent: last?.receivedOn,
		due: last?.dueAt?.toISOString(),
		support: String(last?.supportCount),
	}[filter.order];
	return {
		lines: shown.map((row) => reportLine(row, directory, now)),
		total: figures.received,
		filter,
		smallCell: agency.settings.smallCell,
		leaderTitle: agency.leaderTitle,
		states: STATES.map((state) => ({ state, href: addressOf(filter, { state }) })),
		orders: ORDERS,
		units: [...directory.units.values()]
			.filter(({ kind }) => kind !== 'leadership')
			.map(({ id, name }) => ({ value: id, label: name })),
		categories: [...directory.categories.values()].map(({ id, name }) => ({ value: id, label: name })),
		tiles: tilesOf(),
		next:
			rows.length > PAGE_SIZE && last && placeOf
				? addressOf(filter, { after: { value: placeOf, id: last.id } })
				: null,
		first: filter.after ? addressOf(filter, {}) : null,
	};

	function tilesOf() {
		const counts = new Map(figures.perDistrict.map(({ district, count }) => [district, count]));
		return [...directory.regions.values()]
			.filter(({ kind, tile }) => kind === 'district' && tile)
			.map(({ code, name, tile }) => ({
				name,
				x: tile?.x ?? 0,
				y: tile?.y ?? 0,
				count: suppressed(counts.get(code) ?? 0, agency.settings.smallCell),
				href: addressOf(filter, { district: filter.district === code ? null : code }),
				current: filter.district === code,
			}));
	}
};
