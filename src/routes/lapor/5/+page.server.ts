import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import type { Directory } from '#server/agency/directory.ts';
import { addReceipt } from '#server/platform/receipt-cookie.ts';
import { type Draft, submissionOf } from '#server/report/draft.ts';
import { sendDraft } from '#server/report/draft-commands.ts';
import { maskedTexts, personalDataOf, promisesFor } from '#server/report/draft-preview.ts';
import { firstNameOf } from '#server/report/publication.ts';
import type { Submission } from '#server/report/submission.ts';
import { words } from '#text/words.ts';
import { changeOwnDraft, cookieOptions, DRAFT_COOKIE, draftFor, formOf, ticketOf } from '../draft-request.ts';
import { keepSent } from '../terima/sent-cookie.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { directory, lang, now } = event.locals;
	const draft = await draftFor(event, 5);
	const report = submissionOf(draft, directory, lang);
	const { verifierUnitId, ...promises } = promisesFor(report, directory, now);
	const isPublic = report.confidentiality !== 'confidential';
	return {
		key: draft.key,
		hours: directory.agency.settings.draftHours,
		report: shownOf(report, directory),
		promises: { ...promises, receives: directory.units.get(verifierUnitId)?.name ?? '' },
		isPublic,
		firstName: report.name ? firstNameOf(report.name) : null,
		personal: isPublic ? personalDataOf(report) : [],
		justMasked: event.url.searchParams.has('samar'),
	};
};

export const actions = {
	/** Replaces every piece of personal data in the texts by a mark; nobody keeps what stood there. */
	samarkan: async (event) => {
		const { directory, lang } = event.locals;
		await changeOwnDraft(event, (draft) => masked(draft, directory, lang));
		redirect(303, '/lapor/5?samar#preview');
	},

	kirim: async (event) => {
		const { fields } = await formOf(event, { key: 'line', truth: 'line' });
		if (fields.truth === '') return fail(422, { truthMissing: true });
		return send(event, fields.key);
	},
} satisfies Actions;

function masked(draft: Draft, directory: Directory, lang: Submission['lang']): Draft {
	const { title, body, place } = maskedTexts(submissionOf(draft, directory, lang), words(lang).form.marks);
	// A title that was never typed follows the story by itself.
	return { ...draft, typed: { ...draft.typed, ...(draft.typed.title ? { title } : {}), story: body, place } };
}

async function send(event: RequestEvent, key: string): Promise<never> {
	const { locals, cookies, url } = event;
	const { services, directory, lang, touched } = locals;
	const ticket = ticketOf(event);
	const sent = ticket && (await sendDraft(services, { ticket, key, directory, lang }));
	if (!sent?.ok)
		redirect(303, sent?.refusal.code === 'draft_faulty' ? `/lapor/${sent.refusal.step}` : '/lapor/1');
	touched.add(sent.value.code);
	addReceipt(services.ring, cookies, sent.value, url);
	keepSent(event, sent.value);
	cookies.delete(DRAFT_COOKIE, cookieOptions(url));
	redirect(303, '/lapor/terima');
}

/** The report in names instead of codes. */
function shownOf(report: Submission, { regions, units }: Directory) {
	const { kind, title, body, place, confidentiality, occurredOn } = report;
	const nameOf = (code: string | null) => (code ? regions.get(code)?.name : undefined);
	const office = report.addressedTo ?? report.aboutUnitId;
	return {
		kind,
		title,
		body,
		confidentiality,
		occurredOn,
		where: [place, nameOf(report.villageCode), nameOf(report.districtCode)].filter(Boolean).join(', '),
		office: office ? (units.get(office)?.name ?? null) : null,
		isAbout: report.aboutUnitId !== null,
		photos: report.photos.length,
		files: report.files.length,
	};
}
