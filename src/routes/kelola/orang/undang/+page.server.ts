import { randomUUID } from 'node:crypto';
import { fail } from '@sveltejs/kit';
import { faultsOf, InviteForm } from '#server/access/forms.ts';
import { type InviteRefusal, invite, type MadeLink } from '#server/access/invite-commands.ts';
import { type PostFields, postOf } from '#server/access/posts.ts';
import { proofPage } from '../../../akun/self.ts';
import { enter } from '../../enter.ts';
import { enterProven } from '../../proven.ts';
import { deciding, postChoices, postFields, postGround } from '../people-page.ts';
import type { Actions, PageServerLoad } from './$types.js';

const HERE = '/kelola/orang/undang';

export const load: PageServerLoad = ({ locals, request, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	// After a refused post the page says so; only a first look is sent to the proof.
	if (request.method === 'POST') enter(locals, 'people');
	else enterProven(locals, 'people', HERE);
	const isMailed = Boolean(locals.services.config.TUNTAS_SMTP);
	return { ...postChoices(locals.directory), key: randomUUID(), isMailed };
};

type Typed = { readonly name: string; readonly email: string; readonly post: PostFields };

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		const administrator = enter(locals, 'people');
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '').slice(0, 254);
		const typed: Typed = { name: text('name'), email: text('email'), post: postFields(form) };
		const person = InviteForm.safeParse(typed);
		const post = postOf(typed.post, postGround(locals));
		if (!person.success || !post.ok) {
			const faults = person.success ? {} : faultsWords(faultsOf(person.error));
			return fail(422, { typed, faults, postFaults: post.ok ? {} : post.refusal });
		}
		const ground = deciding(administrator, locals, text('key'));
		const invited = await invite(ground, { ...person.data, post: post.value });
		if (!invited.ok) return refused(invited.refusal, typed);
		if (!invited.value) return { repeated: true as const };
		return { made: shownLink(invited.value, url), personId: invited.value.personId, name: person.data.name };
	},
};

/** Each field has one thing to say. */
function faultsWords(faults: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
	return Object.fromEntries(Object.keys(faults).map((field) => [field, field]));
}

function refused({ code }: InviteRefusal, typed: Typed) {
	const proof = code === 'proof_needed' ? proofPage(HERE) : null;
	return fail(code === 'email_taken' || code === 'already_held' ? 422 : 403, { typed, refused: code, proof });
}

/** The whole address, shown in this one answer and nowhere else. */
function shownLink({ token, expiresAt }: MadeLink, { origin }: URL) {
	return { link: `${origin}/undangan/${token}`, expiresAt };
}
