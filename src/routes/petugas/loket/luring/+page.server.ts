import { emptyEntry } from '#server/desk/entry.ts';
import { seenBy } from '#server/platform/db.ts';
import { atDesk } from '../at-desk.ts';
import { entryForm, queueOf } from '../entry-form.ts';
import type { PageServerLoad } from './$types.js';

/**
 * The form of the desk as the device keeps it for the time without a network. It lies on a shared computer: it names
 * nobody, and seals without being able to open. The key of its entry is made there.
 */
export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	const { actor } = atDesk(locals);
	setHeaders({ 'cache-control': 'no-store' });
	const form = await seenBy(actor, locals.services.db, (tx) => entryForm(tx, locals));
	const { person, seals } = queueOf(locals);
	return { ...form, entry: emptyEntry('', { office: form.office }), queue: { person, seals } };
};
