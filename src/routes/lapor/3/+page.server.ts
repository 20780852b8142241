import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { cleanLine } from '#server/report/reporter-text.ts';
import { explain } from '#text/refusals.ts';
import { filesOf } from '../../foto/keep-photos.ts';
import { draftFor } from '../draft-request.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { addPhotos, describePhotos, removePhoto } from './photos.ts';

export const load: PageServerLoad = async (event) => {
	const { photos } = await draftFor(event, 3);
	const { settings } = event.locals.directory.agency;
	return {
		photos: photos.map(({ storageKey, thumbKey, alt, width, height }) => ({
			key: storageKey,
			thumb: thumbKey,
			alt,
			width,
			height,
		})),
		limits: settings.photos,
		hours: settings.draftHours,
	};
};

export const actions = {
	tambah: async (event) => {
		const form = await photoForm(event);
		const files = filesOf(form);
		if (files.length === 0) return refusedPhotos(event, [{ nth: 0, refusal: { code: 'photo_empty' } }]);
		return (await take(event, form, files)) ?? redirect(303, '/lapor/3#photos');
	},

	hapus: async (event) => {
		const form = await photoForm(event);
		await describePhotos(event, form);
		await removePhoto(event, String(form.get('remove') ?? ''));
		redirect(303, '/lapor/3#photos');
	},

	/** Goes on; a photograph that was chosen but not yet uploaded comes along. */
	lanjut: async (event) => {
		const form = await photoForm(event);
		return (await take(event, form, filesOf(form))) ?? redirect(303, '/lapor/4');
	},
} satisfies Actions;

async function take(event: RequestEvent, form: FormData, files: readonly File[]) {
	const { photos } = await describePhotos(event, form);
	const refused = await addPhotos(event, files, photos.length);
	return refused.length > 0 ? refusedPhotos(event, refused) : undefined;
}

function refusedPhotos({ locals }: RequestEvent, refused: Awaited<ReturnType<typeof addPhotos>>) {
	return fail(422, {
		refused: refused.map(({ nth, refusal }) => ({ nth, ...explain(refusal, locals.lang) })),
	});
}

/** Fields of this form are named after the photographs of the draft, so they are looked at one by one. */
async function photoForm({ request, locals }: RequestEvent): Promise<FormData> {
	const form = await request.formData();
	const unknown = [...form.keys()]
		.filter((name) => !/^(photos|remove|alt-[0-9a-f]{64})$/.test(name))
		.map(cleanLine);
	if (unknown.length === 0) return form;
	const { title, help } = explain({ code: 'unknown_fields', fields: unknown }, locals.lang);
	error(400, `${title} ${help}`);
}
