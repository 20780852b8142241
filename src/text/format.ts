import type { LocalDate, ZONES, Zone } from '#server/deadline/calendar.ts';
import { dates as en } from './en/dates.ts';
import { dates as id } from './id/dates.ts';
import type { Lang } from './words.ts';

const LANGUAGES = { id, en };

/** The zones again, because text may not lean on the server's code; the type holds both tables equal. */
const OFFSETS: typeof ZONES = {
	'Asia/Jakarta': { utcOffset: 7, word: 'WIB' },
	'Asia/Pontianak': { utcOffset: 7, word: 'WIB' },
	'Asia/Makassar': { utcOffset: 8, word: 'WITA' },
	'Asia/Jayapura': { utcOffset: 9, word: 'WIT' },
};

/** An instant as a `Date` or as ISO text, or a day that is the same in every zone. */
export type Moment = Date | LocalDate | string;

export type DateStyle = {
	readonly zone: Zone;
	readonly lang: Lang;
	/** `drop` leaves the year out: only near today, where space is short. */
	readonly year?: 'keep' | 'drop';
	/** `show` adds ` · 10.30 WITA`; a day without a time of day never shows one. */
	readonly time?: 'show' | 'hide';
};

const HOUR_MS = 60 * 60 * 1000;
const DAY_ONLY = 10;

/** `Kam, 26 Feb 2026 · 10.30 WITA`, in the zone of the office and not of the machine. */
export function formatDate(moment: Moment, { zone, lang, year = 'keep', time = 'hide' }: DateStyle): string {
	const { weekdays, months } = LANGUAGES[lang];
	const local = localParts(moment, zone);
	const day = `${weekdays[local.getUTCDay()]}, ${local.getUTCDate()} ${months[local.getUTCMonth()]}`;
	const date = year === 'keep' ? `${day} ${local.getUTCFullYear()}` : day;
	return time === 'show' && !isDay(moment) ? `${date} · ${formatTime(moment, { zone, lang })}` : date;
}

/** `10.30 WITA` */
export function formatTime(moment: Moment, { zone, lang }: Pick<DateStyle, 'zone' | 'lang'>): string {
	const local = localParts(moment, zone);
	const mark = LANGUAGES[lang].timeMark;
	return `${two(local.getUTCHours())}${mark}${two(local.getUTCMinutes())} ${OFFSETS[zone].word}`;
}

/** `Februari 2026`, or `Feb 2026` where space is short. */
export function formatMonth(
	moment: Moment,
	{ zone, lang, length = 'long' }: Pick<DateStyle, 'zone' | 'lang'> & { readonly length?: 'long' | 'short' },
): string {
	const { longMonths, months } = LANGUAGES[lang];
	const local = localParts(moment, zone);
	const names = length === 'long' ? longMonths : months;
	return `${names[local.getUTCMonth()]} ${local.getUTCFullYear()}`;
}

/** For `<time datetime>`: `2026-02-26T10:30+08:00`, or the day alone. */
export function machineDate(moment: Moment, zone: Zone): string {
	if (isDay(moment)) return String(moment);
	const offset = `+${two(OFFSETS[zone].utcOffset)}:00`;
	return `${localParts(moment, zone).toISOString().slice(0, 16)}${offset}`;
}

/** `1.234,5`; rounds half away from zero to `decimals` places and keeps them. */
export function formatNumber(value: number, lang: Lang, decimals = 0): string {
	const { thousandMark, decimalMark } = LANGUAGES[lang];
	const scale = 10 ** decimals;
	const rounded = Math.round(Math.abs(value) * scale + Number.EPSILON) / scale;
	const [whole = '0', fraction] = rounded.toFixed(decimals).split('.');
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousandMark);
	const sign = value < 0 && rounded > 0 ? '-' : '';
	return fraction ? `${sign}${grouped}${decimalMark}${fraction}` : `${sign}${grouped}`;
}

/** A share between 0 and 1 as `87,6%`. */
export function formatPercent(share: number, lang: Lang, decimals = 1): string {
	return `${formatNumber(share * 100, lang, decimals)}%`;
}

/** `Rp50.000` */
export function formatMoney(rupiah: number, lang: Lang): string {
	return `Rp${formatNumber(rupiah, lang)}`;
}

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** `412 kB`, `1,2 MB`; thousands are 1,000 as on a phone's label. */
export function formatBytes(bytes: number, lang: Lang): string {
	let value = bytes;
	let unit = 0;
	while (value >= 999.5 && unit < UNITS.length - 1) {
		value /= 1000;
		unit += 1;
	}
	const decimals = unit > 1 && value < 9.95 ? 1 : 0;
	return `${formatNumber(value, lang, decimals)} ${UNITS[unit]}`;
}

/** The moment with its local parts in the UTC fields, so that no machine's zone is asked. */
function localParts(moment: Moment, zone: Zone): Date {
	if (isDay(moment)) return new Date(`${moment}T00:00:00Z`);
	const instant = new Date(moment);
	if (Number.isNaN(instant.getTime())) throw new RangeError('This is not a moment in time.');
	return new Date(instant.getTime() + OFFSETS[zone].utcOffset * HOUR_MS);
}

function isDay(moment: Moment): moment is LocalDate {
	return typeof moment === 'string' && moment.length === DAY_ONLY;
}

function two(value: number): string {
	return String(value).padStart(2, '0');
}
