import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals: { directory }, setHeaders }) => {
	setHeaders({ 'x-tuntas-keep': '*' });
	return { contact: directory.agency.settings.contact };
};
