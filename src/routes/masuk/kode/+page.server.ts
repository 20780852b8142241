import { fail, redirect } from '@sveltejs/kit';
import { CodeForm } from '#server/access/forms.ts';
import { signInWithCode } from '#server/access/second-factor-commands.ts';
import { atTheGate, gateSecret, letIn, onward } from '../gate.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	if (!gateSecret(event)) redirect(303, `/masuk${event.url.search}`);
	return { restart: `/masuk${event.url.search}` };
};

export const actions: Actions = {
	default: async (event) => {
		const form = CodeForm.safeParse(Object.fromEntries(await event.request.formData()));
		if (!form.success) return fail(422, { refusal: { code: 'missing' as const } });

		const { db, ring } = event.locals.services;
		const step = await signInWithCode({ db, ring }, atTheGate(event), {
			secret: gateSecret(event),
			typed: form.data.code,
		});
		if (!step.ok) return fail(step.refusal.code === 'no_assignment' ? 403 : 401, { refusal: step.refusal });
		letIn(event, step.value);
		redirect(303, onward(event.url, step.value));
	},
};
