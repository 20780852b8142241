import { fail, redirect } from '@sveltejs/kit';
import { once } from '#server/access/change-log-commands.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { seenBy } from '#server/platform/db.ts';
import { ok } from '#server/platform/result.ts';
import { newSecret } from '#server/platform/secret.ts';
import { readHold } from '#server/privacy/hold.ts';
import { endHold, placeHold } from '#server/privacy/register-commands.ts';
import { holds } from '#server/privacy/register-queries.ts';
import { enter } from '../../enter.ts';
import { typedIn } from '../../typed.ts';
import type { Actions, PageServerLoad } from './$types.js';

const HERE = '/kelola/data-pribadi/penahanan';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { viewer, by } = enter(locals, 'personalData');
	return {
		holds: await seenBy(viewer, locals.services.db, (tx) => holds(tx, by.agencyId)),
		key: newSecret(),
		saved: url.searchParams.has('tersimpan'),
	};
};

export const actions: Actions = {
	tahan: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'personalData');
		const { directory, now: at, services } = locals;
		const typed = await typedIn(request, ['key', 'code', 'askedBy', 'until'], ['why']);
		const hold = readHold(typed, localDate(at, directory.calendar));
		if (!hold.ok) return fail(422, { faults: hold.refusal, typed });
		const form = { by, key: typed.key, what: 'legal hold' };
		await seenBy(viewer, services.db, (tx) =>
			once(tx, form, async () => ok(await placeHold(tx, hold.value, { by, at }))),
		);
		redirect(303, `${HERE}?tersimpan`);
	},

	lepas: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'personalData');
		const { id, why } = await typedIn(request, ['id', 'why']);
		const lifted = await seenBy(viewer, locals.services.db, (tx) =>
			endHold(tx, { id, why }, { by, at: locals.now }),
		);
		if (!lifted.ok) return fail(422, { lifting: id, refusal: lifted.refusal.code });
		redirect(303, `${HERE}?tersimpan`);
	},
};
