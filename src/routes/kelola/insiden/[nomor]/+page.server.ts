import { fail, redirect } from '@sveltejs/kit';
import { seenBy } from '#server/platform/db.ts';
import type { Result } from '#server/platform/result.ts';
import { fieldOf, readBreach, readTold } from '#server/privacy/breach.ts';
import { type BreachRefusal, changeBreach, closeBreach, noteTold } from '#server/privacy/breach-commands.ts';
import { leftUntil } from '#server/privacy/rules.ts';
import { enter } from '../../enter.ts';
import { typedIn } from '../../typed.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { incidentOf } from './incident.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const incident = await incidentOf(locals, enter(locals, 'incidents'), params.nomor);
	const { now, directory } = locals;
	return {
		incident,
		left: leftUntil(incident.dueAt, now),
		now: fieldOf(now, directory.calendar),
		saved: url.searchParams.has('tersimpan'),
	};
};

const TEXTS = ['happened', 'dataKinds', 'subjects', 'measures'] as const;

export const actions: Actions = {
	ubah: async ({ locals, params, request }) => {
		const inside = enter(locals, 'incidents');
		const incident = await incidentOf(locals, inside, params.nomor);
		const { directory, now, services } = locals;
		const typed = await typedIn(request, ['version', 'title', 'subjectCount'], TEXTS);
		const knownAt = fieldOf(incident.knownAt, directory.calendar);
		const breach = readBreach({ ...typed, knownAt }, { calendar: directory.calendar, now });
		if (!breach.ok) return fail(422, { faults: breach.refusal, typed });
		const wanted = { seq: incident.seq, version: Number(typed.version), breach: breach.value };
		const done = await seenBy(inside.viewer, services.db, (tx) =>
			changeBreach(tx, wanted, { by: inside.by, at: now }),
		);
		return answered(incident.seq, done, { typed });
	},

	beritahu: async ({ locals, params, request }) => {
		const inside = enter(locals, 'incidents');
		const { seq, knownAt } = await incidentOf(locals, inside, params.nomor);
		const { directory, now, services } = locals;
		const notice = await typedIn(request, ['whom', 'at', 'how']);
		const told = readTold(notice, { calendar: directory.calendar, now, knownAt });
		if (!told.ok) return fail(422, { told: told.refusal, notice });
		const done = await seenBy(inside.viewer, services.db, (tx) =>
			noteTold(tx, { seq, told: told.value }, { by: inside.by, at: now }),
		);
		return answered(seq, done, { notice });
	},

	tutup: async ({ locals, params }) => {
		const inside = enter(locals, 'incidents');
		const { seq } = await incidentOf(locals, inside, params.nomor);
		const done = await seenBy(inside.viewer, locals.services.db, (tx) =>
			closeBreach(tx, seq, { by: inside.by, at: locals.now }),
		);
		return answered(seq, done, {});
	},
};

function answered<Typed extends object>(seq: number, done: Result<unknown, BreachRefusal>, typed: Typed) {
	if (!done.ok) return fail(422, { ...typed, refusal: done.refusal.code });
	redirect(303, `/kelola/insiden/${seq}?tersimpan`);
}
