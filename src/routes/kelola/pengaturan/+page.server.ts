import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { once } from '#server/access/change-log-commands.ts';
import { faultsOf } from '#server/access/forms.ts';
import { NUMBERS, SettingsForm, shownSettings } from '#server/agency/settings.ts';
import { changeSettings } from '#server/agency/settings-commands.ts';
import { seenBy } from '#server/platform/db.ts';
import { notThere } from '../../petugas/signed-in.ts';
import { enter } from '../enter.ts';
import { fieldsOf } from '../form-fields.ts';
import type { Actions, PageServerLoad } from './$types.js';

const FIELDS = {
	...{
		photosMost: 5,
		photosMegabytes: 5,
		smallCell: 5,
		fewestRatings: 5,
		similarDays: 5,
		quietFrom: 6,
		quietTo: 6,
	},
	...{ address: 161, email: 161, phone: 161, emergencyPhone: 161, letterhead: 1200, key: 60 },
} as const;

export const load: PageServerLoad = ({ locals, url }) => {
	enter(locals, 'settings');
	return {
		first: { ...shownSettings(locals.directory.agency.settings), key: randomUUID() as string },
		numbers: NUMBERS,
		logo: locals.directory.agency.logo,
		done: url.searchParams.get('selesai'),
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'settings');
		const typed = fieldsOf(await request.formData(), FIELDS);
		const form = SettingsForm.safeParse(typed);
		if (!form.success) return fail(422, { typed, faults: Object.keys(faultsOf(form.error)).map(fieldIn) });
		const saved = await seenBy(viewer, locals.services.db, (tx) =>
			once(tx, { by, key: typed.key, what: 'settings' }, () =>
				changeSettings(tx, form.data, { by, at: locals.now }),
			),
		);
		if (!saved.ok) notThere(locals);
		redirect(303, '/kelola/pengaturan?selesai=ya');
	},
};

/** `letterhead.0` is a line of the letterhead. */
function fieldIn(path: string) {
	return (path.split('.')[0] ?? '') as Exclude<keyof typeof FIELDS, 'key'>; // paths of the form above
}
