import { error } from '@sveltejs/kit';
import { words } from '#text/words.ts';
import { addressed, ownFileAt } from '../../own-file.ts';
import type { RequestHandler } from './$types.js';

/** A document or recording of a report, for who holds its receipt; never public. */
export const GET: RequestHandler = ({ params, locals }) =>
	ownFileAt(locals, addressed(params) ?? error(404, words(locals.lang).errors.notFound));
