import { error, fail, redirect } from '@sveltejs/kit';
import { takeInFromSp4n } from '#server/bridge/commands.ts';
import { localDate, parseLocalDate } from '#server/deadline/calendar.ts';
import { readFields } from '#server/report/reporter-form.ts';
import { words } from '#text/words.ts';
import { caseAddress } from '../../queue-address.ts';
import { atTheBridge } from '../desk.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { ENTRY_FIELDS, entryFaults, NO_ENTRY, submissionIn } from './entry.ts';

const LONGEST = 100;

export const load: PageServerLoad = ({ locals, url }) => {
	atTheBridge(locals);
	const { directory, lang, now } = locals;
	const regions = [...directory.regions.values()];
	return {
		fields: { ...NO_ENTRY, number: (url.searchParams.get('nomor') ?? '').slice(0, LONGEST) },
		today: localDate(now, directory.calendar),
		villages: regions
			.filter(({ kind }) => kind === 'village')
			.map(({ code, name, parentCode }) => ({
				value: code,
				label: `${name}, ${directory.regions.get(parentCode ?? '')?.name ?? ''}`,
			})),
		categories: [...directory.categories.values()].map(({ id, name, nameEn }) => ({
			value: String(id),
			label: lang === 'en' ? nameEn : name,
		})),
	};
};

export const actions: Actions = {
	/** Takes the report in; sent twice it is the same report, for a number belongs to one. */
	default: async ({ locals, request }) => {
		const { actor } = atTheBridge(locals);
		const { directory, services, now } = locals;
		const read = readFields(await request.formData(), ENTRY_FIELDS);
		if (!read.ok)
			error(400, `${words(locals.lang).errors.page['422'].lead} (${read.refusal.fields.join(', ')})`);
		const fields = read.value;
		const faults = entryFaults(fields);
		if (faults.length > 0) return fail(422, { fields, faults, refusal: null });
		const taken = await takeInFromSp4n(
			services,
			{
				submission: submissionIn(fields, directory),
				typed: fields.number,
				receivedOn: parseLocalDate(fields.receivedOn),
			},
			{ actor, directory, at: now },
		);
		if (!taken.ok) return fail(422, { fields, faults, refusal: taken.refusal });
		redirect(303, caseAddress(taken.value.code));
	},
};
