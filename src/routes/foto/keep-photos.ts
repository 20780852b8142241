import { keepPhoto } from '#server/attachment/commands.ts';
import { admitCount, type PhotoRefusal } from '#server/attachment/photo.ts';
import { ok, type Result } from '#server/platform/result.ts';
import type { StoredPhoto } from '#server/report/submission.ts';

/** A photograph that was not taken, by the place it had among those sent. */
export type RefusedPhoto = { readonly nth: number; readonly refusal: PhotoRefusal };
export type KeptPhotos = { readonly kept: readonly StoredPhoto[]; readonly refused: readonly RefusedPhoto[] };

type Ground = Pick<App.Locals, 'services' | 'directory'>;

/** The files of a form that hold something; a file field left alone sends an empty file without a name. */
export function filesOf(form: FormData): File[] {
	return form
		.getAll('photos')
		.filter((file): file is File => file instanceof File && (file.name !== '' || file.size > 0));
}

/** Remakes and keeps each photograph as long as there is room; says which were not taken, and why. */
export async function keepPhotos(ground: Ground, files: readonly File[], already = 0): Promise<KeptPhotos> {
	const refused: RefusedPhoto[] = [];
	const kept: StoredPhoto[] = [];
	for (const [index, file] of files.entries()) {
		const photo = await remade(ground, file, already + kept.length);
		if (photo.ok) kept.push(photo.value);
		else refused.push({ nth: index + 1, refusal: photo.refusal });
	}
	return { kept, refused };
}

async function remade(
	{ services, directory }: Ground,
	file: File,
	already: number,
): Promise<Result<StoredPhoto, PhotoRefusal>> {
	const limits = directory.agency.settings.photos;
	const room = admitCount(already, limits);
	if (!room.ok) return room;
	const photo = await keepPhoto(services, new Uint8Array(await file.arrayBuffer()), limits);
	return photo.ok ? ok({ ...photo.value, alt: '' }) : photo;
}
