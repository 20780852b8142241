import { error } from '@sveltejs/kit';
import { isPublicPhoto } from '#server/report/reporter-photo-queries.ts';
import { words } from '#text/words.ts';
import { fileAnswer, fileName } from '../../../berkas/file-answer.ts';
import { addressed, ownFileAt } from '../../../berkas/own-file.ts';
import type { RequestHandler } from './$types.js';

/** Every photograph is kept as WebP; the office's and the public's alike. */
const KEPT_TYPE = 'image/webp';

/** A photograph of a public copy for everybody; any other of a report for who holds its receipt. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const { services, directory, lang } = locals;
	const at = addressed(params) ?? error(404, words(lang).errors.notFound);
	const isPublic = await isPublicPhoto(services.reader.pool, { agencyId: directory.agency.id, ...at });
	if (!isPublic) return ownFileAt(locals, at);
	const bytes = await services.store.get(at.key);
	if (!bytes) error(404, words(lang).errors.notFound);
	return fileAnswer({ bytes, mediaType: KEPT_TYPE, name: fileName(at.code, 1, KEPT_TYPE) }, 'public');
};
