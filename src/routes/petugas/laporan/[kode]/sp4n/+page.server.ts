import { fail, redirect } from '@sveltejs/kit';
import { seenBy } from '#server/platform/db.ts';
import { recordNumber } from '#server/report/sp4n-commands.ts';
import { codeIn, notThere, signedIn } from '../../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { copyOf } from './copy.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { columns, cells, ...copy } = await copyOf(locals, params.kode);
	const lines = columns.map((name, place) => `${name}: ${cells[place] ?? ''}`);
	return { ...copy, block: lines.join('\n'), saved: url.searchParams.has('tersimpan') };
};

const LONGEST = 100;

export const actions: Actions = {
	/** Records the number the national system gave. Sent twice it is the same number twice. */
	default: async ({ locals, params, request }) => {
		const { actor } = signedIn(locals);
		const { services, directory, now } = locals;
		const code = codeIn(locals, params.kode);
		const typed = String((await request.formData()).get('number') ?? '').slice(0, LONGEST);
		const recorded = await seenBy(actor, services.db, (tx) =>
			recordNumber(tx, { code, typed }, { actor, directory, at: now }),
		);
		if (!recorded.ok && recorded.refusal.code === 'report_not_found') notThere(locals);
		if (!recorded.ok) return fail(422, { typed, refusal: recorded.refusal });
		locals.touched.add(code);
		redirect(303, `/petugas/laporan/${code}/sp4n?tersimpan`);
	},
};
