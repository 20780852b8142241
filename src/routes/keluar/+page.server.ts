import { redirect } from '@sveltejs/kit';
import { signOut } from '#server/access/session-commands.ts';
import { forgetSession } from '../masuk/gate.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals: { staff }, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	if (!staff) redirect(303, '/masuk?keluar');
	return { name: staff.name };
};

export const actions: Actions = {
	default: async (event) => {
		const { staff, services, now } = event.locals;
		if (staff) await signOut(services.db, staff, now);
		forgetSession(event);
		redirect(303, '/masuk?keluar');
	},
};
