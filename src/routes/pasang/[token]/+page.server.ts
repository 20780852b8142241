import { error, fail } from '@sveltejs/kit';
import { faultsOf, PASSWORD, SetUpForm } from '#server/access/forms.ts';
import { enrolmentUri, spelled } from '#server/access/second-factor.ts';
import { completeSetUp, findSetUp } from '#server/access/set-up-commands.ts';
import { ZONES } from '#server/deadline/calendar.ts';
import { words } from '#text/words.ts';
import { atTheGate, letIn } from '../../masuk/gate.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** One zone for each of the country's three times. */
const CHOICES = [...new Map(Object.entries(ZONES).map(([value, { word }]) => [word, value]))].map(
	([label, value]) => ({ value, label }),
);

export const load: PageServerLoad = async ({ locals, params, request, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
	const { db, ring } = locals.services;
	const page = await findSetUp({ db, ring }, params.token, locals.now);
	// The answer to the last post shows the recovery codes although the link is used up by it.
	if (!page && request.method !== 'POST') error(404, words(locals.lang).errors.notFound);
	const { secret = '', agencyName = null } = page ?? {};
	const issuer = agencyName ?? words(locals.lang).frame.brand;
	return {
		agencyName,
		limits: PASSWORD,
		zones: CHOICES,
		enrolment: secret
			? { uri: enrolmentUri(secret, { issuer, account: url.hostname }), secret: spelled(secret) }
			: null,
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request } = event;
		const given = Object.fromEntries(await request.formData());
		const typed = Object.fromEntries(
			['agency', 'zone', 'name', 'email'].map((name) => [name, String(given[name] ?? '').slice(0, 254)]),
		);
		const { db, ring } = locals.services;
		if (!(await findSetUp({ db, ring }, params.token, locals.now)))
			error(404, words(locals.lang).errors.notFound);
		const form = SetUpForm.safeParse(given);
		if (!form.success) return fail(422, { typed, faults: faultsOf(form.error) });

		const done = await completeSetUp({ db, ring }, atTheGate(event), {
			token: params.token,
			form: form.data,
		});
		if (!done.ok) {
			const fault = FAULT[done.refusal.code];
			if (!fault) error(404, words(locals.lang).errors.notFound);
			return fail(422, { typed, faults: fault });
		}
		letIn(event, done.value);
		return { codes: done.value.codes };
	},
};

/** Which field a refusal is about; null: the page is not there any more. */
const FAULT = {
	not_found: null,
	no_assignment: null,
	agency_missing: { agency: 'agency' },
	email_taken: { email: 'emailTaken' },
	wrong_code: { code: 'wrongCode' },
	challenge_over: { code: 'challengeOver' },
} as const;
