import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { once } from '#server/access/change-log-commands.ts';
import { termBookOn } from '#server/agency/directory.ts';
import { addVersion } from '#server/agency/term-commands.ts';
import { versionChanges } from '#server/agency/term-version.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { seenBy } from '#server/platform/db.ts';
import { enter } from '../enter.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { firstForm, readTermForm, versionOf } from './term-form.ts';

export const load: PageServerLoad = ({ locals, url }) => {
	enter(locals, 'terms');
	const { directory, now } = locals;
	const { termBooks } = directory;
	const inForce = termBookOn(directory, localDate(now, directory.calendar));
	return {
		versions: termBooks.map((book, at) => {
			const before = termBooks[at + 1];
			return {
				version: book.version,
				validFrom: book.validFrom,
				ofNation: book.ofNation,
				isInForce: book.id === inForce.id,
				isToCome: book.validFrom > localDate(now, directory.calendar),
				changes: before ? versionChanges(before, book) : [],
			};
		}),
		first: firstForm(directory, randomUUID()),
		leaderTitle: directory.agency.leaderTitle,
		done: url.searchParams.get('selesai'),
	};
};

export const actions: Actions = {
	/** Shows what differs; changes nothing. */
	periksa: async ({ locals, request }) => {
		enter(locals, 'terms');
		const typed = readTermForm(await request.formData(), locals.directory);
		const version = versionOf(typed, locals.directory, locals.now);
		if (!version.ok) return fail(422, { typed, faults: version.refusal });
		return { typed, preview: { validFrom: version.value.validFrom, changes: version.value.changes } };
	},

	simpan: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'terms');
		const { directory, services, now } = locals;
		const typed = readTermForm(await request.formData(), directory);
		const version = versionOf(typed, directory, now);
		if (!version.ok) return fail(422, { typed, faults: version.refusal });
		const added = await seenBy(viewer, services.db, (tx) =>
			once(tx, { by, key: typed.key, what: 'terms' }, () =>
				addVersion(tx, { book: version.value, over: typed.over }, { by, at: now }),
			),
		);
		if (!added.ok) return fail(409, { typed, overtaken: true });
		redirect(303, '/kelola/tenggat?selesai=ya');
	},
};
