import { error } from '@sveltejs/kit';
import { ownPhotoType } from '#server/report/reporter-commands.ts';
import { isPublicPhoto } from '#server/report/reporter-photo-queries.ts';
import { parseCode } from '#server/report/tracking-code.ts';
import { words } from '#text/words.ts';
import { photoAnswer } from '../../photo-answer.ts';
import type { RequestHandler } from './$types.js';

/** Every photograph is kept as WebP; the office's and the public's alike. */
const KEPT_TYPE = 'image/webp';
const KEY = /^[0-9a-f]{64}$/;

/** A photograph of a public copy for everybody; any other of a report for who holds its receipt. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const { services, directory, receipts, lang } = locals;
	const agencyId = directory.agency.id;
	const { code, key } = addressed(params) ?? error(404, words(lang).errors.notFound);

	const isPublic = await isPublicPhoto(services.reader.pool, { agencyId, code, key });
	const held = isPublic ? undefined : receipts.find((receipt) => receipt.code === code);
	const ownType = held && (await ownPhotoType(services, agencyId, { id: held.id, key }));
	const bytes = isPublic || ownType ? await services.store.get(key) : undefined;
	if (!bytes) error(404, words(lang).errors.notFound);
	return isPublic ? photoAnswer(bytes, KEPT_TYPE, 'public') : photoAnswer(bytes, ownType ?? KEPT_TYPE, 'own');
};

/** The photograph an address names; nothing where it can name none. */
function addressed({ code, key }: { readonly code: string; readonly key: string }) {
	const parsed = parseCode(code);
	return parsed.ok && KEY.test(key) ? { code: parsed.value, key } : undefined;
}
