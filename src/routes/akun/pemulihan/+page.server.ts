import { makeRecoveryCodes } from '#server/access/account-commands.ts';
import { changeOf, forbid, provenSelf, self } from '../self.ts';
import type { Actions, PageServerLoad } from './$types.js';

const HERE = '/akun/pemulihan';

export const load: PageServerLoad = ({ locals, request, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	// After a refused post the page says so; only a first look is sent to the proof.
	if (request.method !== 'POST') provenSelf(locals, HERE);
};

export const actions: Actions = {
	/** The codes stand in this one answer and nowhere else. */
	default: async ({ locals }) => {
		const { db, ring } = locals.services;
		const made = await makeRecoveryCodes({ db, ring }, self(locals, HERE), changeOf(locals));
		return made.ok ? made.value : forbid(made.refusal, HERE);
	},
};
