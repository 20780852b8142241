import { dataContact } from '#server/privacy/register-queries.ts';
import { enter } from '../../../enter.ts';
import { incidentOf } from '../incident.ts';
import type { PageServerLoad } from './$types.js';

/** Both notices, ready to print. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const inside = enter(locals, 'incidents');
	const incident = await incidentOf(locals, inside, params.nomor);
	const { services, directory, now } = locals;
	const { contact: office } = directory.agency.settings;
	const named = await dataContact(services.db.pool, inside.by.agencyId);
	return {
		incident,
		now,
		government: directory.agency.name,
		place: directory.agency.shortName,
		address: office.address,
		contact: named ?? { name: directory.agency.name, position: '', ...office },
	};
};
