import { fail, redirect } from '@sveltejs/kit';
import { seenBy } from '#server/platform/db.ts';
import { setContact, setRule } from '#server/privacy/register-commands.ts';
import { dataContact } from '#server/privacy/register-queries.ts';
import { rulesOf } from '#server/privacy/request-commands.ts';
import { ADJUSTABLE } from '#server/privacy/rules.ts';
import { notThere } from '../../../petugas/signed-in.ts';
import { enter } from '../../enter.ts';
import { typedIn } from '../../typed.ts';
import type { Actions, PageServerLoad } from './$types.js';

const HERE = '/kelola/data-pribadi/aturan';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { by } = enter(locals, 'personalData');
	const { db } = locals.services;
	return {
		rules: await rulesOf(db, by.agencyId),
		contact: (await dataContact(db.pool, by.agencyId)) ?? null,
		saved: url.searchParams.has('tersimpan'),
	};
};

export const actions: Actions = {
	aturan: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'personalData');
		const { db } = locals.services;
		const typed = await typedIn(request, ['what', 'days', 'source']);
		const what = ADJUSTABLE.find((name) => name === typed.what) ?? notThere(locals);
		const rules = await rulesOf(db, by.agencyId);
		const days = /^\d{1,5}$/.test(typed.days) ? Number(typed.days) : Number.NaN;
		const source = typed.source.slice(0, 200);
		const set = await seenBy(viewer, db, (tx) =>
			setRule(tx, { what, days, source, rules }, { by, at: locals.now }),
		);
		if (!set.ok) return fail(422, { what, typed, rule: set.refusal.code });
		redirect(303, `${HERE}?tersimpan`);
	},

	kontak: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'personalData');
		const { db } = locals.services;
		const typed = await typedIn(request, ['name', 'position', 'email', 'phone', 'address']);
		const contact = {
			name: typed.name.slice(0, 200),
			position: typed.position.slice(0, 200),
			email: typed.email.slice(0, 254),
			phone: typed.phone.slice(0, 60) || null,
			address: typed.address.slice(0, 500),
		};
		const before = await dataContact(db.pool, by.agencyId);
		const set = await seenBy(viewer, db, (tx) => setContact(tx, { contact, before }, { by, at: locals.now }));
		if (!set.ok) return fail(422, { typedContact: typed, fault: set.refusal });
		redirect(303, `${HERE}?tersimpan`);
	},
};
