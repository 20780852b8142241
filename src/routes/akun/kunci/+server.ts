import { json } from '@sveltejs/kit';
import { addPasskey } from '#server/access/account-passkey-commands.ts';
import { NewPasskey } from '#server/access/forms.ts';
import { siteOf } from '../../masuk/gate.ts';
import { bodyOf } from '../../masuk/json-body.ts';
import { changeOf, self } from '../self.ts';
import type { RequestHandler } from './$types.js';
import { refused } from './refused.ts';

/** Stores the passkey the browser made, and says where to go. */
export const POST: RequestHandler = async ({ locals, request, url }) => {
	const answer = NewPasskey.safeParse(await bodyOf(request));
	if (!answer.success) return refused({ code: 'not_accepted' }, locals.lang);
	const added = await addPasskey(locals.services.db, self(locals, '/akun'), {
		...changeOf(locals),
		site: siteOf(url),
		answer: answer.data,
	});
	return added.ok ? json({ go: '/akun?selesai=passkeyAdded' }) : refused(added.refusal, locals.lang);
};
