import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import type * as z from 'zod';
import { faultsOf } from '#server/access/forms.ts';
import { mustProve } from '#server/access/session.ts';
import { type AskedOfUnit, decideChange, decidePlan, type UNIT_ACTS } from '#server/agency/unit-change.ts';
import { type ArrangeRefusal, cancelPlan, changeUnit, touched } from '#server/agency/unit-commands.ts';
import { DayForm, RenameForm } from '#server/agency/unit-form.ts';
import { plansAhead } from '#server/agency/unit-plan-queries.ts';
import type { LocalDate } from '#server/deadline/calendar.ts';
import { seenBy } from '#server/platform/db.ts';
import { idIn } from '#server/platform/id.ts';
import { proofPage } from '../../../akun/self.ts';
import { enter } from '../../enter.ts';
import { arranging, planShown, unitNamed, unitOptions } from '../units-page.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const administrator = enter(locals, 'units');
	const { directory, services, now } = locals;
	const unit = unitNamed(locals, params.unit);
	const ground = arranging(administrator, locals, '');
	const { counts, plans } = await seenBy(administrator.viewer, services.db, async (tx) => ({
		counts: await touched(tx, ground, unit.id),
		plans: await plansAhead(tx, directory.agency.id),
	}));
	const plan = plans.find(({ unitId }) => unitId === unit.id);
	return {
		unit,
		parent: (unit.parentId && directory.units.get(unit.parentId)?.name) || null,
		heir: (unit.successorId && directory.units.get(unit.successorId)) || null,
		counts,
		plan: plan ? planShown(plan, directory) : null,
		others: unitOptions(directory).filter(({ value }) => value !== String(unit.id)),
		proof: mustProve(administrator.staff, now) ? proofPage(url.pathname) : null,
		today: ground.today,
		done: url.searchParams.get('selesai'),
		key: randomUUID(),
	};
};

/** Each act is looked at first, and saved when it was seen what it touches; a day ahead makes a plan of it. */
export const actions: Actions = {
	rename: (event) => change(event, 'rename'),
	move: (event) => change(event, 'move'),
	merge: (event) => change(event, 'merge'),

	cancel: async (event) => {
		const { ground, unit } = await asked(event);
		return finish(await cancelPlan(ground, unit.key), { of: 'cancel', typed: {}, done: 'cancelled' });
	},
};

type Of = (typeof UNIT_ACTS)[number];
const DONE = { rename: 'renamed', move: 'moved', merge: 'merged' } as const satisfies Record<Of, string>;

async function change(event: RequestEvent, of: Of) {
	const { ground, text, isSure, unit, directory } = await asked(event);
	const { typed, read } = readChange(text, of);
	if (!read.success) return fail(422, { of, typed, faults: faultsOf(read.error) });
	const { today } = ground;
	const isAhead = read.data.from > today;
	const other = (isAhead ? decidePlan : decideChange)(unit, read.data, { directory, today });
	if (!other.ok) return refused(of, typed, other.refusal);
	if (!isSure) {
		const to = other.value?.name ?? typed.name ?? '';
		return { of, typed, preview: { from: unit.name, to, day: isAhead ? read.data.from : null } };
	}
	const changed = await changeUnit(ground, unit.key, read.data);
	return finish(changed, { of, typed, done: isAhead ? 'planned' : DONE[of] });
}

type Read =
	| { readonly success: true; readonly data: AskedOfUnit }
	| { readonly success: false; readonly error: z.ZodError };

function readChange(text: (name: string) => string, of: Of) {
	return of === 'rename' ? nameIn(text) : targetIn(text, of);
}

function nameIn(text: (name: string) => string): { typed: Typed; read: Read } {
	const typed = { name: text('name'), shortName: text('shortName'), from: text('from') };
	const read = RenameForm.safeParse(typed);
	if (!read.success) return { typed, read };
	const { from, ...name } = read.data;
	return { typed, read: { success: true, data: { act: 'rename', ...name, from: from as LocalDate } } }; // the form asked for a day
}

function targetIn(text: (name: string) => string, act: 'move' | 'merge'): { typed: Typed; read: Read } {
	const typed = { target: text('target'), from: text('from') };
	const read = DayForm.safeParse(typed);
	if (!read.success) return { typed, read };
	return {
		typed,
		read: { success: true, data: { act, target: idIn(typed.target), from: read.data.from as LocalDate } },
	};
}

async function asked({ locals, params, request }: RequestEvent) {
	const administrator = enter(locals, 'units');
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? '').slice(0, 120);
	return {
		ground: arranging(administrator, locals, text('key')),
		text,
		isSure: text('sure') !== '',
		unit: unitNamed(locals, params.unit),
		directory: locals.directory,
	};
}

type Typed = Readonly<Record<string, string>>;

function refused(of: Of | 'cancel', typed: Typed, { code }: ArrangeRefusal) {
	return fail(code === 'proof_needed' || code === 'demo_shared' ? 403 : 422, { of, typed, refused: code });
}

type Answer = Awaited<ReturnType<typeof changeUnit>>;
type Finish = { readonly of: Of | 'cancel'; readonly typed: Typed; readonly done: string };

function finish(answer: Answer, { of, typed, done }: Finish) {
	if (!answer.ok) return refused(of, typed, answer.refusal);
	redirect(303, `/kelola/unit/${answer.value ?? ''}?selesai=${done}`);
}
