import { parseCode } from '#server/report/tracking-code.ts';
import type { PageServerLoad } from './$types.js';

/** What seems wrong with a typed code, so that it can be put right. */
export const load: PageServerLoad = ({ url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const typed = (url.searchParams.get('kode') ?? '').slice(0, 40);
	const code = parseCode(typed);
	return { typed, problem: code.ok ? null : code.refusal };
};
