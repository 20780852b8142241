import { fail } from '@sveltejs/kit';
import { compare } from '#server/bridge/list-commands.ts';
import { atTheBridge, periodIn } from '../desk.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { takeUpload } from './upload.ts';

/** Ours against theirs, per day, and every report the two systems do not agree on. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor } = atTheBridge(locals);
	const period = periodIn(locals, url.searchParams);
	const compared = await compare({ db: locals.services.db, directory: locals.directory, actor }, period);
	return { ...period, ...compared };
};

export const actions: Actions = {
	/** Reads a list of the national system. The answer shows what became of it; sent again, everything is here already. */
	default: async ({ locals, request }) => {
		const form = await request.formData();
		const read = await takeUpload(locals, form);
		if (!read.ok) return fail(422, { refusal: read.refusal, read: null, what: '' });
		const { list, fitting, taken } = read.value;
		return {
			refusal: null,
			what: String(form.get('lakukan')),
			read: { list, taken, fitting: { received: fitting.received, fitting: fitting.fitting } },
		};
	},
};
