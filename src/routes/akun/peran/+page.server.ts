import { fail, redirect } from '@sveltejs/kit';
import { returnPath } from '#server/access/caller.ts';
import { chooseRole, ownViewer } from '#server/access/session-commands.ts';
import { assignmentsOf } from '#server/access/session-queries.ts';
import { seenBy } from '#server/platform/db.ts';
import { keepSession } from '../../masuk/gate.ts';
import { self } from '../self.ts';
import type { Actions, PageServerLoad } from './$types.js';

const HERE = '/akun/peran';

export const load: PageServerLoad = async ({ locals }) => {
	const staff = self(locals, HERE);
	const held = await seenBy(ownViewer(staff), locals.services.db, (tx) =>
		assignmentsOf(tx, staff.personId, locals.now),
	);
	return { held, chosen: staff.assignmentId };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, request, url } = event;
		const assignmentId = (await request.formData()).get('peran');
		if (typeof assignmentId !== 'string') return fail(422, { code: 'missing' as const });

		const chosen = await chooseRole(locals.services.db, self(locals, HERE), {
			assignmentId,
			now: locals.now,
		});
		if (!chosen.ok) return fail(422, { code: chosen.refusal.code });
		keepSession(event, chosen.value.session);
		redirect(303, returnPath(url.searchParams.get('lanjut'), '/petugas'));
	},
};
