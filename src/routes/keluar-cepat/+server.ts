import { type Cookies, redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types.js';

/** A page that says nothing about the one before. */
const ELSEWHERE = 'https://id.wikipedia.org';
const KEPT = 'tuntas_bahasa';
/** Whence browsers say a request comes; old ones say nothing. */
const OWN = ['same-origin', 'none'];

/**
 * Forgets what this browser holds, receipts, drafts and sign-in alike, and leaves for somewhere else. A link, because
 * a form's answer may not lead to another site; so only our own pages may ask for it, not a link from elsewhere.
 */
export const GET: RequestHandler = ({ cookies, request, setHeaders }) => {
	if (OWN.includes(request.headers.get('sec-fetch-site') ?? 'none')) {
		for (const name of heldBy(cookies)) cookies.delete(name, { path: '/' });
		setHeaders({ 'clear-site-data': '"cache", "storage"', 'cache-control': 'no-store' });
	}
	redirect(303, ELSEWHERE, { external: [ELSEWHERE] });
};

function heldBy(cookies: Cookies): string[] {
	return cookies
		.getAll()
		.map(({ name }) => name)
		.filter((name) => name.startsWith('tuntas_') && name !== KEPT);
}
