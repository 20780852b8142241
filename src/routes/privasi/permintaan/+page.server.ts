import { error, fail, redirect } from '@sveltejs/kit';
import { PARTS } from '#server/privacy/holdings.ts';
import { readRequest } from '#server/privacy/request.ts';
import { askByForm, rulesOf } from '#server/privacy/request-commands.ts';
import { type FieldKinds, readFields } from '#server/report/reporter-form.ts';
import { explain } from '#text/refusals.ts';
import type { Actions, PageServerLoad } from './$types.js';

const FIELDS = {
	kind: 'line',
	name: 'line',
	reach: 'line',
	code: 'line',
	words: 'text',
	identity: 'line',
	contact: 'line',
	content: 'line',
} as const satisfies FieldKinds;

export const load: PageServerLoad = async ({ locals: { directory, services }, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { erasure_answer: term } = await rulesOf(services.reader, directory.agency.id);
	return {
		term,
		sent: /^PD-\d{4}-\d{1,7}$/.exec(url.searchParams.get('diminta') ?? '')?.[0] ?? null,
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { services, directory, now: at, lang } = locals;
		const read = readFields(await request.formData(), FIELDS);
		if (!read.ok) error(400, explain(read.refusal, lang).title);
		const typed = { ...read.value, code: read.value.code.slice(0, 20) };
		const parts = PARTS.filter((part) => typed[part] !== '');
		const asked = readRequest({ ...typed, parts });
		const entered = asked.ok ? await askByForm(services, asked.value, { directory, at }) : asked;
		if (!entered.ok) return fail(422, { refusal: entered.refusal, typed });
		redirect(303, `/privasi/permintaan?diminta=${entered.value.number}`);
	},
};
