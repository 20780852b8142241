import { error } from '@sveltejs/kit';
import { readDraft } from '#server/report/draft-commands.ts';
import { words } from '#text/words.ts';
import { fileAnswer, fileName } from '../../../berkas/file-answer.ts';
import { ticketOf } from '../../draft-request.ts';
import type { RequestHandler } from './$types.js';

/** A photograph of the draft this browser is writing, for nobody else. */
export const GET: RequestHandler = async (event) => {
	const { services, lang } = event.locals;
	const ticket = ticketOf(event);
	const draft = ticket && (await readDraft(services, ticket));
	const { key } = event.params;
	const photo = draft?.photos.find(({ storageKey, thumbKey }) => key === storageKey || key === thumbKey);
	const bytes = photo && (await services.store.get(key));
	if (!bytes) error(404, words(lang).errors.notFound);
	const { mediaType } = photo;
	return fileAnswer({ bytes, mediaType, name: fileName('foto', 1, mediaType) }, 'own');
};
