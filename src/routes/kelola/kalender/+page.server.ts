import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { once } from '#server/access/change-log-commands.ts';
import { changeDays } from '#server/agency/calendar-commands.ts';
import { changesNothing, type DayWish, planDays } from '#server/agency/day-off-plan.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { seenBy } from '#server/platform/db.ts';
import { forecastMoves } from '#server/report/recount-forecast-commands.ts';
import { enter } from '../enter.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { type DayForm, readDayForm, wishOf } from './day-form.ts';

export const load: PageServerLoad = ({ locals, url }) => {
	enter(locals, 'calendar');
	const { calendar } = locals.directory;
	const days = [...calendar.daysOff].map(([date, day]) => ({ date, ...day }));
	const thisYear = localDate(locals.now, calendar).slice(0, 4);
	const asked = url.searchParams.get('tahun') ?? thisYear;
	const years = new Set([...days.map(({ date }) => date.slice(0, 4)), thisYear]);
	return {
		year: years.has(asked) ? asked : thisYear,
		years: [...years].sort(),
		days: days
			.filter(({ date }) => date.startsWith(years.has(asked) ? asked : thisYear))
			.sort((one, other) => one.date.localeCompare(other.date)),
		key: randomUUID(),
		done: url.searchParams.get('selesai'),
	};
};

export const actions: Actions = {
	/** Says what would change and which open deadlines would move; changes nothing. */
	periksa: async ({ locals, request }) => {
		enter(locals, 'calendar');
		const typed = await readDayForm(await request.formData());
		const wish = wishOf(typed);
		if (!wish.ok) return fail(422, { typed, faults: wish.refusal });
		return preview(locals, typed, wish.value);
	},

	simpan: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'calendar');
		const typed = await readDayForm(await request.formData());
		const wish = wishOf(typed);
		if (!wish.ok) return fail(422, { typed, faults: wish.refusal });
		const saved = await seenBy(viewer, locals.services.db, (tx) =>
			once(tx, { by, key: typed.key, what: 'calendar' }, () =>
				changeDays(tx, wish.value, { by, at: locals.now }),
			),
		);
		if (!saved.ok) return fail(422, { typed, nothing: true });
		const [first] = [...wish.value.listed.map(({ date }) => date), ...wish.value.removed];
		redirect(303, `/kelola/kalender?selesai=ya&tahun=${first?.slice(0, 4) ?? ''}`);
	},
};

async function preview({ services, directory }: App.Locals, typed: DayForm, wish: DayWish) {
	const plan = planDays(directory.calendar.daysOff, wish);
	if (changesNothing(plan)) return fail(422, { typed, nothing: true });
	const { added, changed, removed, daysOff } = plan;
	const after = { ...directory, calendar: { ...directory.calendar, daysOff } };
	const moves = await forecastMoves(services.db, after);
	return { typed, preview: { added, changed, removed, moves } };
}
