import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { FILE_LIMITS } from '#server/attachment/file.ts';
import { nearestVillage } from '#server/attachment/photo-place.ts';
import { cleanLine } from '#server/report/reporter-text.ts';
import { explain } from '#text/refusals.ts';
import { arrivedOf, filesOf, type RefusedFile } from '../../berkas/keep-files.ts';
import { draftFor } from '../draft-request.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { addFiles, describeFiles, removeFile } from './draft-files.ts';

export const load: PageServerLoad = async (event) => {
	const { photos, files, photoPlace } = await draftFor(event, 3);
	const { directory } = event.locals;
	const { settings } = directory.agency;
	const isOffered = photoPlace !== null && photoPlace !== 'asked';
	return {
		photos: photos.map(({ storageKey, thumbKey, alt, width, height }) => ({
			key: storageKey,
			thumb: thumbKey,
			alt,
			width,
			height,
		})),
		files: files.map(({ storageKey, ...file }) => ({ ...file, key: storageKey })),
		limits: { ...settings.photos, files: FILE_LIMITS },
		hours: settings.draftHours,
		near: isOffered ? nearestVillage(photoPlace, directory) : null,
		isOffered,
	};
};

export const actions = {
	tambah: async (event) => {
		const form = await fileForm(event);
		const files = filesOf(form);
		if (files.length === 0) return refused(event, [{ nth: 0, refusal: { code: 'photo_empty' } }]);
		return (await take(event, form, files)) ?? redirect(303, '/lapor/3#photos');
	},

	hapus: async (event) => {
		const form = await fileForm(event);
		await describeFiles(event, form);
		await removeFile(event, String(form.get('remove') ?? ''));
		redirect(303, '/lapor/3#photos');
	},

	/** Keeps what was written, and shows the page with what a script has uploaded meanwhile. */
	simpan: async (event) => {
		await describeFiles(event, await fileForm(event));
		redirect(303, '/lapor/3#photos');
	},

	/** Goes on; a file that was chosen but not yet uploaded comes along. */
	lanjut: async (event) => {
		const form = await fileForm(event);
		return (await take(event, form, filesOf(form))) ?? redirect(303, '/lapor/4');
	},
} satisfies Actions;

async function take(event: RequestEvent, form: FormData, files: readonly File[]) {
	const draft = await describeFiles(event, form);
	const notTaken = await addFiles(event, await arrivedOf(files), draft);
	return notTaken.length > 0 ? refused(event, notTaken) : undefined;
}

function refused({ locals }: RequestEvent, files: readonly RefusedFile[]) {
	return fail(422, { refused: files.map(({ nth, refusal }) => ({ nth, ...explain(refusal, locals.lang) })) });
}

/** Fields of this form are named after the files of the draft, so they are looked at one by one. */
async function fileForm({ request, locals }: RequestEvent): Promise<FormData> {
	const form = await request.formData();
	const unknown = [...form.keys()]
		.filter((name) => !/^(photos|remove|alt-[0-9a-f]{64})$/.test(name))
		.map(cleanLine);
	if (unknown.length === 0) return form;
	const { title, help } = explain({ code: 'unknown_fields', fields: unknown }, locals.lang);
	error(400, `${title} ${help}`);
}
