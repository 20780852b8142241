import { fail, redirect } from '@sveltejs/kit';
import { emptyEntry } from '#server/desk/entry.ts';
import { parsePaperNumber } from '#server/desk/paper-number.ts';
import { countWays } from '#server/desk/queries.ts';
import { seenBy } from '#server/platform/db.ts';
import { newSecret } from '#server/platform/secret.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { alikeTo, supportAtDesk } from './alike.ts';
import { atDesk, sinceAtDesk } from './at-desk.ts';
import { entryForm, queueOf } from './entry-form.ts';
import { keepSlip, slipHere } from './slip-cookie.ts';
import { nextAfter, takeEntry } from './take-entry.ts';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const { actor, directory } = atDesk(locals);
	event.setHeaders({ 'cache-control': 'no-store' });
	const { ways, form } = await seenBy(actor, locals.services.db, async (tx) => ({
		ways: await countWays(tx, sinceAtDesk(locals, 0)),
		form: await entryForm(tx, locals),
	}));
	return {
		...form,
		entry: begun(url, { office: form.office }, directory.agency.prefix),
		count: ways.reduce((sum, { reports }) => sum + reports, 0),
		saved: url.searchParams.has('tersimpan') ? { code: slipHere(event)?.code ?? null } : null,
		supported: url.searchParams.has('didukung'),
		queue: queueOf(locals),
	};
};

/** A blank entry; a scanned paper or a box just opened is filled in. */
function begun(url: URL, given: { readonly office: string }, prefix: string) {
	const paper = parsePaperNumber(url.searchParams.get('kertas') ?? '', prefix)?.number ?? '';
	const opening = (url.searchParams.get('kotak') ?? '').slice(0, 36);
	const way = paper || opening ? { way: 'box', paper, opening } : {};
	return emptyEntry(newSecret(), { ...given, ...way });
}

export const actions: Actions = {
	default: async (event) => {
		const { searchParams } = event.url;
		if (searchParams.has('mirip')) return alikeTo(event);
		const supported = searchParams.get('dukung');
		if (supported !== null) {
			await supportAtDesk(event, supported);
			redirect(303, '/petugas/loket?didukung');
		}
		const taken = await takeEntry(event);
		if (!taken.ok) return fail(taken.refusal.known ? 409 : 422, { ...taken.refusal, alike: null });
		keepSlip(event, taken.value);
		redirect(303, nextAfter(taken.value, event.url));
	},
};
