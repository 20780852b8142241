import { termBookOn } from '#server/agency/directory.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { CLOCK_NAMES, KINDS } from '#server/report/clocks.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals: { directory, now }, setHeaders }) => {
	const { agency, calendar } = directory;
	const today = localDate(now, calendar);
	const book = termBookOn(directory, today);
	setHeaders({ 'x-tuntas-keep': '*' });
	return {
		version: book.version,
		validFrom: book.validFrom,
		kinds: KINDS.map((kind) => ({
			kind,
			// Some clocks are of one kind alone.
			terms: CLOCK_NAMES.flatMap((clock) =>
				book.terms[kind][clock] ? { clock, ...book.terms[kind][clock] } : [],
			),
		})),
		climb: book.rules.climb,
		leaderTitle: agency.leaderTitle,
		ombudsman: agency.ombudsmanName,
		daysOff: [...calendar.daysOff]
			.filter(([date]) => date.slice(0, 4) === today.slice(0, 4))
			.map(([date, { name, source }]) => ({ date, name, source }))
			.sort((one, other) => one.date.localeCompare(other.date)),
	};
};
