import { seenBy } from '#server/platform/db.ts';
import { caseFileOf } from '#server/report/file-list-queries.ts';
import { fileAnswer, fileName } from '../../../../../berkas/file-answer.ts';
import { codeIn, notThere, signedIn } from '../../../../signed-in.ts';
import type { RequestHandler } from './$types.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A file of a case, as far as the viewer may see it: whole, redacted, or not there. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { actor } = signedIn(locals);
	const { services } = locals;
	const code = codeIn(locals, params.kode);
	const size = url.searchParams.get('ukuran') === 'kecil' ? 'thumb' : 'whole';
	const file = ID.test(params.foto)
		? await seenBy(actor, services.db, (tx) => caseFileOf(tx, { code, fileId: params.foto, size }))
		: undefined;
	const bytes = file && (await services.store.get(file.key));
	if (!file || !bytes) notThere(locals);
	const { mediaType, nth } = file;
	return fileAnswer({ bytes, mediaType, name: fileName(code, nth, mediaType) }, 'own');
};
