import { termBookOn, verifierOf } from '#server/agency/directory.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { notThere } from '../../../signed-in.ts';
import { atDesk } from '../../at-desk.ts';
import type { PageServerLoad } from './$types.js';

/** What hangs in the waiting room of an office: the way to a report that is meant for it. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	const { directory, at } = atDesk(locals);
	const unit = [...directory.units.values()].find(({ key }) => key === params.kantor);
	if (!unit) notThere(locals);
	const verifier = verifierOf(directory, { kind: 'complaint', aboutUnitId: null, addressedTo: unit.id });
	const { terms } = termBookOn(directory, localDate(at, directory.calendar));
	const { contact } = directory.agency.settings;
	return {
		name: unit.name,
		agency: directory.agency.name,
		link: `${url.origin}/lapor?unit=${unit.key}`,
		home: url.host,
		isDirect: verifier === unit.id,
		verifier: directory.units.get(verifier)?.name ?? '',
		term: terms.complaint.verify,
		address: contact.address,
		emergency: contact.emergencyPhone,
	};
};
