import { keepPhoto, keepSent } from '#server/attachment/commands.ts';
import { type AnyFileRefusal, FILE_LIMITS } from '#server/attachment/file.ts';
import { admitCount } from '#server/attachment/photo.ts';
import type { Coordinates } from '#server/attachment/photo-place.ts';
import type { StoredFile, StoredPhoto } from '#server/report/submission.ts';

/** Something that was not taken, by the place it had among those sent. */
export type RefusedFile = { readonly nth: number; readonly refusal: AnyFileRefusal };
export type KeptFiles = {
	readonly photos: readonly StoredPhoto[];
	readonly files: readonly StoredFile[];
	/** Where the first photograph with a place says it was taken. */
	readonly place: Coordinates | null;
	readonly refused: readonly RefusedFile[];
};

/** A file as it arrived, in one piece or in many. */
export type Arrived = { readonly name: string; readonly bytes: Uint8Array };

type Ground = Pick<App.Locals, 'services' | 'directory'>;
type Already = { readonly photos: number; readonly files: number };

/** The files of a form that hold something; a file field left alone sends an empty file without a name. */
export function filesOf(form: FormData, field = 'photos'): File[] {
	return form
		.getAll(field)
		.filter((file): file is File => file instanceof File && (file.name !== '' || file.size > 0));
}

/** The files of a form, read. */
export async function arrivedOf(files: readonly File[]): Promise<Arrived[]> {
	const arrived: Arrived[] = [];
	for (const file of files)
		arrived.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
	return arrived;
}

/** Keeps each file as long as there is room for its kind; says which were not taken, and why. */
export async function keepArrived(
	{ services, directory }: Ground,
	sent: readonly Arrived[],
	already: Already = { photos: 0, files: 0 },
): Promise<KeptFiles> {
	const photos: StoredPhoto[] = [];
	const files: StoredFile[] = [];
	const places: (Coordinates | null)[] = [];
	const refused: RefusedFile[] = [];
	const limits = { photos: directory.agency.settings.photos, files: FILE_LIMITS };
	for (const [index, { name, bytes }] of sent.entries()) {
		const counts = { photos: already.photos + photos.length, files: already.files + files.length };
		const kept = await keepSent(services, { name, bytes, ...counts }, limits);
		if (!kept.ok) refused.push({ nth: index + 1, refusal: kept.refusal });
		else if ('file' in kept.value) files.push({ ...kept.value.file, alt: '' });
		else {
			photos.push({ ...kept.value.photo, alt: '' });
			places.push(kept.value.place);
		}
	}
	return { photos, files, place: places.find((place) => place !== null) ?? null, refused };
}

export type KeptPhotos = { readonly kept: readonly StoredPhoto[]; readonly refused: readonly RefusedFile[] };

/** For the forms of officers, which take photographs alone; a place in them is forgotten. */
export async function keepPhotos(
	{ services, directory }: Ground,
	files: readonly File[],
	already = 0,
): Promise<KeptPhotos> {
	const limits = directory.agency.settings.photos;
	const kept: StoredPhoto[] = [];
	const refused: RefusedFile[] = [];
	for (const [index, { bytes }] of (await arrivedOf(files)).entries()) {
		const room = admitCount(already + kept.length, limits);
		const photo = room.ok ? await keepPhoto(services, bytes, limits) : room;
		if (photo.ok) kept.push({ ...photo.value.photo, alt: '' });
		else refused.push({ nth: index + 1, refusal: photo.refusal });
	}
	return { kept, refused };
}
