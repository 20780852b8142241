import type { CasePhoto } from './case-queries.ts';
import type { FieldKinds } from './reporter-form.ts';

/** A grid laid over a photograph to choose what to hide, by its shape; coarse enough for a form without a script. */
export const GRIDS = {
	wide: { columns: 12, rows: 9 },
	tall: { columns: 9, rows: 12 },
} as const;
export type GridShape = keyof typeof GRIDS;

export function gridShape({ width, height }: Pick<CasePhoto, 'width' | 'height'>): GridShape {
	return width >= height ? 'wide' : 'tall';
}

/** What the verifier chose for a photograph; `keep` leaves it as it was released before. */
export const PHOTO_CHOICES = ['private', 'whole', 'redacted', 'keep'] as const;
export type PhotoChoice = (typeof PHOTO_CHOICES)[number];

export type PhotoWish = {
	readonly id: string;
	readonly choice: PhotoChoice;
	readonly alt: string;
	/** Cells to hide, from 0, row by row; read for `redacted` only. */
	readonly hidden: readonly number[];
};

const LONGEST_ALT = 300;

/** The fields a form carries for its photographs. */
export function photoFields(photos: readonly Pick<CasePhoto, 'id'>[]): FieldKinds {
	return Object.fromEntries(
		photos.flatMap(({ id }) => [
			[`photo.${id}`, 'line'],
			[`alt.${id}`, 'line'],
			[`cells.${id}`, 'files'],
		]),
	);
}

/** What a form wishes for each photograph; what it does not say stays private. */
export function photoWishes(form: FormData, photos: readonly CasePhoto[]): PhotoWish[] {
	return photos.map((photo) => {
		const chosen = form.get(`photo.${photo.id}`);
		const { columns, rows } = GRIDS[gridShape(photo)];
		const hidden = form
			.getAll(`cells.${photo.id}`)
			.map(Number)
			.filter((cell) => Number.isInteger(cell) && cell >= 0 && cell < columns * rows);
		return {
			id: photo.id,
			choice: PHOTO_CHOICES.find((choice) => choice === chosen) ?? 'private',
			alt: String(form.get(`alt.${photo.id}`) ?? '')
				.trim()
				.slice(0, LONGEST_ALT),
			hidden,
		};
	});
}

/** Photographs to be shown with something hidden of which nothing was chosen. */
export function unchosen(wishes: readonly PhotoWish[]): readonly string[] {
	return wishes
		.filter(({ choice, hidden }) => choice === 'redacted' && hidden.length === 0)
		.map(({ id }) => id);
}
