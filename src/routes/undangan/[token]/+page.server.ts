import { error, fail } from '@sveltejs/kit';
import { faultsOf, LinkForm, PASSWORD } from '#server/access/forms.ts';
import { acceptLink, findLinkPage } from '#server/access/link-commands.ts';
import { enrolmentUri, spelled } from '#server/access/second-factor.ts';
import { words } from '#text/words.ts';
import { atTheGate, letIn } from '../../masuk/gate.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** For every link that opens nothing, whatever the reason. */
function over(lang: App.Locals['lang']): never {
	error(404, words(lang).errors.notFound);
}

function opening({ locals, params }: { locals: App.Locals; params: { token: string } }) {
	return { token: params.token, agencyId: locals.directory.agency.id, now: locals.now };
}

export const load: PageServerLoad = async (event) => {
	const { locals, request, setHeaders } = event;
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
	const { db, ring } = locals.services;
	const page = await findLinkPage({ db, ring }, opening(event));
	// The answer to the last post shows the recovery codes although the link is used up by it.
	if (!page && request.method !== 'POST') over(locals.lang);
	if (!page) return { page: null, limits: PASSWORD };
	const { secret, ...shown } = page;
	const uri = enrolmentUri(secret, { issuer: page.government, account: page.email });
	return { page: { ...shown, enrolment: { uri, secret: spelled(secret) } }, limits: PASSWORD };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request } = event;
		const { db, ring } = locals.services;
		if (!(await findLinkPage({ db, ring }, opening(event)))) over(locals.lang);
		const form = LinkForm.safeParse(Object.fromEntries(await request.formData()));
		if (!form.success) return fail(422, { faults: faultsOf(form.error) });

		const { password, code } = form.data;
		const agencyId = locals.directory.agency.id;
		const accepted = await acceptLink({ db, ring }, atTheGate(event), {
			token: params.token,
			agencyId,
			password,
			code,
		});
		if (!accepted.ok) {
			const fault = FAULT[accepted.refusal.code];
			return fault ? fail(422, { faults: { code: fault } }) : over(locals.lang);
		}
		const { codes, entered } = accepted.value;
		if (entered) letIn(event, entered);
		return { codes, isIn: entered !== null };
	},
};

const FAULT = { not_found: null, wrong_code: 'wrongCode', challenge_over: 'challengeOver' } as const;
