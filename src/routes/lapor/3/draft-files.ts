import type { RequestEvent } from '@sveltejs/kit';
import { FILE_LIMITS } from '#server/attachment/file.ts';
import type { Draft } from '#server/report/draft.ts';
import { forgetFiles } from '#server/report/draft-commands.ts';
import { cleanLine } from '#server/report/reporter-text.ts';
import { LIMITS, type StoredFile, type StoredPhoto } from '#server/report/submission.ts';
import { type Arrived, type KeptFiles, keepArrived, type RefusedFile } from '../../berkas/keep-files.ts';
import { changeOwnDraft } from '../draft-request.ts';

type Stored = Pick<StoredPhoto | StoredFile, 'sha256' | 'storageKey'>;

/** Keeps what arrived and adds it to the draft; says what was not taken, and why. */
export async function addFiles(
	event: RequestEvent,
	sent: readonly Arrived[],
	{ photos, files }: Pick<Draft, 'photos' | 'files'>,
): Promise<readonly RefusedFile[]> {
	const kept = await keepArrived(event.locals, sent, { photos: photos.length, files: files.length });
	if (kept.photos.length + kept.files.length > 0) await addToDraft(event, kept);
	return kept.refused;
}

/** The draft may have got files from another tab meanwhile: what is too much or the same is not kept. */
async function addToDraft(event: RequestEvent, kept: KeptFiles): Promise<void> {
	const { services, directory } = event.locals;
	const most = directory.agency.settings.photos.most;
	const after = await changeOwnDraft(event, (draft) => ({
		...draft,
		photos: together(draft.photos, kept.photos, most),
		files: together(draft.files, kept.files, FILE_LIMITS.most),
		// Asked once: what was answered is not asked again by the next photograph.
		photoPlace: draft.photoPlace ?? kept.place,
	}));
	const used = new Set([...after.photos, ...after.files].map(({ storageKey }) => storageKey));
	const left = <Kind extends Stored>(all: readonly Kind[]) =>
		all.filter(({ storageKey }) => !used.has(storageKey));
	await forgetFiles(services.store, { photos: left(kept.photos), files: left(kept.files) });
}

function together<Kind extends Stored>(known: readonly Kind[], kept: readonly Kind[], most: number): Kind[] {
	const hashes = new Set(known.map(({ sha256 }) => sha256));
	return [...known, ...kept.filter(({ sha256 }) => !hashes.has(sha256))].slice(0, most);
}

export async function removeFile(event: RequestEvent, key: string): Promise<void> {
	const removed: { photos?: StoredPhoto[]; files?: StoredFile[] } = {};
	await changeOwnDraft(event, (draft) => {
		removed.photos = draft.photos.filter(({ storageKey }) => storageKey === key);
		removed.files = draft.files.filter(({ storageKey }) => storageKey === key);
		return {
			...draft,
			photos: draft.photos.filter(({ storageKey }) => storageKey !== key),
			files: draft.files.filter(({ storageKey }) => storageKey !== key),
		};
	});
	await forgetFiles(event.locals.services.store, removed);
}

/** Keeps what was written about each file. */
export function describeFiles(event: RequestEvent, form: FormData): Promise<Draft> {
	const alts = new Map(
		[...form].flatMap(([name, value]) =>
			name.startsWith('alt-') && typeof value === 'string'
				? [[name.slice('alt-'.length), cleanLine(value).slice(0, LIMITS.place)] as const]
				: [],
		),
	);
	const described = <Kind extends StoredPhoto | StoredFile>(file: Kind): Kind => ({
		...file,
		alt: alts.get(file.storageKey) ?? file.alt,
	});
	return changeOwnDraft(event, (draft) => ({
		...draft,
		photos: draft.photos.map(described),
		files: draft.files.map(described),
	}));
}
