import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit';
import type { Result } from '#server/platform/result.ts';
import { forgetFiles } from '#server/report/draft-commands.ts';
import { hasPublicCopy } from '#server/report/publication.ts';
import { type OpenedReport, type OwnReport, readOwn, takeOwnStep } from '#server/report/reporter-commands.ts';
import { readFields } from '#server/report/reporter-form.ts';
import {
	OWN_STEP_FIELDS,
	OWN_STEPS,
	type OwnStep,
	type OwnStepFields,
	ownStepInput,
} from '#server/report/reporter-steps.ts';
import type { StoredFile, StoredPhoto } from '#server/report/submission.ts';
import { parseCode } from '#server/report/tracking-code.ts';
import { explain, type Refusal } from '#text/refusals.ts';
import { words } from '#text/words.ts';
import { arrivedOf, filesOf, keepArrived } from '../../berkas/keep-files.ts';
import { exchange } from '../../t/exchange.ts';

type Event = RequestEvent<{ code: string }>;
type Held = { readonly held: OpenedReport; readonly own: OwnReport };

/** Takes one of the reporter's steps; what was typed comes back with every refusal. */
export async function actOnOwn(event: Event, step: OwnStep) {
	const { lang, touched } = event.locals;
	const { fields, files } = await fieldsOf(event);
	const mine = await heldHere(event);
	if (!mine) return fail(422, { step, words: fields.words, expired: true, title: '', help: '' });

	const taken = await takeWithFiles(event, mine, { step, fields, files });
	if (!taken.ok) {
		const kept = taken.refusal.code === 'personal_data' ? taken.refusal.masked : fields.words;
		return fail(422, { step, words: kept, expired: false, ...explain(taken.refusal, lang) });
	}
	touched.add(mine.held.code);
	redirect(303, `/l/${mine.held.code}?tersimpan#perjalanan`);
}

async function fieldsOf({ request, locals }: Event) {
	const form = await request.formData();
	const read = readFields(form, OWN_STEP_FIELDS);
	if (read.ok) return { fields: read.value, files: filesOf(form) };
	const { title, help } = explain(read.refusal, locals.lang);
	error(400, `${title} ${help}`);
}

/** The report, when this browser still holds its receipt. */
async function heldHere({ locals, params }: Event): Promise<Held | undefined> {
	const { services, directory, now, receipts } = locals;
	const code = parseCode(params.code);
	const held = code.ok ? receipts.find((receipt) => receipt.code === code.value) : undefined;
	const own = held && (await readOwn(services, held, { directory, at: now }));
	return held && own ? { held, own } : undefined;
}

type Asked = {
	readonly step: OwnStep;
	readonly fields: OwnStepFields;
	readonly files: readonly File[];
};
type Taken = Awaited<ReturnType<typeof takeOwnStep>>;

/** Files are kept before the step and forgotten when it was not taken, or was taken before. */
async function takeWithFiles(event: Event, mine: Held, asked: Asked): Promise<Result<unknown, Refusal>> {
	const { services } = event.locals;
	const asks: readonly string[] = OWN_STEPS[asked.step].asks;
	const kept = await keepArrived(event.locals, asks.includes('photos') ? await arrivedOf(asked.files) : []);
	const [first] = kept.refused;
	const taken = first
		? { ok: false as const, refusal: first.refusal }
		: await take(event, mine, { ...asked, files: [...kept.photos, ...kept.files] });
	if (!taken.ok || taken.value === 'again') await forgetFiles(services.store, kept);
	return taken;
}

async function take(
	event: Event,
	{ held, own }: Held,
	{ step, fields, files }: Omit<Asked, 'files'> & { readonly files: readonly (StoredPhoto | StoredFile)[] },
): Promise<Taken | Result<never, Refusal>> {
	const { services, directory, now, lang } = event.locals;
	const again = await typedAgain(event, step, fields);
	if (!again.ok) return again;
	const input = ownStepInput(step, fields, {
		isPublic: hasPublicCopy(own.report),
		marks: words(lang).form.marks,
		receiptAgain: again.value === held.id,
	});
	if (!input.ok) return input;
	return takeOwnStep(services, {
		id: held.id,
		step,
		input: input.value,
		files,
		version: Number.parseInt(fields.version, 10),
		key: fields.key,
		directory,
		at: now,
	});
}

/** The report whose receipt was typed with this step; null for steps that do not ask. */
async function typedAgain(
	event: Event,
	step: OwnStep,
	{ receipt }: OwnStepFields,
): Promise<Result<string | null, Refusal>> {
	const asks: readonly string[] = OWN_STEPS[step].asks;
	if (!asks.includes('receipt')) return { ok: true, value: null };
	const opened = await exchange(event, receipt);
	return opened.ok ? { ok: true, value: opened.value.id } : opened;
}
