import { randomUUID } from 'node:crypto';
import { type CategoryId, can, type UnitId } from '#server/access/policy.ts';
import { offeredCategories } from '#server/agency/category.ts';
import type { Category, Directory } from '#server/agency/directory.ts';
import { type Reply, repliesOf } from '#server/agency/settings-queries.ts';
import { openUnits } from '#server/agency/unit.ts';
import { localDate } from '#server/deadline/calendar.ts';
import { seenBy } from '#server/platform/db.ts';
import { clockEffects } from '#server/report/case-effects.ts';
import {
	fieldGroups,
	higherConfidentialities,
	isOfficerStep,
	type OfficerStep,
	otherKinds,
	VERIFIERS_REASONS,
} from '#server/report/case-fields.ts';
import { NO_FIELDS, type StepFields } from '#server/report/case-form.ts';
import { findCase, type OpenedCase, similarTo } from '#server/report/case-open-commands.ts';
import type { CaseText, SimilarCase } from '#server/report/case-queries.ts';
import { movable } from '#server/report/commands.ts';
import { maskPersonalData } from '#server/report/personal-data.ts';
import { bookPinned } from '#server/report/pinned-book.ts';
import { gridShape } from '#server/report/redaction-form.ts';
import { type StagedPhoto, stagedPhotos } from '#server/report/staged-photo-queries.ts';
import { STEPS, type StepRule } from '#server/report/steps.ts';
import { suggestUnits } from '#server/routing/suggest.ts';
import { words } from '#text/words.ts';
import { codeIn, looking, notThere, signedIn } from '../../../../signed-in.ts';
import { photoOf } from '../../history.ts';
import { hasReplies, repliedWords, replyChoice } from './reply-choice.ts';
import { readersOf } from './step-preview.ts';
import { shownProof } from './step-proof.ts';

export type StepCase = {
	readonly step: OfficerStep;
	readonly found: OpenedCase;
	readonly similar: readonly SimilarCase[];
	/** Prepared for this step. */
	readonly replies: readonly Reply[];
	/** Photographs the viewer uploaded for it. */
	readonly staged: readonly StagedPhoto[];
};

/** The case and the step an address names, as far as the viewer sees the case; else the same answer as for none. */
export async function stepCase(
	locals: App.Locals,
	params: { kode: string; langkah: string },
): Promise<StepCase> {
	const { actor } = signedIn(locals);
	const look = looking(locals, codeIn(locals, params.kode));
	const seen = await seenBy(actor, locals.services.db, async (tx) => {
		const found = await findCase(tx, look);
		const similar = found && params.langkah === 'merge' ? await similarTo(tx, found, look) : [];
		const replies =
			found && hasReplies(params.langkah) ? await repliesOf(tx, actor.agencyId, params.langkah) : [];
		return found && { found, similar, replies, staged: await stagedPhotos(tx, found.report.id) };
	});
	if (!seen || !isOfficerStep(params.langkah)) notThere(locals);
	return { step: params.langkah, ...seen };
}

export function isOpen({ step, found }: StepCase): boolean {
	return found.file.open.includes(step);
}

/** Whether the step is the viewer's to take at all, wherever the report stands now. */
export function mayEver({ step, found }: StepCase, locals: App.Locals): boolean {
	const { actor } = signedIn(locals);
	const rule: StepRule = STEPS[step];
	return [rule.by].flat().some((capability) => can(actor, capability, found.report));
}

export function groupsOf({ step, found: { report, file } }: StepCase) {
	return fieldGroups(step, { ...report, hasPhotos: file.photos.length > 0 });
}

/** What the address asks to be filled in: a target, a prepared reply. */
type Wanted = { readonly ke: string | null; readonly balasan: string | null };

/** Everything the page of a step shows before anything is typed. */
export function stepPage(at: StepCase, locals: App.Locals, { ke, balasan }: Wanted) {
	const { step, found } = at;
	const { report, file } = found;
	const { directory, now } = locals;
	return {
		step,
		code: file.code,
		title: file.text?.title ?? file.code,
		text: file.text,
		proposed: file.proposed,
		source: STEPS[step].source,
		readers: readersOf(step, found),
		isOpen: isOpen(at),
		groups: groupsOf(at),
		effects: clockEffects(step, movableClocked(found, locals), {
			at: now,
			directory,
			book: bookPinned(directory, report),
		}),
		fields: { ...firstFields(at, locals, ke), ...repliedWords(at, locals, balasan) },
		...replyChoice(at, ke, balasan),
		key: randomUUID(),
		version: report.version,
		seen: report.lastSeq,
		isPublished: file.publicCopy !== null,
		staged: shownProof(at, locals),
		...choices(at, locals),
	};
}

function movableClocked({ report }: OpenedCase, { directory, now }: App.Locals) {
	return { ...movable(report, directory, now), clocks: report.clocks, receivedAt: report.receivedAt };
}

/** What can be chosen from. */
function choices({ found, similar }: StepCase, { directory, lang, now }: App.Locals) {
	const { report, file } = found;
	const { text, district, village } = file;
	const story = text ? `${text.title} ${text.body} ${text.place}` : '';
	const mayGet = ({ id }: { id: UnitId }) => id !== report.aboutUnitId;
	return {
		suggestions: suggestUnits(
			{ story, district: district?.code ?? '', village: village?.code ?? '' },
			directory,
		)
			.filter(({ unitId }) => unitId !== report.aboutUnitId)
			.map(({ unitId, ...why }) => ({
				...why,
				unitId: String(unitId),
				name: directory.units.get(unitId)?.shortName ?? '',
			})),
		units: openUnits(directory)
			.filter(mayGet)
			.map(({ id, name }) => ({ value: String(id), label: name })),
		categories: chosenFrom(directory, report.categoryId, now).map(({ id, name, nameEn }) => ({
			value: String(id),
			label: lang === 'en' ? nameEn : name,
		})),
		similar: similar.map(({ code, title }) => ({ code, title })),
		reasons: VERIFIERS_REASONS,
		kinds: otherKinds(report.kind),
		confidentialities: higherConfidentialities(report.confidentiality),
		photos: file.photos.map((photo) => ({
			...photo,
			shape: gridShape(photo),
			picture: photoOf(file.code, photo, words(lang)),
		})),
	};
}

/** Topics offered today, and the one the report has although it may be over. */
function chosenFrom(directory: Directory, own: CategoryId | null, now: Date): Category[] {
	const offered = offeredCategories(directory, localDate(now, directory.calendar));
	const kept = own ? directory.categories.get(own) : undefined;
	return kept && !offered.includes(kept) ? [...offered, kept] : offered;
}

/** The form before anything is typed: what is known already, copies masked by machine. */
function firstFields(
	{ found: { report, file } }: StepCase,
	{ lang }: App.Locals,
	wanted: string | null,
): StepFields {
	const { marks } = words(lang).form;
	const masked = ({ title, body, place }: CaseText): CaseText => ({
		title: maskPersonalData(title, marks),
		body: maskPersonalData(body, marks),
		place: maskPersonalData(place, marks),
	});
	const none = { title: '', body: '', place: '' };
	const forPublic = file.publicCopy ?? (file.text ? masked(file.text) : none);
	const forUnit = file.handlingCopy ?? (file.text ? masked(file.text) : none);
	return {
		...NO_FIELDS,
		target: wanted ?? '',
		other: wanted ?? '',
		category: String(report.categoryId ?? ''),
		publicTitle: forPublic.title,
		publicBody: forPublic.body,
		publicPlace: forPublic.place,
		handlingTitle: forUnit.title,
		handlingBody: forUnit.body,
		handlingPlace: forUnit.place,
	};
}
