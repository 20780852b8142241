import type { UnitId } from '../access/policy.ts';
import {
	addCalendarDays,
	type LocalDate,
	localDate,
	parseLocalDate,
	startOf,
	type WorkCalendar,
} from '../deadline/calendar.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { lettersIn } from '../report/reporter-text.ts';

/** The form that notes the opening of a box. */
export const OPENING_FIELDS = {
	key: 'line',
	box: 'line',
	day: 'line',
	time: 'line',
	papers: 'line',
	witness1: 'line',
	witness2: 'line',
	note: 'line',
} as const;
export type TypedOpening = Readonly<Record<keyof typeof OPENING_FIELDS, string>>;
export type OpeningField = Exclude<keyof TypedOpening, 'key'>;

/** An opening as it was told. */
export type ToldOpening = {
	readonly unitId: UnitId;
	readonly box: string;
	readonly openedAt: Date;
	readonly papers: number;
	readonly witnesses: readonly [string, string];
	readonly note: string;
};

type Ground = {
	readonly unitId: UnitId;
	readonly now: Date;
	readonly calendar: WorkCalendar;
	/** Days back a box may have been opened. */
	readonly days: number;
};

const TIME = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/;
const MINUTE_MS = 60 * 1000;
const MOST_PAPERS = 1000;
const LONGEST = { box: 120, name: 100, note: 500 };

/** The opening a form tells, or the fields that must be mended. Two witnesses are two people. */
export function readOpening(
	typed: TypedOpening,
	ground: Ground,
): Result<ToldOpening, readonly OpeningField[]> {
	const openedAt = instantOf(typed, ground.calendar);
	const faults = (Object.keys(CHECKS) as OpeningField[]).filter(
		(field) => !CHECKS[field](typed, { ...ground, openedAt }),
	);
	if (faults.length > 0 || !openedAt) return refuse(faults);
	const { box, papers, witness1, witness2, note } = typed;
	return ok({
		unitId: ground.unitId,
		box,
		openedAt,
		papers: Number(papers),
		witnesses: [witness1, witness2],
		note,
	});
}

type Check = (typed: TypedOpening, ground: Ground & { readonly openedAt: Date | null }) => boolean;

const CHECKS: Readonly<Record<OpeningField, Check>> = {
	box: ({ box }) => lettersIn(box) >= 2 && box.length <= LONGEST.box,
	day: ({ day }, { now, calendar, days }) => {
		const [date, today] = [parseLocalDate(day), localDate(now, calendar)];
		return date !== undefined && date <= today && date >= addCalendarDays(today, -days);
	},
	time: ({ time }, { openedAt, now }) => TIME.test(time) && (openedAt === null || openedAt <= now),
	papers: ({ papers }) => /^\d{1,4}$/.test(papers) && Number(papers) <= MOST_PAPERS,
	witness1: ({ witness1 }) => isName(witness1),
	witness2: ({ witness1, witness2 }) => isName(witness2) && witness1.toLowerCase() !== witness2.toLowerCase(),
	note: ({ note }) => note.length <= LONGEST.note,
};

const isName = (text: string) => lettersIn(text) >= 2 && text.length <= LONGEST.name;

function instantOf({ day, time }: TypedOpening, calendar: WorkCalendar): Date | null {
	const date: LocalDate | undefined = parseLocalDate(day);
	const [, hours, minutes] = TIME.exec(time) ?? [];
	if (!date || !hours || !minutes) return null;
	return new Date(startOf(date, calendar).getTime() + (Number(hours) * 60 + Number(minutes)) * MINUTE_MS);
}
