import { fail, redirect } from '@sveltejs/kit';
import { confirmAuthenticator, newAuthenticator } from '#server/access/account-commands.ts';
import { CodeForm } from '#server/access/forms.ts';
import { enrolmentUri, spelled } from '#server/access/second-factor.ts';
import { keepSession } from '../../masuk/gate.ts';
import { changeOf, forbid, proofPage, self } from '../self.ts';
import type { Actions, PageServerLoad } from './$types.js';

const HERE = '/akun/autentikator';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const staff = self(locals, HERE);
	const { db, ring } = locals.services;
	const begun = await newAuthenticator({ db, ring }, staff, changeOf(locals));
	if (!begun.ok && begun.refusal.code === 'proof_needed') redirect(303, proofPage(HERE));
	if (!begun.ok) return { enrolment: null };
	const { secret } = begun.value;
	const issuer = locals.directory.agency.shortName;
	return {
		enrolment: { uri: enrolmentUri(secret, { issuer, account: staff.email }), secret: spelled(secret) },
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, request } = event;
		const form = CodeForm.safeParse(Object.fromEntries(await request.formData()));
		if (!form.success) return fail(422, { refusal: { code: 'missing' as const }, proof: null });

		const { db, ring } = locals.services;
		const typed = form.data.code;
		const confirmed = await confirmAuthenticator({ db, ring }, self(locals, HERE), {
			...changeOf(locals),
			typed,
		});
		if (!confirmed.ok) return forbid(confirmed.refusal, HERE);
		keepSession(event, confirmed.value.session);
		redirect(303, '/akun?selesai=authenticatorSaved');
	},
};
