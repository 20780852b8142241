import type { RequestEvent } from '@sveltejs/kit';
import { keepPhoto } from '#server/attachment/commands.ts';
import { admitCount, type PhotoRefusal } from '#server/attachment/photo.ts';
import { ok, type Result } from '#server/platform/result.ts';
import type { Draft } from '#server/report/draft.ts';
import { forgetPhotos } from '#server/report/draft-commands.ts';
import { cleanLine } from '#server/report/reporter-text.ts';
import { LIMITS, type StoredPhoto } from '#server/report/submission.ts';
import { changeOwnDraft } from '../draft-request.ts';

/** A photograph that was not taken, by the place it had among those sent. */
export type RefusedPhoto = { readonly nth: number; readonly refusal: PhotoRefusal };

/** The files of a form that hold something; a file field left alone sends an empty file without a name. */
export function filesOf(form: FormData): File[] {
	return form
		.getAll('photos')
		.filter((file): file is File => file instanceof File && (file.name !== '' || file.size > 0));
}

/** Remakes and keeps each photograph as long as there is room; says which were not taken, and why. */
export async function addPhotos(
	event: RequestEvent,
	files: readonly File[],
	already: number,
): Promise<RefusedPhoto[]> {
	const refused: RefusedPhoto[] = [];
	const kept: StoredPhoto[] = [];
	for (const [index, file] of files.entries()) {
		const photo = await remade(event, file, already + kept.length);
		if (photo.ok) kept.push(photo.value);
		else refused.push({ nth: index + 1, refusal: photo.refusal });
	}
	if (kept.length > 0) await addToDraft(event, kept);
	return refused;
}

async function remade(
	event: RequestEvent,
	file: File,
	already: number,
): Promise<Result<StoredPhoto, PhotoRefusal>> {
	const { services, directory } = event.locals;
	const limits = directory.agency.settings.photos;
	const room = admitCount(already, limits);
	if (!room.ok) return room;
	const photo = await keepPhoto(services, new Uint8Array(await file.arrayBuffer()), limits);
	return photo.ok ? ok({ ...photo.value, alt: '' }) : photo;
}

/** The draft may have got photographs from another tab meanwhile: what is too much or the same is not kept. */
async function addToDraft(event: RequestEvent, kept: readonly StoredPhoto[]): Promise<void> {
	const { services, directory } = event.locals;
	const after = await changeOwnDraft(event, (draft) => {
		const known = new Set(draft.photos.map(({ sha256 }) => sha256));
		const fresh = kept.filter(({ sha256 }) => !known.has(sha256));
		return { ...draft, photos: [...draft.photos, ...fresh].slice(0, directory.agency.settings.photos.most) };
	});
	const used = new Set(after.photos.map(({ storageKey }) => storageKey));
	await forgetPhotos(services.store, { photos: kept.filter(({ storageKey }) => !used.has(storageKey)) });
}

export async function removePhoto(event: RequestEvent, key: string): Promise<void> {
	const removed: StoredPhoto[] = [];
	await changeOwnDraft(event, (draft) => {
		removed.push(...draft.photos.filter(({ storageKey }) => storageKey === key));
		return { ...draft, photos: draft.photos.filter(({ storageKey }) => storageKey !== key) };
	});
	await forgetPhotos(event.locals.services.store, { photos: removed });
}

/** Keeps what was written about each photograph. */
export function describePhotos(event: RequestEvent, form: FormData): Promise<Draft> {
	const alts = new Map(
		[...form].flatMap(([name, value]) =>
			name.startsWith('alt-') && typeof value === 'string'
				? [[name.slice('alt-'.length), cleanLine(value).slice(0, LIMITS.place)] as const]
				: [],
		),
	);
	return changeOwnDraft(event, (draft) => ({
		...draft,
		photos: draft.photos.map((photo) => ({ ...photo, alt: alts.get(photo.storageKey) ?? photo.alt })),
	}));
}
