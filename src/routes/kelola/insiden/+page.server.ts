import { fail, redirect } from '@sveltejs/kit';
import { once } from '#server/access/change-log-commands.ts';
import { seenBy } from '#server/platform/db.ts';
import { ok } from '#server/platform/result.ts';
import { newSecret } from '#server/platform/secret.ts';
import { fieldOf, readBreach } from '#server/privacy/breach.ts';
import { noteBreach } from '#server/privacy/breach-commands.ts';
import { breaches } from '#server/privacy/breach-queries.ts';
import { rulesOf } from '#server/privacy/request-commands.ts';
import { leftUntil } from '#server/privacy/rules.ts';
import { enter } from '../enter.ts';
import { typedIn } from '../typed.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => {
	const { viewer, by } = enter(locals, 'incidents');
	const { services, now, directory } = locals;
	const rules = await rulesOf(services.db, by.agencyId);
	const list = await seenBy(viewer, services.db, (tx) => breaches(tx, by.agencyId));
	return {
		incidents: list.map((incident) => ({ ...incident, left: leftUntil(incident.dueAt, now) })),
		term: rules.breach_notice,
		now: fieldOf(now, directory.calendar),
		key: newSecret(),
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'incidents');
		const { directory, now, services } = locals;
		const typed = await typedIn(
			request,
			['key', 'title', 'knownAt', 'subjectCount'],
			['happened', 'dataKinds', 'subjects', 'measures'],
		);
		const breach = readBreach(typed, { calendar: directory.calendar, now });
		if (!breach.ok) return fail(422, { faults: breach.refusal, typed });
		const rules = await rulesOf(services.db, by.agencyId);
		const noted = await seenBy(viewer, services.db, (tx) =>
			once(tx, { by, key: typed.key, what: 'breach' }, async () =>
				ok(await noteBreach(tx, breach.value, { by, at: now, rules })),
			),
		);
		redirect(303, noted.ok && noted.value ? `/kelola/insiden/${noted.value}` : '/kelola/insiden');
	},
};
