import { error, type RequestEvent } from '@sveltejs/kit';
import { FILE_LIMITS } from '#server/attachment/file.ts';
import { readDraft } from '#server/report/draft-commands.ts';
import { explain } from '#text/refusals.ts';
import { words } from '#text/words.ts';
import { addFiles } from '../../3/draft-files.ts';
import { ticketOf } from '../../draft-request.ts';
import type { RequestHandler } from './$types.js';

/** Files for the draft of this browser, in as many pieces as the signal allows (tus.io, protocol 1.0.0). */
const answer: RequestHandler = async (event) => {
	const { services, directory } = event.locals;
	const ticket = ticketOf(event);
	const draft = ticket && (await readDraft(services, ticket));
	const megabytes = Math.max(directory.agency.settings.photos.megabytes, FILE_LIMITS.megabytes);
	return services.uploads(event.request, {
		draft: draft && ticket.idHash,
		megabytes,
		arrived: (file) => take(event, file),
	});
};

/** The draft as it is now: other files may have come in while this one was on its way. */
async function take(
	event: RequestEvent,
	file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<string | null> {
	const { services, lang } = event.locals;
	const ticket = ticketOf(event);
	const draft = ticket && (await readDraft(services, ticket));
	if (!draft) error(404, words(lang).errors.notFound);
	const [refused] = await addFiles(event, [file], draft);
	if (!refused) return null;
	const { title, help } = explain(refused.refusal, lang);
	return `${title} ${help}`;
}

export const POST = answer;
export const PATCH = answer;
export const HEAD = answer;
export const DELETE = answer;
export const OPTIONS = answer;
