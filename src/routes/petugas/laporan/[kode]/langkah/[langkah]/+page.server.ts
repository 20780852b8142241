import { error, fail, redirect } from '@sveltejs/kit';
import { localDate } from '#server/deadline/calendar.ts';
import { seenBy } from '#server/platform/db.ts';
import { takeCaseStep, wasTaken } from '#server/report/case-commands.ts';
import { maskedFields } from '#server/report/case-faults.ts';
import { type FormGround, STEP_FIELDS, type StepFields, stepInput } from '#server/report/case-form.ts';
import type { StepInput } from '#server/report/guards.ts';
import { hasPublicCopy } from '#server/report/publication.ts';
import { findByCode } from '#server/report/queries.ts';
import { type PhotoWish, photoFields, photoWishes, unchosen } from '#server/report/redaction-form.ts';
import { originalKeys } from '#server/report/redaction-queries.ts';
import { readFields } from '#server/report/reporter-form.ts';
import { parseCode } from '#server/report/tracking-code.ts';
import { explain } from '#text/refusals.ts';
import { words } from '#text/words.ts';
import { filesOf } from '../../../../../berkas/keep-files.ts';
import { caseAddress } from '../../../../queue-address.ts';
import { looking, notThere, signedIn } from '../../../../signed-in.ts';
import { historyOf } from '../../history.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { groupsOf, isOpen, mayEver, type StepCase, stepCase, stepPage } from './step-page.ts';
import { decidePhotos, forgetRedacted } from './step-photos.ts';
import { previewOf } from './step-preview.ts';
import { asCasePhotos, discardProof, stageProof, withProof } from './step-proof.ts';

export const load: PageServerLoad = async ({ locals, params, url, request }) => {
	const at = await stepCase(locals, params);
	// After a form was answered the page shows what was typed, even when somebody else was faster.
	if (!isOpen(at) && request.method !== 'POST') notThere(locals);
	const { searchParams: asked } = url;
	return stepPage(at, locals, { ke: asked.get('ke'), balasan: asked.get('balasan') });
};

type Typed = { readonly at: StepCase; readonly fields: StepFields; readonly wishes: readonly PhotoWish[] };

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const at = await stepCase(locals, params);
		const form = await request.formData();
		const proof = asCasePhotos(at.staged);
		const photos = [...at.found.file.photos, ...proof];
		const read = readFields(form, { ...STEP_FIELDS, ...photoFields(photos) });
		if (!read.ok)
			error(400, `${words(locals.lang).errors.page['422'].lead} (${read.refusal.fields.join(', ')})`);
		const wishes = photoWishes(form, groupsOf(at).includes('photos') ? photos : proof);
		// Every field of the table was read; those of photographs ride along.
		const typed = { at, fields: read.value as unknown as StepFields, wishes };
		return (await changeProof(typed, form, locals)) ?? answer(typed, locals);
	},
};

/** Photographs of the office come and go before anything is decided; what was typed stays. */
async function changeProof(typed: Typed, form: FormData, locals: App.Locals) {
	const { at, fields } = typed;
	if (!groupsOf(at).includes('proof') || !isOpen(at)) return undefined;
	if (fields.discard) {
		await discardProof(fields.discard, at, locals);
		return kept(typed);
	}
	// Chosen and not yet uploaded: nobody has said what the public may see of it.
	if (!fields.upload && filesOf(form, 'proof').length === 0) return undefined;
	const refused = await stageProof(at, form, locals);
	if (refused.length === 0) return kept(typed);
	const proofRefused = refused.map(({ nth, refusal }) => ({ nth, ...explain(refusal, locals.lang) }));
	return fail(422, { ...kept(typed), faults: [], proofRefused });
}

async function answer(typed: Typed, locals: App.Locals) {
	const { at, fields } = typed;
	const isStale = fields.version !== String(at.found.report.version);
	if (!isOpen(at) && !(isStale && mayEver(at, locals))) notThere(locals);
	if (isStale) return overtaken(typed, locals);

	const ground = await formGround(at, fields, locals);
	if (fields.mask)
		return { ...kept(typed), fields: maskedFields(fields, ground, words(locals.lang).form.marks) };
	return decide(typed, ground, locals);
}

async function decide(typed: Typed, ground: FormGround, locals: App.Locals) {
	const { at, fields, wishes } = typed;
	const input = stepInput(fields, ground);
	const unfinished = unchosen(wishes);
	if (!input.ok) return fail(422, { ...kept(typed), faults: input.refusal, unchosen: unfinished });
	if (unfinished.length > 0) return fail(422, { ...kept(typed), faults: [], unchosen: unfinished });
	if (fields.take) return take(typed, input.value, locals);
	const preview = previewOf({ step: at.step, input: input.value, wishes }, at.found, locals);
	return { ...kept(typed), preview };
}

/** What was typed goes back with every answer. */
function kept({ fields, wishes }: Typed) {
	return { fields, wishes };
}

/** The report changed since the form was shown: by this very form, sent twice, or by somebody else. */
async function overtaken(typed: Typed, locals: App.Locals) {
	const { actor } = signedIn(locals);
	const { step, found } = typed.at;
	const form = { id: found.report.id, step, key: typed.fields.key, actor };
	if (await seenBy(actor, locals.services.db, (tx) => wasTaken(tx, form)))
		redirect(303, `${caseAddress(found.file.code)}?selesai=langkah`);
	return conflict(typed, locals);
}

/** Somebody else was faster: nothing is lost, and what they did stands beside it. */
function conflict(typed: Typed, locals: App.Locals) {
	const seen = Number(typed.fields.seen);
	const { file } = typed.at.found;
	const events = file.events.filter(({ seq }) => seq > seen);
	const meanwhile = historyOf({ ...file, notes: [], events }, null, locals);
	return fail(409, { ...kept(typed), conflict: { meanwhile, isOpen: isOpen(typed.at) } });
}

async function formGround(at: StepCase, fields: StepFields, locals: App.Locals): Promise<FormGround> {
	const [id, en] = [words('id').officer, words('en').officer];
	return {
		step: at.step,
		groups: groupsOf(at),
		directory: locals.directory,
		today: localDate(locals.now, locals.directory.calendar),
		isPublic: hasPublicCopy(at.found.report),
		empty: { phrases: [...id.phrases, ...en.phrases], fillers: [...id.fillers, ...en.fillers] },
		other: await otherReport(fields, locals),
	};
}

/** The report a merge goes into, as far as the viewer sees it. */
async function otherReport(
	{ other, otherCode }: StepFields,
	locals: App.Locals,
): Promise<StepInput['other']> {
	const code = parseCode(otherCode || other);
	if (!code.ok) return undefined;
	const { actor } = signedIn(locals);
	return seenBy(actor, locals.services.db, (tx) => findByCode(tx, locals.directory.agency.id, code.value));
}

async function take(typed: Typed, input: StepInput, locals: App.Locals) {
	const { services } = locals;
	const { report, file } = typed.at.found;
	const { actor, initials, directory, at } = looking(locals, file.code);
	const { staged } = typed.at;
	const originals = await seenBy(actor, services.db, (tx) => originalKeys(tx, report.id));
	const photos = await decidePhotos(typed.wishes, {
		services,
		photos: [...file.photos, ...asCasePhotos(staged)],
		keys: new Map([...originals, ...staged.map((photo) => [photo.id, photo.storageKey] as const)]),
	});
	if (!photos.ok) return fail(422, { ...kept(typed), faults: [], photoFailed: photos.refusal });

	const { step } = typed.at;
	const { version, id } = report;
	const request = { id, step, input, actor, initials, at, directory, version, key: typed.fields.key };
	const { taken, isSeen } = await seenBy(actor, services.db, async (tx) => ({
		taken: await takeCaseStep(tx, { ...request, ...withProof(photos.value, typed.at) }),
		isSeen: (await findByCode(tx, directory.agency.id, file.code)) !== undefined,
	}));
	if (!taken.ok || taken.value === 'before') await forgetRedacted(photos.value, services);
	if (!taken.ok) return refused(typed, taken.refusal.code, locals);
	locals.touched.add(file.code);
	// A unit that returned a report no longer sees it.
	redirect(303, isSeen ? `${caseAddress(file.code)}?selesai=langkah` : '/petugas?selesai=langkah');
}

async function refused(typed: Typed, code: string, locals: App.Locals) {
	if (code === 'report_not_found') notThere(locals);
	if (code !== 'version_conflict') return fail(422, { ...kept(typed), faults: [], refused: code });
	const at = await stepCase(locals, { kode: typed.at.found.report.code, langkah: typed.at.step });
	return conflict({ ...typed, at }, locals);
}
