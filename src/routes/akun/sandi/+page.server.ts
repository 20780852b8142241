import { fail, redirect } from '@sveltejs/kit';
import { changePassword } from '#server/access/account-commands.ts';
import { faultsOf, PASSWORD, PasswordForm } from '#server/access/forms.ts';
import { keepSession } from '../../masuk/gate.ts';
import { changeOf, forbid, provenSelf, self } from '../self.ts';
import type { Actions, PageServerLoad } from './$types.js';

const HERE = '/akun/sandi';

export const load: PageServerLoad = ({ locals, request }) => {
	// After a refused post the page says so; only a first look is sent to the proof.
	const { email } = request.method === 'POST' ? self(locals, HERE) : provenSelf(locals, HERE);
	return { email, limits: PASSWORD };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, request } = event;
		const form = PasswordForm.safeParse(Object.fromEntries(await request.formData()));
		if (!form.success) return fail(422, { faults: faultsOf(form.error) });

		const { password } = form.data;
		const changed = await changePassword(locals.services.db, self(locals, HERE), {
			...changeOf(locals),
			password,
		});
		if (!changed.ok) return forbid(changed.refusal, HERE);
		keepSession(event, changed.value.session);
		redirect(303, '/akun?selesai=passwordSaved');
	},
};
