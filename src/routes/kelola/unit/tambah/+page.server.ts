import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { faultsOf } from '#server/access/forms.ts';
import { ADDED_KINDS } from '#server/agency/unit-change.ts';
import { addUnit } from '#server/agency/unit-commands.ts';
import { NewUnitForm } from '#server/agency/unit-form.ts';
import { proofPage } from '../../../akun/self.ts';
import { enter } from '../../enter.ts';
import { enterProven } from '../../proven.ts';
import { arranging, unitOptions } from '../units-page.ts';
import type { Actions, PageServerLoad } from './$types.js';

const HERE = '/kelola/unit/tambah';

export const load: PageServerLoad = ({ locals, request }) => {
	// After a refused post the page says so; only a first look is sent to the proof.
	if (request.method === 'POST') enter(locals, 'units');
	else enterProven(locals, 'units', HERE);
	return { kinds: ADDED_KINDS, units: unitOptions(locals.directory), key: randomUUID() };
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const administrator = enter(locals, 'units');
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '').slice(0, 120);
		const typed = {
			name: text('name'),
			shortName: text('shortName'),
			kind: text('kind'),
			parent: text('parent'),
		};
		const asked = NewUnitForm.safeParse(typed);
		if (!asked.success) return fail(422, { typed, faults: faultsOf(asked.error) });
		const added = await addUnit(arranging(administrator, locals, text('key')), asked.data);
		if (added.ok) redirect(303, added.value ? `/kelola/unit/${added.value}?selesai=added` : '/kelola/unit');
		const { code } = added.refusal;
		return fail(422, { typed, refused: code, proof: code === 'proof_needed' ? proofPage(HERE) : null });
	},
};
