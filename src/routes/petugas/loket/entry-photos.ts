import type { DeskPhotos } from '#server/desk/commands.ts';
import type { Entry } from '#server/desk/entry.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { PaperKind } from '#server/report/desk-record.ts';
import { forgetFiles } from '#server/report/draft-commands.ts';
import type { StoredPhoto } from '#server/report/submission.ts';
import { explain } from '#text/refusals.ts';
import { filesOf, keepPhotos } from '../../berkas/keep-files.ts';
import type { FieldError } from '../../lapor/fault-words.ts';

/** Which photographs an entry may bring besides its evidence; a letter's names stay only with an open report's. */
const PAPERS: readonly {
	readonly field: 'paperPhoto' | 'letterPhoto';
	readonly paper: PaperKind;
	readonly isWanted: (entry: Entry) => boolean;
}[] = [
	{ field: 'paperPhoto', paper: 'box_paper', isWanted: ({ way }) => way === 'box' || way === 'letter' },
	{
		field: 'letterPhoto',
		paper: 'authority_letter',
		isWanted: ({ proxy, confidentiality }) => proxy !== '' && confidentiality === 'open',
	},
];

/** Remakes and keeps the photographs of an entry: all of them or none. */
export async function photosOf(
	locals: App.Locals,
	entry: Entry,
	form: FormData,
): Promise<Result<DeskPhotos, FieldError[]>> {
	const evidence = await kept(locals, 'photos', filesOf(form));
	const papers = [];
	const all = [evidence];
	for (const { field, paper, isWanted } of PAPERS) {
		const photo = await kept(locals, field, isWanted(entry) ? filesIn(form, field).slice(0, 1) : []);
		all.push(photo);
		papers.push(...photo.photos.map((one) => ({ paper, photo: one })));
	}
	const errors = all.flatMap((one) => one.errors);
	if (errors.length === 0) return ok({ evidence: evidence.photos, papers });
	await forgetFiles(locals.services.store, { photos: all.flatMap(({ photos }) => photos) });
	return refuse(errors);
}

async function kept(locals: App.Locals, field: string, files: readonly File[]) {
	const { kept: photos, refused } = await keepPhotos(locals, files);
	const errors = refused.map(({ refusal }): FieldError => {
		const { title, help } = explain(refusal, locals.lang);
		return { field, message: `${title} ${help}` };
	});
	return { photos: photos as readonly StoredPhoto[], errors };
}

function filesIn(form: FormData, field: string): File[] {
	const own = new FormData();
	for (const file of form.getAll(field)) own.append('photos', file);
	return filesOf(own);
}
