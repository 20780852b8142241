import { json } from '@sveltejs/kit';
import { askForNewPasskey } from '#server/access/account-passkey-commands.ts';
import { siteOf } from '../../../masuk/gate.ts';
import { changeOf, self } from '../../self.ts';
import { refused } from '../refused.ts';
import type { RequestHandler } from './$types.js';

/** What the browser needs to make a passkey for the signed-in person. */
export const POST: RequestHandler = async ({ locals, url }) => {
	const { services, directory } = locals;
	const options = await askForNewPasskey(services.db, self(locals, '/akun'), {
		...changeOf(locals),
		site: siteOf(url),
		siteName: directory.agency.shortName,
	});
	return options.ok
		? json(options.value, { headers: { 'cache-control': 'no-store' } })
		: refused(options.refusal, locals.lang);
};
