import { fail, redirect } from '@sveltejs/kit';
import { once } from '#server/access/change-log-commands.ts';
import { issueNumbers, lastIssueOf } from '#server/desk/box-queries.ts';
import { MOST_FORMS } from '#server/desk/paper-number.ts';
import { seenBy } from '#server/platform/db.ts';
import { ok } from '#server/platform/result.ts';
import { newSecret } from '#server/platform/secret.ts';
import { formOf } from '../../../lapor/draft-request.ts';
import { atDesk } from '../at-desk.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => {
	atDesk(locals);
	return { key: newSecret(), most: MOST_FORMS };
};

export const actions: Actions = {
	/** Takes the next numbers; the same form again leads to the same sheet. */
	default: async (event) => {
		const { actor, at } = atDesk(event.locals);
		const { fields } = await formOf(event, { key: 'line', count: 'line', kind: 'line' });
		const count = /^\d{1,2}$/.test(fields.count) ? Number(fields.count) : 0;
		if (count < 1 || count > MOST_FORMS) return fail(422, fields);
		const by = { agencyId: actor.agencyId, personId: actor.personId, role: actor.role };
		const issued = await seenBy(actor, event.locals.services.db, async (tx) => {
			await once(tx, { by, key: fields.key, what: 'box_forms.issued' }, async () =>
				ok(await issueNumbers(tx, { count, actor, at })),
			);
			return lastIssueOf(tx, actor.personId);
		});
		const kind = fields.kind === 'sticker' ? '?stiker' : '';
		redirect(303, `/petugas/loket/formulir/${issued?.first}-${issued?.last}${kind}`);
	},
};
