import type { Directory } from '#server/agency/directory.ts';
import { type Figures, suppressed } from '#server/dashboard/figures.ts';
import { lastTwelveMonths } from '#server/dashboard/period.ts';
import { type Kept, officeFigures } from '#server/dashboard/queries.ts';
import { reportLine } from '#server/monitor/line.ts';
import {
	addressOf,
	filterOf,
	ORDERS,
	orderIn,
	PAGE_SIZE,
	type PublicFilter,
	STATES,
} from '#server/monitor/list.ts';
import { type PublicRow, publicList } from '#server/monitor/queries.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals: { directory, services, now }, url, setHeaders }) => {
	const { agency } = directory;
	const filter = filterOf(url.searchParams);
	const [rows, kept] = await Promise.all([
		publicList(services.reader.pool, agency.id, filter),
		officeFigures(services.reader.pool, {
			agencyId: agency.id,
			unitId: null,
			period: lastTwelveMonths(now, directory),
		}),
	]);
	setHeaders({ 'x-tuntas-keep': '*' });
	return {
		lines: rows.slice(0, PAGE_SIZE).map((row) => reportLine(row, directory, now)),
		kept,
		filter,
		smallCell: agency.settings.smallCell,
		leaderTitle: agency.leaderTitle,
		states: STATES.map((state) => ({ state, href: addressOf(filter, { state }) })),
		orders: ORDERS,
		units: [...directory.units.values()].filter(({ kind }) => kind !== 'leadership').map(asOption),
		categories: [...directory.categories.values()].map(asOption),
		tiles: tilesOf(directory, filter, kept),
		next: nextPage(rows, filter),
		first: filter.after ? addressOf(filter, {}) : null,
	};
};

function asOption({ id, name }: { readonly id: number; readonly name: string }) {
	return { value: String(id), label: name };
}

function nextPage(rows: readonly PublicRow[], filter: PublicFilter): string | null {
	const last = rows[PAGE_SIZE - 1];
	if (rows.length <= PAGE_SIZE || !last) return null;
	const placeOf = {
		recent: last.receivedOn,
		due: last.dueAt?.toISOString(),
		support: String(last.supportCount),
	};
	return addressOf(filter, { after: { value: placeOf[orderIn(filter)] ?? '', id: last.id } });
}

/**
 * One tile a district, with the reports of the period: null where there are so few that they could point at somebody,
 * undefined while they are being counted.
 */
function tilesOf({ regions, agency }: Directory, filter: PublicFilter, kept: Kept<Figures>) {
	const counts = kept.at && new Map(kept.figures.perDistrict.map(({ district, count }) => [district, count]));
	return [...regions.values()]
		.filter(({ kind, tile }) => kind === 'district' && tile)
		.map(({ code, name, tile }) => ({
			name,
			place: tile,
			count: counts ? suppressed(counts.get(code) ?? 0, agency.settings.smallCell) : undefined,
			href: addressOf(filter, { district: filter.district === code ? null : code }),
			current: filter.district === code,
		}));
}
