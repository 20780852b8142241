import { error, fail, redirect } from '@sveltejs/kit';
import { PARTS } from '#server/privacy/holdings.ts';
import { askErasure, rulesOf } from '#server/privacy/request-commands.ts';
import { leftUntil } from '#server/privacy/rules.ts';
import { type FieldKinds, readFields } from '#server/report/reporter-form.ts';
import { explain } from '#text/refusals.ts';
import { exchange } from '../../../t/exchange.ts';
import { unknownCode } from '../unknown.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { copyFor, heldHere } from './own-data.ts';

const FIELDS = {
	identity: 'line',
	contact: 'line',
	content: 'line',
	words: 'text',
	receipt: 'line',
} as const satisfies FieldKinds;

export const load: PageServerLoad = async ({ params, locals, setHeaders, url }) => {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
	const { copy } = await copyFor(locals, params.code);
	const { directory, services, now } = locals;
	const rules = await rulesOf(services.db, directory.agency.id);
	return {
		copy,
		lefts: copy.requests.map(({ dueAt }) => leftUntil(dueAt, now)),
		term: { hours: rules.erasure_answer.span, source: rules.erasure_answer.source },
		sent: /^PD-\d{4}-\d{1,7}$/.exec(url.searchParams.get('diminta') ?? '')?.[0] ?? null,
	};
};

export const actions: Actions = {
	hapus: async (event) => {
		const { locals, params, request } = event;
		const { services, directory, now: at, lang } = locals;
		const read = readFields(await request.formData(), FIELDS);
		if (!read.ok) error(400, explain(read.refusal, lang).title);
		const held = heldHere(locals, params.code);
		if (!held) return unknownCode(locals);
		const { words, receipt, ...ticked } = read.value;
		const parts = PARTS.filter((part) => ticked[part] !== '');
		const opened = await exchange(event, receipt);
		const receiptAgain = opened.ok && opened.value.id === held.id;
		const asked = await askErasure(
			services,
			{ reportId: held.id, parts, words, receiptAgain },
			{ directory, at },
		);
		if (!asked.ok) return fail(422, { code: asked.refusal.code, parts, words });
		redirect(303, `/l/${held.code}/data?diminta=${asked.value.number}#permintaan`);
	},
};
