import { dataContact } from '#server/privacy/register-queries.ts';
import { rulesOf } from '#server/privacy/request-commands.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals: { directory, services }, setHeaders }) => {
	setHeaders({ 'x-tuntas-keep': '*' });
	const { id, settings } = directory.agency;
	return {
		contact: settings.contact,
		officer: (await dataContact(services.reader.pool, id)) ?? null,
		rules: await rulesOf(services.reader, id),
	};
};
