import { redirect } from '@sveltejs/kit';
import { parseCode } from '#server/report/tracking-code.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const code = parseCode(url.searchParams.get('kode') ?? '');
	if (!code.ok) redirect(303, '/lapor/2/mirip');
	return { code: code.value, already: url.searchParams.get('hasil') === 'already' };
};
