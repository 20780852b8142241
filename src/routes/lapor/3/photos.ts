import type { RequestEvent } from '@sveltejs/kit';
import type { Draft } from '#server/report/draft.ts';
import { forgetPhotos } from '#server/report/draft-commands.ts';
import { cleanLine } from '#server/report/reporter-text.ts';
import { LIMITS, type StoredPhoto } from '#server/report/submission.ts';
import { keepPhotos, type RefusedPhoto } from '../../foto/keep-photos.ts';
import { changeOwnDraft } from '../draft-request.ts';

/** Keeps the photographs and adds them to the draft; says which were not taken, and why. */
export async function addPhotos(
	event: RequestEvent,
	files: readonly File[],
	already: number,
): Promise<readonly RefusedPhoto[]> {
	const { kept, refused } = await keepPhotos(event.locals, files, already);
	if (kept.length > 0) await addToDraft(event, kept);
	return refused;
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
