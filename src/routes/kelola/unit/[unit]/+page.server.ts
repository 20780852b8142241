import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { faultsOf } from '#server/access/forms.ts';
import { mustProve } from '#server/access/session.ts';
import { decideMerge, decideMove, decideRename } from '#server/agency/unit-change.ts';
import {
	type ArrangeRefusal,
	type Arranging,
	mergeUnit,
	moveUnit,
	renameUnit,
	touched,
} from '#server/agency/unit-commands.ts';
import { RenameForm } from '#server/agency/unit-form.ts';
import type { LocalDate } from '#server/deadline/calendar.ts';
import { seenBy } from '#server/platform/db.ts';
import { proofPage } from '../../../akun/self.ts';
import { enter } from '../../enter.ts';
import { arranging, unitNamed, unitOptions } from '../units-page.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const administrator = enter(locals, 'units');
	const { directory, services, now } = locals;
	const unit = unitNamed(locals, params.unit);
	const ground = arranging(administrator, locals, '');
	return {
		unit,
		parent: (unit.parentId && directory.units.get(unit.parentId)?.name) || null,
		heir: (unit.successorId && directory.units.get(unit.successorId)) || null,
		counts: await seenBy(administrator.viewer, services.db, (tx) => touched(tx, ground, unit.id)),
		others: unitOptions(directory).filter(({ value }) => value !== unit.id),
		proof: mustProve(administrator.staff, now) ? proofPage(url.pathname) : null,
		today: ground.today,
		done: url.searchParams.get('selesai'),
		key: randomUUID(),
	};
};

/** Each act is looked at first, and saved when it was seen what it touches. */
export const actions: Actions = {
	rename: async (event) => {
		const { ground, text, isSure, unit, directory } = await asked(event);
		const typed = { name: text('name'), shortName: text('shortName'), from: text('from') };
		const named = RenameForm.safeParse(typed);
		if (!named.success) return fail(422, { of: 'rename' as const, typed, faults: faultsOf(named.error) });
		const name = { ...named.data, from: named.data.from as LocalDate }; // the form asked for a day
		const may = decideRename(unit, name, { directory, today: ground.today });
		if (!may.ok) return refused('rename', typed, may.refusal);
		if (!isSure) return { of: 'rename' as const, typed, preview: { from: unit.name, to: name.name } };
		return finish(
			await renameUnit(ground, unit.key, name),
			{ of: 'rename', typed, done: 'renamed' },
			unit.key,
		);
	},

	move: async (event) => {
		const { ground, text, isSure, unit, directory } = await asked(event);
		const typed = { parent: text('parent') };
		const above = decideMove(unit, typed.parent, directory);
		if (!above.ok) return refused('move', typed, above.refusal);
		if (!isSure) return { of: 'move' as const, typed, preview: { from: unit.name, to: above.value.name } };
		const moved = await moveUnit(ground, unit.key, typed.parent);
		return finish(moved, { of: 'move', typed, done: 'moved' }, unit.key);
	},

	merge: async (event) => {
		const { ground, text, isSure, unit, directory } = await asked(event);
		const typed = { successor: text('successor') };
		const heir = decideMerge(unit, typed.successor, directory);
		if (!heir.ok) return refused('merge', typed, heir.refusal);
		if (!isSure) return { of: 'merge' as const, typed, preview: { from: unit.name, to: heir.value.name } };
		const merged = await mergeUnit(ground, unit.key, typed.successor);
		return finish(merged, { of: 'merge', typed, done: 'merged' }, heir.value.key);
	},
};

async function asked({ locals, params, request }: RequestEvent) {
	const administrator = enter(locals, 'units');
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? '').slice(0, 120);
	return {
		ground: arranging(administrator, locals, text('key')) satisfies Arranging,
		text,
		isSure: text('sure') !== '',
		unit: unitNamed(locals, params.unit),
		directory: locals.directory,
	};
}

type Of = 'rename' | 'move' | 'merge';
type Typed = Readonly<Record<string, string>>;

function refused(of: Of, typed: Typed, { code }: ArrangeRefusal) {
	return fail(code === 'proof_needed' || code === 'demo_shared' ? 403 : 422, { of, typed, refused: code });
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: ArrangeRefusal };

function finish(answer: Answer, { of, typed, done }: { of: Of; typed: Typed; done: string }, key: string) {
	if (!answer.ok) return refused(of, typed, answer.refusal);
	redirect(303, `/kelola/unit/${key}?selesai=${done}`);
}
