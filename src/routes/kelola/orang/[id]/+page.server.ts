import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { sendLink } from '#server/access/invite-commands.ts';
import {
	changeTerm,
	giveRole,
	type PeopleRefusal,
	restore,
	suspend,
} from '#server/access/people-commands.ts';
import { findPerson } from '#server/access/people-queries.ts';
import { type PostFaults, type PostFields, postOf, termOf } from '#server/access/posts.ts';
import { mustProve } from '#server/access/session.ts';
import { addCalendarDays, type LocalDate } from '#server/deadline/calendar.ts';
import { seenBy } from '#server/platform/db.ts';
import { proofPage } from '../../../akun/self.ts';
import { notThere } from '../../../petugas/signed-in.ts';
import { enter } from '../../enter.ts';
import { deciding, postChoices, postFields, postGround, shownPost } from '../people-page.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { staff, viewer } = enter(locals, 'people');
	const { directory, services, now } = locals;
	const agencyId = directory.agency.id;
	const person = await seenBy(viewer, services.db, (tx) => findPerson(tx, { agencyId, id: params.id, now }));
	if (!person) notThere(locals);
	return {
		person: { ...person, posts: person.posts.map((post) => shownPost(post, locals)) },
		isSelf: person.id === staff.personId,
		proof: mustProve(staff, now) ? proofPage(url.pathname) : null,
		done: url.searchParams.get('selesai'),
		key: randomUUID(),
		...postChoices(directory),
	};
};

export const actions: Actions = {
	give: async (event) => {
		const { ground, form, id } = await asked(event);
		const typed = postFields(form);
		const post = postOf(typed, postGround(event.locals));
		if (!post.ok) return fail(422, { typed, faults: post.refusal, of: 'give' });
		return answer(await giveRole(ground, id, post.value), event, { done: 'given', typed, of: 'give' });
	},

	term: async (event) => {
		const { ground, form, id } = await asked(event);
		const typed = postFields(form);
		const of = assignmentOf(form);
		const term = termOf(typed, ground.today);
		if (!term.ok) return fail(422, { typed, faults: term.refusal, of });
		const change = { assignmentId: of, term: term.value, as: 'role_changed' } as const;
		return answer(await changeTerm(ground, id, change), event, { done: 'changed', typed, of });
	},

	/** Yesterday was the last day: whoever works in that role just now is out at the next click. */
	end: async (event) => {
		const { ground, form, id } = await asked(event);
		const validUntil = addCalendarDays(ground.today as LocalDate, -1);
		const change = { assignmentId: assignmentOf(form), term: { validUntil } };
		const ended = await changeTerm(ground, id, { ...change, as: 'role_ended' });
		return answer(ended, event, { done: 'ended', of: 'end' });
	},

	suspend: async (event) => {
		const { ground, id } = await asked(event);
		return answer(await suspend(ground, id), event, { done: 'suspended', of: 'suspend' });
	},

	restore: async (event) => {
		const { ground, id } = await asked(event);
		return answer(await restore(ground, id), event, { done: 'restored', of: 'restore' });
	},

	/** The link stands in this one answer and nowhere else. */
	link: async (event) => {
		const { ground, id } = await asked(event);
		const made = await sendLink(ground, id);
		if (!made.ok || !made.value) return answer(made, event, { done: 'sent', of: 'link' });
		const { token, expiresAt } = made.value;
		return { made: { link: `${event.url.origin}/undangan/${token}`, expiresAt } };
	},
};

async function asked({ locals, params, request }: RequestEvent) {
	const administrator = enter(locals, 'people');
	const form = await request.formData();
	const key = String(form.get('key') ?? '').slice(0, 80);
	return { ground: deciding(administrator, locals, key), form, id: params.id };
}

function assignmentOf(form: FormData): string {
	return String(form.get('assignment') ?? '').slice(0, 80);
}

type Done = { readonly done: string; readonly of: string; readonly typed?: PostFields };
type Decision = { readonly ok: true } | { readonly ok: false; readonly refusal: PeopleRefusal };

/** Done is told on the page one is led to; refused, what was typed comes back. */
function answer(decision: Decision, { url }: RequestEvent, { done, of, typed }: Done) {
	if (decision.ok) redirect(303, `${url.pathname}?selesai=${done}`);
	const { code } = decision.refusal;
	const faults: PostFaults = {};
	return fail(code === 'proof_needed' || code === 'demo_shared' ? 403 : 422, {
		refused: code,
		typed,
		faults,
		of,
	});
}
