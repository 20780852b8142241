import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { once } from '#server/access/change-log-commands.ts';
import { REPLY_STEPS } from '#server/agency/pack-words.ts';
import { replyOf } from '#server/agency/reply.ts';
import { endReply, saveReply } from '#server/agency/settings-commands.ts';
import { repliesOf } from '#server/agency/settings-queries.ts';
import { seenBy } from '#server/platform/db.ts';
import { notThere } from '../../petugas/signed-in.ts';
import { enter } from '../enter.ts';
import { fieldsOf } from '../form-fields.ts';
import type { Actions, PageServerLoad } from './$types.js';

const FIELDS = { id: 60, step: 40, name: 161, body: 4001, key: 60 } as const;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { viewer, by } = enter(locals, 'replies');
	const replies = await seenBy(viewer, locals.services.db, (tx) => repliesOf(tx, by.agencyId));
	const asked = replies.find(({ id }) => id === url.searchParams.get('ubah'));
	const { id = '', step = '', name = '', body = '' } = asked ?? {};
	return {
		replies,
		steps: REPLY_STEPS,
		first: { id, step: step as string, name, body, key: randomUUID() as string },
		done: url.searchParams.get('selesai'),
	};
};

export const actions: Actions = {
	simpan: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'replies');
		const typed = fieldsOf(await request.formData(), FIELDS);
		const reply = replyOf(typed);
		if (!reply.ok) return fail(422, { typed, faults: reply.refusal });
		const saved = await seenBy(viewer, locals.services.db, (tx) =>
			once(tx, { by, key: typed.key, what: 'reply' }, () =>
				saveReply(tx, { id: typed.id || null, thing: reply.value }, { by, at: locals.now }),
			),
		);
		if (!saved.ok && saved.refusal.code === 'not_found') notThere(locals);
		if (!saved.ok)
			return fail(422, { typed, faults: [{ field: 'name' as const, code: 'too_many' as const }] });
		redirect(303, '/kelola/balasan?selesai=ya');
	},

	hentikan: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'replies');
		const { id } = fieldsOf(await request.formData(), FIELDS);
		const ended = await seenBy(viewer, locals.services.db, (tx) => endReply(tx, id, { by, at: locals.now }));
		if (!ended.ok) notThere(locals);
		redirect(303, '/kelola/balasan?selesai=ya');
	},
};
