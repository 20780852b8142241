import { parseLocalDate, ZONES } from '#server/deadline/calendar.ts';
import type { Mapping } from './mapping.ts';

const DATE = String.raw`(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})`;
const TIME = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?`;
const OFFSET = String.raw`(Z|[+-]\d{2}:?\d{2})`;
const STAMP = new RegExp(String.raw`^${DATE}(?:(?:T|,?\s+)${TIME}\s*${OFFSET}?)?$`, 'i');

/** Where year, month and day stand among the three numbers of a date. */
const PLACES = { ymd: [1, 2, 3], dmy: [3, 2, 1], mdy: [3, 1, 2] } as const;

/** The zones' offsets are not older, and dates are written with four digits. */
const [FIRST_YEAR, LAST_YEAR] = [1988, 2199];
const MINUTE_MS = 60_000;

/**
 * The instant a foreign file means: `2022-01-31T08:15:00`, `31/01/2022 08.15`, with or without its own offset.
 * A day without an hour is its first instant. Undefined for everything else: nothing is guessed.
 */
export function parseInstant(text: string, { zone, order }: Mapping['dates']): Date | undefined {
	const found = STAMP.exec(text.trim());
	if (!found) return undefined;
	const [year = '', month = '', day = ''] = PLACES[order].map((place) => found[place] ?? '');
	const date = parseLocalDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
	const minutes = minutesOf(found[4], found[5]);
	if (!date || minutes === undefined || !isWithinYears(Number(year))) return undefined;
	const seconds = Number(found[6] ?? 0);
	if (seconds > 59) return undefined;
	const offset = found[7] ? offsetOf(found[7]) : offsetOfZone(zone);
	return new Date(Date.parse(`${date}T00:00:00Z`) + (minutes - offset) * MINUTE_MS + seconds * 1000);
}

function isWithinYears(year: number): boolean {
	return year >= FIRST_YEAR && year <= LAST_YEAR;
}

function minutesOf(hours = '0', minutes = '0'): number | undefined {
	return Number(hours) > 23 || Number(minutes) > 59 ? undefined : Number(hours) * 60 + Number(minutes);
}

function offsetOf(written: string): number {
	if (written.toUpperCase() === 'Z') return 0;
	const minutes = Number(written.slice(1, 3)) * 60 + Number(written.slice(-2));
	return written.startsWith('-') ? -minutes : minutes;
}

function offsetOfZone(zone: Mapping['dates']['zone']): number {
	return zone === 'UTC' ? 0 : ZONES[zone].utcOffset * 60;
}
