import { publishedRoots } from '#server/monitor/queries.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals: { directory, services }, setHeaders }) => {
	setHeaders({ 'x-tuntas-keep': '*' });
	return { roots: await publishedRoots(services.reader.pool, directory.agency.id) };
};
