import { redirect } from '@sveltejs/kit';
import { returnPath } from '#server/access/caller.ts';
import { langOf } from '#text/words.ts';
import type { RequestHandler } from './$types.js';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Remembers the language and goes back; a link, so that it works everywhere. */
export const GET: RequestHandler = ({ url, cookies }) => {
	const lang = langOf(url.searchParams.get('ke'));
	cookies.set('tuntas_bahasa', lang, {
		path: '/',
		maxAge: YEAR_SECONDS,
		sameSite: 'lax',
		httpOnly: true,
		secure: url.protocol === 'https:',
	});
	redirect(303, returnPath(url.searchParams.get('kembali'), '/'));
};
