import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { once } from '#server/access/change-log-commands.ts';
import type { UnitId } from '#server/access/policy.ts';
import { changeWeek, daysOf } from '#server/agency/calendar-commands.ts';
import type { Directory } from '#server/agency/directory.ts';
import { openUnits } from '#server/agency/unit.ts';
import { seenBy } from '#server/platform/db.ts';
import { forecastMoves } from '#server/report/recount-forecast-commands.ts';
import { enter } from '../../enter.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { readWeekForm, type WeekWish, weekWish } from './week-form.ts';

export const load: PageServerLoad = ({ locals, url }) => {
	enter(locals, 'calendar');
	return {
		units: openUnits(locals.directory).map(({ id, name, workweek, officeHours }) => ({
			id,
			name,
			days: workweek.length,
			from: officeHours.from,
			until: officeHours.until,
		})),
		key: randomUUID(),
		done: url.searchParams.get('selesai'),
	};
};

export const actions: Actions = {
	periksa: async ({ locals, request }) => {
		enter(locals, 'calendar');
		const typed = readWeekForm(await request.formData());
		const wish = weekWish(typed, locals.directory);
		if (!wish.ok) return fail(422, { typed, faults: wish.refusal });
		const moves = await forecastMoves(locals.services.db, under(locals.directory, wish.value));
		return { typed, preview: { count: wish.value.ids.length, moves } };
	},

	simpan: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'calendar');
		const typed = readWeekForm(await request.formData());
		const wish = weekWish(typed, locals.directory);
		if (!wish.ok) return fail(422, { typed, faults: wish.refusal });
		const saved = await seenBy(viewer, locals.services.db, (tx) =>
			once(tx, { by, key: typed.key, what: 'week' }, () =>
				changeWeek(tx, wish.value, { by, at: locals.now }),
			),
		);
		if (!saved.ok)
			return fail(422, { typed, faults: [{ field: 'unit' as const, code: saved.refusal.code }] });
		redirect(303, '/kelola/kalender/jam?selesai=ya');
	},
};

/** The government if these offices worked so. */
function under(directory: Directory, { ids, week }: WeekWish): Directory {
	const workweek = daysOf(week);
	const units = new Map(
		[...directory.units].map(([id, unit]): [UnitId, typeof unit] => [
			id,
			ids.includes(id) ? { ...unit, workweek } : unit,
		]),
	);
	return { ...directory, units };
}
