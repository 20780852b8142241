import type { UnitId } from '#server/access/policy.ts';
import type { Tx } from '#server/platform/db.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { type By, type Facts, noteChange } from '../access/change-log-commands.ts';
import { lockedDays, lockedWeeks, putDays, putWeek, takeDays, type Worked } from './calendar-queries.ts';
import type { ListedDay } from './day-off-lines.ts';
import { changesNothing, type DayPlan, type DayWish, planDays } from './day-off-plan.ts';

type Moment = { readonly by: By; readonly at: Date };

/**
 * Changes the government's days off, as they are now, by a wish. The database itself asks for the recount of open
 * deadlines when they change (db/policies/4-jobs.sql).
 */
export async function changeDays(
	tx: Tx,
	wish: DayWish,
	{ by, at }: Moment,
): Promise<Result<DayPlan, { readonly code: 'nothing' }>> {
	const plan = planDays(await lockedDays(tx, by.agencyId), wish);
	if (changesNothing(plan)) return refuse({ code: 'nothing' });
	await putDays(tx, by.agencyId, [...plan.added, ...plan.changed]);
	await takeDays(
		tx,
		by.agencyId,
		plan.removed.map(({ date }) => date),
	);
	const years = new Set(
		[...plan.added, ...plan.changed, ...plan.removed].map(({ date }) => date.slice(0, 4)),
	);
	await noteChange(tx, {
		action: 'calendar_changed',
		subject: `calendar ${[...years].sort().join(' ')}`,
		before: factsOf([...plan.changed.map(({ date, before }) => ({ ...before, date })), ...plan.removed]),
		after: factsOf([...plan.added, ...plan.changed]),
		by,
		at,
	});
	return ok(plan);
}

function factsOf(days: readonly ListedDay[]): Facts | null {
	if (days.length === 0) return null;
	return Object.fromEntries(days.map(({ date, name, source }) => [date, `${name} (${source})`]));
}

/** How long an office works, and when it is open. */
export type Week = { readonly days: 5 | 6; readonly from: string; readonly until: string };

/** The week and hours of some offices from now on; one entry of the log each. */
export async function changeWeek(
	tx: Tx,
	{ ids, week }: { readonly ids: readonly UnitId[]; readonly week: Week },
	{ by, at }: Moment,
): Promise<Result<number, { readonly code: 'nothing' }>> {
	const wanted = { workweek: daysOf(week), from: week.from, until: week.until };
	const others = (await lockedWeeks(tx, by.agencyId, ids)).filter((unit) => !works(unit, wanted));
	if (others.length === 0) return refuse({ code: 'nothing' });
	await putWeek(tx, { ...wanted, agencyId: by.agencyId, ids: others.map(({ id }) => id) });
	for (const unit of others)
		await noteChange(tx, {
			action: 'week_changed',
			subject: `unit ${unit.key}`,
			before: weekFacts(unit),
			after: weekFacts(wanted),
			by,
			at,
		});
	return ok(others.length);
}

type Hours = Pick<Worked, 'workweek' | 'from' | 'until'>;

export function daysOf({ days }: Pick<Week, 'days'>): number[] {
	return Array.from({ length: days }, (_, day) => day + 1);
}

function works(one: Hours, other: Hours): boolean {
	return weekFacts(one).hours === weekFacts(other).hours && one.workweek.length === other.workweek.length;
}

function weekFacts({ workweek, from, until }: Hours) {
	return { workdays: workweek.length, hours: `${from}–${until}` };
}
