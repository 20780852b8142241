import { createRequire } from 'node:module';
import { sha256 } from '#server/platform/hash.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { PhotoRefusal } from '../photo.ts';
import type { Coordinates } from '../photo-place.ts';
import { type HiddenCells, isGrid } from '../redaction.ts';
import { type Bounds, childLanes } from './child-lanes.ts';
import type { Picture, Reply, Task } from './reencode-child.ts';

/** A picture that is nothing but pixels: no place, camera, name or thumbnail of the original left in it. */
export type CleanPicture = {
	readonly bytes: Buffer;
	readonly width: number;
	readonly height: number;
	/** SHA-256 of the bytes, in hexadecimal. */
	readonly sha256: string;
};

export type CleanPhoto = {
	readonly mediaType: 'image/webp';
	readonly picture: CleanPicture;
	readonly thumbnail: CleanPicture;
	/** Where the camera says it was; not part of either picture. */
	readonly place: Coordinates | null;
};

/** Opens strangers' pictures in processes of their own. */
export type Reencoder = {
	/** The same picture, made anew and made small. Whatever it was, the process that asks stays as it is. */
	reencode(bytes: Uint8Array): Promise<Result<CleanPhoto, PhotoRefusal>>;
	/** The same with the hidden cells of a grid made flat, the thumbnail too. */
	pixelate(bytes: Uint8Array, cells: HiddenCells): Promise<Result<CleanPhoto, PhotoRefusal>>;
	/** Ends the processes; pictures under way are refused. */
	close(): void;
};

const BOUNDS: Bounds = { children: 2, seconds: 10, megabytes: 512, waiting: 16 };

/** Found through the package, so that the built server starts the same file as the source. */
const CHILD = createRequire(import.meta.url).resolve('#server/attachment/adapters/reencode-child.ts');

/** Starts nothing yet: a process is started with the first picture. One reencoder serves a whole installation. */
export function startReencoder(given: Partial<Bounds> = {}): Reencoder {
	const lanes = childLanes<Omit<Task, 'megabytes'>, Reply>(CHILD, { ...BOUNDS, ...given });

	async function run(
		bytes: Uint8Array,
		cells: HiddenCells | null,
	): Promise<Result<CleanPhoto, PhotoRefusal>> {
		const reply = await lanes.ask({ bytes, cells });
		if (reply === 'busy' || reply === 'too_heavy') return refuse({ code: `photo_${reply}` });
		return reply.ok ? ok(cleanPhoto(reply)) : reply;
	}

	return {
		reencode: (bytes) => run(bytes, null),
		async pixelate(bytes, cells) {
			if (!isGrid(cells)) throw new Error('a cell to hide lies outside the grid');
			return run(bytes, cells);
		},
		close: lanes.close,
	};
}

function cleanPhoto({ picture, thumbnail, place }: Extract<Reply, { ok: true }>): CleanPhoto {
	return { mediaType: 'image/webp', picture: clean(picture), thumbnail: clean(thumbnail), place };
}

function clean({ bytes, width, height }: Picture): CleanPicture {
	return { bytes: Buffer.from(bytes), width, height, sha256: sha256(bytes) };
}
