import { fail, redirect } from '@sveltejs/kit';
import type { Directory } from '#server/agency/directory.ts';
import { intakeOf } from '#server/desk/case-queries.ts';
import { seenBy } from '#server/platform/db.ts';
import type { CaseFile } from '#server/report/case-file.ts';
import { readContact } from '#server/report/case-identity-commands.ts';
import { openCase } from '#server/report/case-open-commands.ts';
import { addNote, LONGEST_NOTE } from '#server/report/note-queries.ts';
import { findByCode } from '#server/report/queries.ts';
import { viewNamed } from '#server/report/queue-views.ts';
import { cleanText } from '#server/report/reporter-text.ts';
import { UNREADABLE } from '#server/report/sealed-identity.ts';
import { suggestUnits } from '#server/routing/suggest.ts';
import { caseAddress, placeIn } from '../../queue-address.ts';
import { codeIn, looking, notThere, signedIn } from '../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { historyOf } from './history.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { actor } = signedIn(locals);
	const { services, directory } = locals;
	const look = { ...looking(locals, codeIn(locals, params.kode)), ring: services.ring };
	const found = await seenBy(actor, services.db, async (tx) => {
		const page = await openCase(tx, look);
		return page && { page, intake: (await intakeOf(tx, look.code)) ?? null };
	});
	if (!found) notThere(locals);
	const { page, intake } = found;
	if (page.opened) locals.touched.add(page.file.code);

	const { file, person, similar, ppid } = page;
	const known = person === UNREADABLE ? null : person;
	const reporterName = known?.name ?? null;
	return {
		file,
		ppid,
		isBridged: page.file.textIs === 'original' && page.mayVerify,
		reporterName,
		isNameUnreadable: person === UNREADABLE,
		represented: known?.represented ?? null,
		intake,
		similar: similar.map(({ unitId, ...one }) => ({
			...one,
			unit: (unitId && directory.units.get(unitId)?.shortName) || null,
		})),
		suggestions: file.open.includes('forward') ? suggestionsFor(file, directory) : [],
		items: historyOf(file, reporterName, locals),
		from: placeIn(url.searchParams, viewNamed(url.searchParams.get('antrean'), actor.role)),
		done: url.searchParams.get('selesai'),
	};
};

function suggestionsFor({ text, district, village }: CaseFile, directory: Directory) {
	const story = text ? `${text.title} ${text.body} ${text.place}` : '';
	return suggestUnits({ story, district: district?.code ?? '', village: village?.code ?? '' }, directory).map(
		({ unitId, ...why }) => ({ ...why, unitId, name: directory.units.get(unitId)?.shortName ?? '' }),
	);
}

export const actions: Actions = {
	/** Adds an internal note; only the staff of the report ever read it. */
	catatan: async ({ locals, params, request }) => {
		const { actor } = signedIn(locals);
		const code = codeIn(locals, params.kode);
		const note = cleanText(String((await request.formData()).get('note') ?? ''));
		if (note === '') return fail(422, { note, fault: 'noteEmpty' as const });
		if (note.length > LONGEST_NOTE)
			return fail(422, { note, fault: 'noteTooLong' as const, most: LONGEST_NOTE });
		const added = await seenBy(actor, locals.services.db, async (tx) => {
			const report = await findByCode(tx, locals.directory.agency.id, code);
			return report ? addNote(tx, { id: report.id, body: note, actor, at: locals.now }) : false;
		});
		if (!added) notThere(locals);
		redirect(303, `${caseAddress(code)}?selesai=catatan#catatan`);
	},

	/** Shows how to reach a reporter who allowed it, once, in this answer only; the look is an entry. */
	kontak: async ({ locals, params }) => {
		const { actor } = signedIn(locals);
		const { services, directory, now } = locals;
		const code = codeIn(locals, params.kode);
		const contact = await seenBy(actor, services.db, async (tx) => {
			const report = await findByCode(tx, directory.agency.id, code);
			return report
				? readContact({ tx, ring: services.ring, look: { id: report.id, actor, at: now } })
				: null;
		});
		if (!contact) notThere(locals);
		return { contact };
	},
};
