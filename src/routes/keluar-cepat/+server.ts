import type { Cookies } from '@sveltejs/kit';
import { discardDraft } from '#server/report/draft-commands.ts';
import { cookieOptions, ticketOf } from '../lapor/draft-request.ts';
import type { RequestHandler } from './$types.js';

/** Where nothing tells what was read before: an encyclopaedia's front page. */
const NEUTRAL = { id: 'https://id.wikipedia.org/', en: 'https://en.wikipedia.org/' } as const;

/** Makes this browser forget what it held of anybody's reports, and leads away. A link on another site cannot do so. */
export const GET: RequestHandler = async (event) => {
	const { request, locals, cookies, url } = event;
	const isForeign = request.headers.get('sec-fetch-site') === 'cross-site';
	if (!isForeign) {
		const ticket = ticketOf(event);
		if (ticket) await discardDraft(locals.services, ticket);
		forget(cookies, url);
	}
	return new Response(null, {
		status: 303,
		headers: {
			location: NEUTRAL[locals.lang],
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
			...(isForeign ? {} : { 'clear-site-data': '"cache", "storage"' }),
		},
	});
};

/** Everything of ours but the language, which says nothing about anybody. */
function forget(cookies: Cookies, url: URL): void {
	const ours = cookies
		.getAll()
		.filter(({ name }) => /^(__Host-)?tuntas_/.test(name) && name !== 'tuntas_bahasa');
	for (const { name } of ours) cookies.delete(name, cookieOptions(url));
}
