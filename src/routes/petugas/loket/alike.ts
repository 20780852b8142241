import { error, type RequestEvent } from '@sveltejs/kit';
import { ENTRY_FIELDS, type Entry, namesIn, typedOf } from '#server/desk/entry.ts';
import { noteSupport } from '#server/desk/queries.ts';
import { seenBy } from '#server/platform/db.ts';
import { newDraft } from '#server/report/draft.ts';
import { supportReport } from '#server/report/reporter-commands.ts';
import { parseCode } from '#server/report/tracking-code.ts';
import { words } from '#text/words.ts';
import { similarTo } from '../../lapor/2/similar.ts';
import { formOf } from '../../lapor/draft-request.ts';
import { atDesk } from './at-desk.ts';

/** The entry as it was typed, and public reports from the same place that sound the same. Nothing is stored. */
export async function alikeTo(event: RequestEvent) {
	const { locals } = event;
	const { directory } = atDesk(locals);
	const { fields: entry } = await formOf(event, ENTRY_FIELDS);
	const typed = typedOf(entry, namesIn(entry, directory), directory);
	const alike = typed.district === '' ? [] : await similarTo({ ...newDraft(''), typed }, locals);
	return {
		entry: entry as Entry,
		errors: [],
		known: null,
		alike: alike.map(({ code, title, status, supportCount }) => ({ code, title, status, supportCount })),
	};
}

/** Counts who stands at the desk for a report that is there already: once for each entry that was begun. */
export async function supportAtDesk(event: RequestEvent, typed: string): Promise<void> {
	const { services, touched, lang } = event.locals;
	const { actor, directory, at } = atDesk(event.locals);
	const { fields } = await formOf(event, ENTRY_FIELDS);
	const code = parseCode(typed);
	const support =
		code.ok &&
		(await supportReport(services, {
			agencyId: directory.agency.id,
			code: code.value,
			device: fields.key,
			at,
		}));
	if (!code.ok || !support) error(404, words(lang).errors.notFound);
	if (!support.counted) return;
	touched.add(code.value);
	await seenBy(actor, services.db, (tx) => noteSupport(tx, { code: code.value, actor, at }));
}
