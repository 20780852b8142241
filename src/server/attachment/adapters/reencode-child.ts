/**
 * The process that opens strangers' pictures, so that the one that serves pages never does.
 * It gets bytes and answers pixels; it knows no database, no keys and no settings, and ends itself when a picture
 * makes it grow. Started by reencode.ts.
 */
import exifr from 'exifr';
import sharp, { type Sharp } from 'sharp';
import {
	admitSize,
	formatOf,
	KEPT_SIDE,
	PHOTO_FORMATS,
	type PhotoRefusal,
	THUMBNAIL_SIDE,
} from '../photo.ts';
import { type Coordinates, validCoordinates } from '../photo-place.ts';
import { coverOf, type HiddenCells } from '../redaction.ts';
import { answerTasks } from './child-watch.ts';

export type Task = {
	readonly bytes: Uint8Array;
	/** Cells to hide; without them the picture is only made ours. */
	readonly cells: HiddenCells | null;
	readonly megabytes: number;
};

export type Picture = { readonly bytes: Uint8Array; readonly width: number; readonly height: number };

export type Reply =
	| {
			readonly ok: true;
			readonly picture: Picture;
			readonly thumbnail: Picture;
			/** Where the camera says it was; null when it does not, or when cells are hidden of a picture of ours. */
			readonly place: Coordinates | null;
	  }
	| { readonly ok: false; readonly refusal: PhotoRefusal };

const QUALITY = { picture: 80, thumbnail: 70 } as const;
/** The largest any format may have; the header was asked before. */
const MOST_PIXELS = PHOTO_FORMATS.jpeg.megapixels * 1_000_000;

// No other reader in the process: not SVG, PDF, ImageMagick nor anything that reads files by name.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
	operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);
sharp.concurrency(1);

answerTasks<Task, Reply>(reencode, () => ({ ok: false, refusal: { code: 'photo_unreadable' } }));

async function reencode({ bytes, cells }: Task): Promise<Reply> {
	const format = formatOf(bytes);
	if (!format) return { ok: false, refusal: { code: 'photo_format' } };

	const header = await sharp(bytes, { limitInputPixels: false }).metadata();
	const size = admitSize(format, header.width, header.height);
	if (!size.ok) return size;

	// Pixels only: turned as the camera was held, in sRGB, on white; nothing else of the file goes on.
	const pixels = await within(opened(bytes).autoOrient(), KEPT_SIDE)
		.flatten({ background: 'white' })
		.toColourspace('srgb')
		.raw()
		.toBuffer({ resolveWithObject: true });
	const { width, height, channels } = pixels.info;
	const clean = () => sharp(pixels.data, { raw: { width, height, channels } });
	const shown = cells ? await hidden(clean, cells, { width, height }) : clean;
	return {
		ok: true,
		picture: await encoded(shown(), QUALITY.picture),
		thumbnail: await encoded(within(shown(), THUMBNAIL_SIDE), QUALITY.thumbnail),
		place: cells ? null : await placeIn(bytes),
	};
}

/** Asked for before the picture is made ours; a place that cannot be read is none. */
async function placeIn(bytes: Uint8Array): Promise<Coordinates | null> {
	const read = await exifr.gps(bytes).catch(() => undefined);
	return read ? validCoordinates(read.latitude, read.longitude) : null;
}

function opened(bytes: Uint8Array): Sharp {
	return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 });
}

function within(image: Sharp, side: number): Sharp {
	return image.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
}

async function encoded(image: Sharp, quality: number): Promise<Picture> {
	const { data, info } = await image.webp({ quality, effort: 3 }).toBuffer({ resolveWithObject: true });
	return { bytes: data, width: info.width, height: info.height };
}

/** Each hidden cell becomes one flat colour, its mean: there is nothing left in it to sharpen again. */
async function hidden(
	image: () => Sharp,
	cells: HiddenCells,
	size: { readonly width: number; readonly height: number },
): Promise<() => Sharp> {
	const { columns: width, rows: height } = cells;
	const means = await image().resize({ width, height, fit: 'fill', kernel: 'mitchell' }).raw().toBuffer();
	const cover = Buffer.from(coverOf(cells));
	const tiles = await sharp(means, { raw: { width, height, channels: 3 } })
		.joinChannel(cover, { raw: { width, height, channels: 1 } })
		.raw()
		.toBuffer();
	const overlay = await sharp(tiles, { raw: { width, height, channels: 4 } })
		.resize({ ...size, fit: 'fill', kernel: 'nearest' })
		.png()
		.toBuffer();
	const flat = await image()
		.composite([{ input: overlay }])
		.removeAlpha()
		.raw()
		.toBuffer();
	return () => sharp(flat, { raw: { ...size, channels: 3 } });
}
