import { seenBy } from '#server/platform/db.ts';
import { findByCode } from '#server/report/queries.ts';
import { stagedPhotos } from '#server/report/staged-photo-queries.ts';
import { fileAnswer, fileName } from '../../../../../berkas/file-answer.ts';
import { codeIn, notThere, signedIn } from '../../../../signed-in.ts';
import type { RequestHandler } from './$types.js';

/** A photograph this officer uploaded for a step not yet taken; for everybody else it is not there. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { actor } = signedIn(locals);
	const { services, directory } = locals;
	const code = codeIn(locals, params.kode);
	const staged = await seenBy(actor, services.db, async (tx) => {
		const report = await findByCode(tx, directory.agency.id, code);
		return report ? stagedPhotos(tx, report.id) : [];
	});
	const photo = staged.find(({ id }) => id === params.foto);
	const isSmall = url.searchParams.get('ukuran') === 'kecil';
	const bytes = photo && (await services.store.get(isSmall ? photo.thumbKey : photo.storageKey));
	if (!photo || !bytes) notThere(locals);
	const { mediaType } = photo;
	return fileAnswer({ bytes, mediaType, name: fileName(code, 0, mediaType) }, 'own');
};
