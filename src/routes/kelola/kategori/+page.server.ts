import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { once } from '#server/access/change-log-commands.ts';
import type { CategoryId } from '#server/access/policy.ts';
import { categoryIn, categoryOf, offeredCategories } from '#server/agency/category.ts';
import type { Category } from '#server/agency/directory.ts';
import { saveCategory } from '#server/agency/settings-commands.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { seenBy } from '#server/platform/db.ts';
import { idIn } from '#server/platform/id.ts';
import { notThere } from '../../petugas/signed-in.ts';
import { enter } from '../enter.ts';
import { fieldsOf } from '../form-fields.ts';
import type { Actions, PageServerLoad } from './$types.js';

const FIELDS = { id: 60, name: 160, nameEn: 160, unit: 60, validFrom: 10, validUntil: 10, key: 60 } as const;

export const load: PageServerLoad = ({ locals, url }) => {
	enter(locals, 'categories');
	const { directory, now } = locals;
	const offered = new Set(offeredCategories(directory, localDate(now, directory.calendar)));
	const asked = categoryIn(url.searchParams.get('ubah'), directory);
	return {
		categories: [...directory.categories.values()].map((category) => ({
			...category,
			unit: (category.unitId && directory.units.get(category.unitId)?.name) || null,
			isOffered: offered.has(category),
		})),
		units: [...directory.units.values()].map(({ id, name }) => ({ value: String(id), label: name })),
		first: firstFields(asked),
		done: url.searchParams.get('selesai'),
	};
};

function firstFields(category: Category | undefined) {
	const { id, name = '', nameEn = '', unitId, validFrom, validUntil } = category ?? {};
	return {
		id: String(id ?? ''),
		name,
		nameEn,
		unit: String(unitId ?? ''),
		validFrom: (validFrom ?? '') as string,
		validUntil: (validUntil ?? '') as string,
		key: randomUUID() as string,
	};
}

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'categories');
		const { directory, services, now } = locals;
		const typed = fieldsOf(await request.formData(), FIELDS);
		const id = idIn<CategoryId>(typed.id);
		if (typed.id !== '' && !id) notThere(locals);
		const category = categoryOf(typed, directory, id);
		if (!category.ok) return fail(422, { typed, faults: category.refusal });
		const saved = await seenBy(viewer, services.db, (tx) =>
			once(tx, { by, key: typed.key, what: 'category' }, () =>
				saveCategory(tx, { id, thing: category.value }, { by, at: now, units: directory.units }),
			),
		);
		if (!saved.ok) notThere(locals);
		redirect(303, '/kelola/kategori?selesai=ya');
	},
};
