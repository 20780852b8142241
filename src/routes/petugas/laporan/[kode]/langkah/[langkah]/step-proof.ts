import { seenBy } from '#server/platform/db.ts';
import { randomSalt } from '#server/platform/hash.ts';
import type { CasePhoto } from '#server/report/case-queries.ts';
import { forgetFiles } from '#server/report/draft-commands.ts';
import type { NewFile } from '#server/report/file-queries.ts';
import { gridShape } from '#server/report/redaction-form.ts';
import type { PhotoDecision } from '#server/report/redaction-queries.ts';
import { addStaged, type StagedPhoto, takeStaged } from '#server/report/staged-photo-queries.ts';
import { words } from '#text/words.ts';
import { filesOf, keepPhotos, type RefusedFile } from '../../../../../berkas/keep-files.ts';
import { signedIn } from '../../../../signed-in.ts';
import { photoOf } from '../../history.ts';
import type { StepCase } from './step-page.ts';

/** Photographs of an office as the chooser takes them: of nobody's eyes until something was chosen. */
export function asCasePhotos(staged: readonly StagedPhoto[]): CasePhoto[] {
	return staged.map(({ id, width, height }) => ({
		id,
		width,
		height,
		alt: '',
		fromWhom: 'office',
		seq: 1,
		shown: 'private',
	}));
}

export function shownProof({ staged, found }: StepCase, { lang }: App.Locals) {
	return asCasePhotos(staged).map((photo) => ({
		...photo,
		shape: gridShape(photo),
		picture: photoOf(found.file.code, photo, words(lang), 'bukti'),
	}));
}

/** Keeps the photographs a form brings until the step is taken; says which were not kept, and why. */
export async function stageProof(
	{ staged, found }: StepCase,
	form: FormData,
	locals: App.Locals,
): Promise<readonly RefusedFile[]> {
	const { actor } = signedIn(locals);
	const files = filesOf(form, 'proof');
	if (files.length === 0) return [{ nth: 0, refusal: { code: 'photo_empty' } }];
	const { kept, refused } = await keepPhotos(locals, files, staged.length);
	const { id: reportId, agencyId } = found.report;
	const { personId } = actor;
	if (kept.length > 0 && personId)
		await seenBy(actor, locals.services.db, (tx) =>
			addStaged(tx, { reportId, agencyId, personId, at: locals.now }, kept),
		);
	return refused;
}

export async function discardProof(id: string, { staged }: StepCase, locals: App.Locals): Promise<void> {
	const { actor } = signedIn(locals);
	if (!staged.some((photo) => photo.id === id)) return;
	const taken = await seenBy(actor, locals.services.db, (tx) => takeStaged(tx, [id]));
	await forgetFiles(locals.services.store, { photos: taken.map((photo) => ({ ...photo, alt: '' })) });
}

/** What was decided about photographs of the report, and the photographs that come with the step. */
export function withProof(decisions: readonly PhotoDecision[], { staged }: StepCase) {
	const ofStep = new Map(staged.map((photo) => [photo.id, photo]));
	return {
		staged: [...ofStep.keys()],
		photos: decisions.filter(({ id }) => !ofStep.has(id)),
		files: decisions.flatMap((decision) => {
			const photo = ofStep.get(decision.id);
			return photo ? [proofFile(photo, decision)] : [];
		}),
	};
}

function proofFile(photo: StagedPhoto, { choice, alt, key, thumb }: PhotoDecision): NewFile {
	const isWhole = choice === 'whole';
	return {
		...photo,
		alt,
		salt: randomSalt(),
		publicKey: isWhole ? photo.storageKey : key,
		publicThumbKey: isWhole ? photo.thumbKey : thumb,
	};
}
