import { fail, redirect } from '@sveltejs/kit';
import { once } from '#server/access/change-log-commands.ts';
import { mustProve } from '#server/access/session.ts';
import { seenBy } from '#server/platform/db.ts';
import { newSecret } from '#server/platform/secret.ts';
import { decide, readRequestPage } from '#server/privacy/decision-commands.ts';
import { PARTS } from '#server/privacy/holdings.ts';
import { leftUntil } from '#server/privacy/rules.ts';
import { parseCode } from '#server/report/tracking-code.ts';
import { proofPage } from '../../../akun/self.ts';
import { notThere } from '../../../petugas/signed-in.ts';
import { enter } from '../../enter.ts';
import { typedIn } from '../../typed.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const { viewer, by, staff } = enter(locals, 'personalData');
	const { services, now } = locals;
	const seq = seqIn(locals, params.nomor);
	const page = await seenBy(viewer, services.db, (tx) =>
		readRequestPage(tx, { ring: services.ring, by, seq, at: now }),
	);
	if (!page) return notThere(locals);
	setHeaders({ 'cache-control': 'no-store' });
	return {
		...page,
		left: leftUntil(page.request.dueAt, now),
		key: newSecret(),
		proof: mustProve(staff, now) ? proofPage(`/kelola/data-pribadi/${seq}`) : null,
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const { viewer, by, staff } = enter(locals, 'personalData');
		const seq = seqIn(locals, params.nomor);
		const lines = ['key', 'decision', 'reasonCode', 'code', 'shownBy', ...PARTS] as const;
		const typed = await typedIn(request, lines, ['reason']);
		if (mustProve(staff, locals.now)) return fail(403, { refusal: 'proof_needed' as const, typed });
		const { key, decision, ...answer } = typed;
		const code = parseCode(answer.code);
		const deciding = {
			...answer,
			grant: decision === 'grant',
			parts: PARTS.filter((part) => typed[part] !== ''),
			code: code.ok ? code.value : null,
			seq,
			by,
			at: locals.now,
		};
		const form = { by, key, what: `data request ${seq}` };
		const decided = await seenBy(viewer, locals.services.db, (tx) =>
			once(tx, form, () => decide(tx, deciding)),
		);
		if (!decided.ok) return fail(422, { refusal: decided.refusal.code, typed });
		redirect(303, '/kelola/data-pribadi?tersimpan');
	},
};

function seqIn(locals: App.Locals, text: string): number {
	return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : notThere(locals);
}
