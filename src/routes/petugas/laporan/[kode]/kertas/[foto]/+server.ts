import { paperFile } from '#server/desk/case-queries.ts';
import { seenBy } from '#server/platform/db.ts';
import { fileAnswer, fileName } from '../../../../../berkas/file-answer.ts';
import { codeIn, notThere, signedIn } from '../../../../signed-in.ts';
import type { RequestHandler } from './$types.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A photographed paper, for whoever assesses the report; for everybody else it is not there. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { actor } = signedIn(locals);
	const { services } = locals;
	const code = codeIn(locals, params.kode);
	const id = params.foto;
	const file = ID.test(id)
		? await seenBy(actor, services.db, (tx) => paperFile(tx, { code, id }))
		: undefined;
	const bytes = file && (await services.store.get(file.key));
	if (!file || !bytes) notThere(locals);
	const { mediaType } = file;
	return fileAnswer({ bytes, mediaType, name: fileName(code, 0, mediaType) }, 'own');
};
