import { fail, redirect } from '@sveltejs/kit';
import { once } from '#server/access/change-log-commands.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { addOpening } from '#server/desk/box-queries.ts';
import { OPENING_FIELDS, readOpening, type TypedOpening } from '#server/desk/opening.ts';
import { seenBy } from '#server/platform/db.ts';
import { ok } from '#server/platform/result.ts';
import { newSecret } from '#server/platform/secret.ts';
import { words } from '#text/words.ts';
import { formOf } from '../../../lapor/draft-request.ts';
import { atDesk, OPENING_DAYS, openingsNow } from '../at-desk.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Who opened which box when, before whom, and how many papers lay in it. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	const { actor, directory, at } = atDesk(locals);
	setHeaders({ 'cache-control': 'no-store' });
	const opened = await seenBy(actor, locals.services.db, (tx) => openingsNow(tx, locals));
	const today = localDate(at, directory.calendar);
	const blank: TypedOpening = {
		key: newSecret(),
		box: opened[0]?.box ?? '',
		day: today,
		time: '',
		papers: '',
		witness1: '',
		witness2: '',
		note: '',
	};
	return {
		typed: blank,
		today,
		boxes: [...new Set(opened.map(({ box }) => box))],
		openings: opened.map(({ unitId, ...one }) => one),
		justSaved: url.searchParams.has('tercatat'),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals } = event;
		const { actor, unitId, directory, at } = atDesk(locals);
		const { fields } = await formOf(event, OPENING_FIELDS);
		const ground = { unitId, now: at, calendar: directory.calendar, days: OPENING_DAYS };
		const told = readOpening(fields, ground);
		if (!told.ok) {
			const { faults } = words(locals.lang).desk.box;
			return fail(422, {
				typed: fields,
				errors: told.refusal.map((field) => ({ field, message: faults[field] })),
			});
		}
		const by = { agencyId: actor.agencyId, personId: actor.personId, role: actor.role };
		await seenBy(actor, locals.services.db, (tx) =>
			once(tx, { by, key: fields.key, what: 'box.opened' }, async () =>
				ok(await addOpening(tx, told.value, { actor, at })),
			),
		);
		redirect(303, '/petugas/loket/kotak?tercatat');
	},
};
