import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { postAt } from '#server/access/bodies.ts';
import { faultsOf, InviteForm } from '#server/access/forms.ts';
import { type InviteRefusal, invite, type MadeLink, sendLink } from '#server/access/invite-commands.ts';
import { restore, suspend } from '#server/access/people-commands.ts';
import { findPerson, peoplePage } from '#server/access/people-queries.ts';
import { mustProve } from '#server/access/session.ts';
import { seenBy } from '#server/platform/db.ts';
import type { Result } from '#server/platform/result.ts';
import { proofPage } from '../../../akun/self.ts';
import { notThere } from '../../../petugas/signed-in.ts';
import { enter } from '../../enter.ts';
import { todayOf } from '../../orang/people-page.ts';
import { bodyNamed, decidingAt } from '../bodies-page.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

const ANYBODY = { words: null, unitId: null, state: null } as const;
const MOST = 200;

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const administrator = enter(locals, 'bodies');
	const body = await bodyNamed(administrator, locals, params.badan);
	const { viewer, by } = decidingAt(body, administrator, locals, '');
	const asked = { agencyId: by.agencyId, after: null, most: MOST, now: locals.now, today: todayOf(locals) };
	const people = await seenBy(viewer, locals.services.db, (tx) =>
		peoplePage(tx, { ...ANYBODY, role: body.role }, asked),
	);
	return {
		body,
		people: people.map(({ id, name, email, state, linkUntil }) => ({
			...{ id, name, email, state, linkUntil },
			isSelf: id === administrator.staff.personId,
		})),
		proof: mustProve(administrator.staff, locals.now) ? proofPage(url.pathname) : null,
		done: url.searchParams.get('selesai'),
		key: randomUUID(),
	};
};

export const actions: Actions = {
	invite: async (event) => {
		const { ground, body, text } = await asked(event);
		const typed = { name: text('name'), email: text('email') };
		const person = InviteForm.safeParse(typed);
		if (!person.success) return fail(422, { typed, faults: Object.keys(faultsOf(person.error)) });
		const invited = await invite(ground, { ...person.data, post: postAt(body) });
		if (!invited.ok) return refused(invited.refusal, typed);
		return invited.value ? shown(invited.value, person.data.name, event) : { repeated: true as const };
	},

	link: async (event) => {
		const { ground, text, id } = await askedOf(event);
		const made = await sendLink(ground, id);
		if (!made.ok) return refused(made.refusal);
		return made.value ? shown(made.value, text('name'), event) : { repeated: true as const };
	},

	suspend: async (event) => {
		const { ground, id } = await askedOf(event);
		return answer(await suspend(ground, id), 'suspended', event);
	},

	restore: async (event) => {
		const { ground, id } = await askedOf(event);
		return answer(await restore(ground, id), 'restored', event);
	},
};

async function asked({ locals, params, request }: RequestEvent) {
	const administrator = enter(locals, 'bodies');
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? '').slice(0, 254);
	const body = await bodyNamed(administrator, locals, params.badan);
	return { ground: decidingAt(body, administrator, locals, text('key')), body, text };
}

/** Of somebody who works for the body as such; its other people are its own administrator's. */
async function askedOf(event: RequestEvent) {
	const given = await asked(event);
	const { ground, body, text } = given;
	const of = { agencyId: body.id, id: text('person'), now: ground.now };
	const person = await seenBy(ground.viewer, ground.db, (tx) => findPerson(tx, of));
	if (!person?.posts.some(({ role }) => role === body.role)) notThere(event.locals);
	return { ...given, id: person.id };
}

/** The whole address, shown in this one answer and nowhere else. */
function shown({ token, expiresAt }: MadeLink, name: string, { url }: RequestEvent) {
	return { made: { link: `${url.origin}/undangan/${token}`, expiresAt, name } };
}

function answer(decision: Result<unknown, InviteRefusal>, done: string, { url }: RequestEvent) {
	if (!decision.ok) return refused(decision.refusal);
	redirect(303, `${url.pathname}?selesai=${done}`);
}

function refused({ code }: InviteRefusal, typed = { name: '', email: '' }) {
	return fail(code === 'proof_needed' || code === 'demo_shared' ? 403 : 422, { typed, refused: code });
}
