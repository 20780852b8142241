import type { Cookies } from '@sveltejs/kit';
import { discardDraft } from '#server/report/draft-commands.ts';
import { words } from '#text/words.ts';
import { cookieOptions, ticketOf } from '../lapor/draft-request.ts';
import type { RequestHandler } from './$types.js';

/** Where nothing tells what was read before: an encyclopaedia's front page. */
const NEUTRAL = { id: 'https://id.wikipedia.org/', en: 'https://en.wikipedia.org/' } as const;
/** Set by the desk (`static/loket/panel.js`) for this address alone: entries of other citizens wait on this computer. */
const DESK_WAITS = 'tuntas_antre';
const QUIETLY = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };

/** Makes this browser forget what it held of anybody's reports, and leads away. A link on another site cannot do so. */
export const GET: RequestHandler = async (event) => {
	const { request, locals, cookies, url } = event;
	const location = NEUTRAL[locals.lang];
	const isForeign = request.headers.get('sec-fetch-site') === 'cross-site';
	if (isForeign) return new Response(null, { status: 303, headers: { location, ...QUIETLY } });
	const ticket = ticketOf(event);
	if (ticket) await discardDraft(locals.services, ticket);
	forget(cookies, url);
	if (cookies.get(DESK_WAITS)) return allButTheDesk(location, locals.lang);
	return new Response(null, {
		status: 303,
		headers: { location, ...QUIETLY, 'clear-site-data': '"cache", "storage"' },
	});
};

/**
 * The header empties a browser whole or not at all. Where entries of a desk wait, a page of ours empties it of
 * everything else, and leads away itself.
 */
function allButTheDesk(location: string, lang: App.Locals['lang']): Response {
	const { leaving } = words(lang).frame;
	const page = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="3;url=${location}"><title>${leaving}</title><script src="/leave.js" type="module"></script><main><h1><a href="${location}" data-away>${leaving}</a></h1></main></html>`;
	return new Response(page, {
		headers: { 'content-type': 'text/html; charset=utf-8', ...QUIETLY, 'clear-site-data': '"cache"' },
	});
}

/** Everything of ours but the language and that a desk waits, which say nothing about anybody. */
function forget(cookies: Cookies, url: URL): void {
	const ours = cookies
		.getAll()
		.filter(({ name }) => /^(__Host-)?tuntas_/.test(name) && name !== 'tuntas_bahasa' && name !== DESK_WAITS);
	for (const { name } of ours) cookies.delete(name, cookieOptions(url));
}
