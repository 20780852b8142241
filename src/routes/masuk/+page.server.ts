import { fail, redirect } from '@sveltejs/kit';
import { faultsOf, SignInForm } from '#server/access/forms.ts';
import { SESSION } from '#server/access/session.ts';
import { type SignInRefusal, signInWithPassword } from '#server/access/sign-in-commands.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { atTheGate, keepGate, namedAddress, onward } from './gate.ts';

/** With `bukti` a signed-in person proves once more who they are, before a dangerous act. */
export const load: PageServerLoad = ({ locals: { staff }, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const isProof = url.searchParams.has('bukti');
	if (staff && !isProof) redirect(303, onward(url, { assignments: 1 }));
	return {
		proving: staff ? { name: staff.name, email: staff.email } : null,
		passkeyAnswer: `/masuk/kunci${url.search}`,
		passkeyAt: namedAddress(url),
		signedOut: url.searchParams.has('keluar'),
		lasts: { idleHours: SESSION.idleMinutes / 60, hours: SESSION.absoluteHours },
	};
};

const STATUS = {
	wrong_credentials: 401,
	no_second_factor: 403,
	demo_closed: 403,
	wait: 429,
} as const satisfies Record<SignInRefusal['code'], number>;

export const actions: Actions = {
	default: async (event) => {
		const { locals, url, request, setHeaders } = event;
		const given = Object.fromEntries(await request.formData());
		// Who proves who they are is who is signed in.
		const form = SignInForm.safeParse(locals.staff ? { ...given, email: locals.staff.email } : given);
		const email = String(given.email ?? '').slice(0, 254);
		if (!form.success) return fail(422, { email, faults: faultsOf(form.error), refusal: null });

		const { db, ring } = locals.services;
		const step = await signInWithPassword({ db, ring }, atTheGate(event), form.data);
		if (step.ok) {
			keepGate(event, step.value.gate);
			redirect(303, `/masuk/kode${url.search}`);
		}
		const { refusal } = step;
		if (refusal.code === 'wait') setHeaders({ 'retry-after': String(refusal.seconds) });
		return fail(STATUS[refusal.code], { email, faults: {}, refusal });
	},
};
