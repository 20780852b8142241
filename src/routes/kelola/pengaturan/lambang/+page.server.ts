import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { once } from '#server/access/change-log-commands.ts';
import { changeLogo, removeLogo } from '#server/agency/logo-commands.ts';
import type { DrawnLogo } from '#server/agency/logo-queries.ts';
import { admitPhoto, type PhotoRefusal } from '#server/attachment/photo.ts';
import { seenBy } from '#server/platform/db.ts';
import { sha256 } from '#server/platform/hash.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { explain } from '#text/refusals.ts';
import { filesOf } from '../../../berkas/keep-files.ts';
import { notThere } from '../../../petugas/signed-in.ts';
import { enter } from '../../enter.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** One picture, as large as the largest scan of a coat of arms. */
const LIMITS = { most: 1, megabytes: 5 } as const;

export const load: PageServerLoad = ({ locals, url }) => {
	enter(locals, 'settings');
	return {
		logo: locals.directory.agency.logo,
		key: randomUUID(),
		megabytes: LIMITS.megabytes,
		done: url.searchParams.get('selesai'),
	};
};

export const actions: Actions = {
	simpan: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'settings');
		const form = await request.formData();
		const [file] = filesOf(form, 'picture');
		const bytes = new Uint8Array(file ? await file.arrayBuffer() : []);
		const drawn = await drawnAnew(bytes, locals);
		if (!drawn.ok) return fail(422, explain(drawn.refusal, locals.lang));
		const wish = { by, key: keyIn(form), what: 'logo' };
		await seenBy(viewer, locals.services.db, (tx) =>
			once(tx, wish, () => changeLogo(tx, drawn.value, { by, at: locals.now })),
		);
		redirect(303, '/kelola/pengaturan/lambang?selesai=ya');
	},

	hapus: async ({ locals, request }) => {
		const { viewer, by } = enter(locals, 'settings');
		const wish = { by, key: keyIn(await request.formData()), what: 'logo_removed' };
		const removed = await seenBy(viewer, locals.services.db, (tx) =>
			once(tx, wish, () => removeLogo(tx, { by, at: locals.now })),
		);
		if (!removed.ok) notThere(locals);
		redirect(303, '/kelola/pengaturan/lambang?selesai=hapus');
	},
};

const keyIn = (form: FormData) => String(form.get('key') ?? '').slice(0, 60);

/** The picture as photographs are taken in: opened in a process of its own, pixels only, small, on white; or why not. */
async function drawnAnew(
	bytes: Uint8Array,
	{ services }: App.Locals,
): Promise<Result<DrawnLogo, PhotoRefusal>> {
	const admitted = admitPhoto(bytes, LIMITS);
	if (!admitted.ok) return refuse(admitted.refusal);
	const clean = await services.reencoder.reencode(bytes);
	if (!clean.ok) return clean;
	const { bytes: drawn, width, height } = clean.value.thumbnail;
	return ok({ mediaType: clean.value.mediaType, bytes: drawn, width, height, sourceSha256: sha256(bytes) });
}
