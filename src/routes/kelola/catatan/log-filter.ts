import { CHANGE_ACTIONS } from '#server/access/change-actions.ts';
import type { LogFilter, LogPlace } from '#server/access/change-log-queries.ts';
import { addCalendarDays, parseLocalDate, startOf, type WorkCalendar } from '#server/deadline/calendar.ts';
import { cleanLine } from '#server/report/reporter-text.ts';

/** What stands in the form of the log: as typed, as it goes back into its fields. */
export type LogAsked = {
	readonly act: string;
	readonly person: string;
	readonly subject: string;
	readonly from: string;
	readonly until: string;
};

/** Everything, sign-ins and looks at contacts included. */
export const EVERY_ACT = 'semua';
const LONGEST = 120;
const NAMES = { act: 'tindakan', person: 'oleh', subject: 'tentang', from: 'dari', until: 'sampai' } as const;

export function logAsked(params: URLSearchParams): LogAsked {
	const line = (name: string) => (cleanLine(params.get(name) ?? '') ?? '').slice(0, LONGEST);
	return {
		act: line(NAMES.act),
		person: line(NAMES.person),
		subject: line(NAMES.subject),
		from: line(NAMES.from),
		until: line(NAMES.until),
	};
}

/** Days are the office's own; a day that is none asks for nothing. */
export function logFilter(asked: LogAsked, calendar: WorkCalendar): LogFilter {
	const from = parseLocalDate(asked.from);
	const until = parseLocalDate(asked.until);
	return {
		actions: actionsOf(asked.act),
		person: asked.person || null,
		subject: asked.subject || null,
		from: from ? startOf(from, calendar) : null,
		until: until ? startOf(addCalendarDays(until, 1), calendar) : null,
	};
}

function actionsOf(act: string): readonly string[] | null {
	if (act === EVERY_ACT) return null;
	return act ? [act] : CHANGE_ACTIONS;
}

/** The address of the same question, a page further into the past, or in another form. */
export function logAddress(asked: LogAsked, path: string, after: LogPlace | null = null): string {
	const given = Object.entries(NAMES).flatMap(([key, name]) => {
		const value = asked[key as keyof LogAsked];
		return value ? [[name, value]] : [];
	});
	if (after) given.push(['sebelum', `${after.at.toISOString()}.${after.id}`]);
	const query = new URLSearchParams(given as [string, string][]).toString();
	return query ? `${path}?${query}` : path;
}

const PLACE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\.(\d{1,15})$/;

export function placeIn(params: URLSearchParams): LogPlace | null {
	const [, at, id] = PLACE.exec(params.get('sebelum') ?? '') ?? [];
	if (!at || !id || Number.isNaN(Date.parse(at))) return null;
	return { at: new Date(at), id: Number(id) };
}
