import * as z from 'zod';
import type { ViewName } from '#server/report/queue-views.ts';
import type { QueueCursor } from '#server/report/queue-walk-queries.ts';

/** Where in which list of the queue somebody stands; `start` counts the rows before this page, for people only. */
export type QueuePlace = {
	readonly view: ViewName;
	readonly after: QueueCursor | null;
	readonly start: number;
};

const INSTANT = z.iso.datetime({ offset: true });
/** As PostgreSQL writes an instant, or where no deadline runs. */
const PLACE = z
	.string()
	.refine(
		(place) => place === 'infinity' || (place.startsWith('2') && INSTANT.safeParse(isoOf(place)).success),
	);
const Cursor = z.object({ place: PLACE, id: z.uuid() });
const MOST_ROWS = 1_000_000;

function isoOf(place: string): string {
	return place.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
}

export function cursorIn(params: URLSearchParams): QueueCursor | null {
	const [place, id] = params.get('lanjut')?.split('~') ?? [];
	return Cursor.safeParse({ place, id }).data ?? null;
}

/** A count from an address: a whole number that is not absurd, else 0. */
export function countIn(params: URLSearchParams, name: string): number {
	const value = Number(params.get(name));
	return Number.isInteger(value) && value >= 0 && value < MOST_ROWS ? value : 0;
}

export function queueAddress({ view, after, start }: QueuePlace): string {
	const params = new URLSearchParams({ tampilan: view });
	if (after) params.set('lanjut', `${after.place}~${after.id}`);
	if (start > 0) params.set('mulai', String(start));
	return `/petugas?${params}`;
}

/** The page of a case, which remembers where in the queue it was opened. */
export function caseAddress(code: string, from?: { view: ViewName; nth: number; of: number }): string {
	const path = `/petugas/laporan/${code}`;
	return from ? `${path}?antrean=${from.view}&ke=${from.nth}&dari=${from.of}` : path;
}

/** Where in the queue a case was opened from, as its address remembers. */
export function placeIn(params: URLSearchParams, view: ViewName | undefined) {
	const nth = countIn(params, 'ke');
	if (!view || nth === 0 || params.get('antrean') !== view) return null;
	return { view, nth, of: countIn(params, 'dari'), href: queueAddress({ view, after: null, start: 0 }) };
}
