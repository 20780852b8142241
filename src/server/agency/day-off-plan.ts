import type { DayOff, LocalDate } from '#server/deadline/calendar.ts';
import type { ListedDay } from './day-off-lines.ts';

/** What saving a list of days off changes. */
export type DayPlan = {
	readonly added: readonly ListedDay[];
	/** As they will be; what they were stands in `before`. */
	readonly changed: readonly (ListedDay & { readonly before: DayOff })[];
	readonly removed: readonly ListedDay[];
	/** The days off after it. */
	readonly daysOff: ReadonlyMap<LocalDate, DayOff>;
};

export type DayWish = {
	readonly listed: readonly ListedDay[];
	/** Days to take away, whether in the list's years or not. */
	readonly removed: readonly LocalDate[];
	/** `replace`: the years of the list have no other days than the list's. */
	readonly mode: 'add' | 'replace';
};

/** What a wish changes in the days off there are; a day that is listed stays, whatever else was asked. */
export function planDays(current: ReadonlyMap<LocalDate, DayOff>, wish: DayWish): DayPlan {
	const listed = new Map(wish.listed.map((day) => [day.date, day]));
	const years = new Set(wish.mode === 'replace' ? wish.listed.map(({ date }) => yearOf(date)) : []);
	const goes = (date: LocalDate) =>
		!listed.has(date) && (wish.removed.includes(date) || years.has(yearOf(date)));

	const removed = [...current].filter(([date]) => goes(date)).map(([date, day]) => ({ ...day, date }));
	const changed = wish.listed.flatMap((day) => {
		const before = current.get(day.date);
		return before && !isSame(before, day) ? [{ ...day, before }] : [];
	});
	const kept = [...current].filter(([date]) => !goes(date));
	const after = wish.listed.map(({ date, ...day }) => [date, day] as const);
	return {
		added: wish.listed.filter(({ date }) => !current.has(date)),
		changed,
		removed,
		daysOff: new Map([...kept, ...after]),
	};
}

export function changesNothing({ added, changed, removed }: DayPlan): boolean {
	return added.length + changed.length + removed.length === 0;
}

function isSame(one: DayOff, other: DayOff): boolean {
	return one.kind === other.kind && one.name === other.name && one.source === other.source;
}

function yearOf(date: LocalDate): string {
	return date.slice(0, 4);
}
