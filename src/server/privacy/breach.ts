import { type LocalDate, parseLocalDate, startOf, type WorkCalendar } from '../deadline/calendar.ts';
import { ok, type Result, refuse } from '../platform/result.ts';

/**
 * What the law wants said about a failure of protection, in the order of the notice: which data, whose, when and how,
 * what is done about it. Longest and shortest text of each.
 */
export const BREACH_TEXTS = {
	title: { least: 5, most: 200 },
	happened: { least: 10, most: 5000 },
	dataKinds: { least: 3, most: 2000 },
	subjects: { least: 3, most: 2000 },
	measures: { least: 10, most: 5000 },
} as const;
export type BreachText = keyof typeof BREACH_TEXTS;
const TEXT_NAMES = Object.keys(BREACH_TEXTS) as BreachText[];

export type BreachTyped = Readonly<Record<BreachText | 'knownAt' | 'subjectCount', string>>;
export type Breach = Readonly<Record<BreachText, string>> & {
	readonly knownAt: Date;
	/** Null while nobody knows how many. */
	readonly subjectCount: number | null;
};
export type BreachFault = {
	readonly field: keyof BreachTyped;
	readonly code: 'too_short' | 'too_long' | 'not_an_instant' | 'ahead' | 'not_a_number';
};

/** An incident as it is noted, or everything that does not fit. */
export function readBreach(
	typed: BreachTyped,
	{ calendar, now }: { readonly calendar: WorkCalendar; readonly now: Date },
): Result<Breach, readonly BreachFault[]> {
	const faults: BreachFault[] = TEXT_NAMES.flatMap((field) => textFault(field, typed[field]));
	const knownAt = instantIn(typed.knownAt, calendar);
	if (!knownAt) faults.push({ field: 'knownAt', code: 'not_an_instant' });
	else if (knownAt > now) faults.push({ field: 'knownAt', code: 'ahead' });
	const count = typed.subjectCount.trim();
	if (!/^\d{0,9}$/.test(count)) faults.push({ field: 'subjectCount', code: 'not_a_number' });
	if (faults.length > 0 || !knownAt) return refuse(faults);
	const texts = Object.fromEntries(TEXT_NAMES.map((name) => [name, typed[name].trim()]));
	return ok({
		...(texts as Record<BreachText, string>),
		knownAt,
		subjectCount: count === '' ? null : Number(count),
	});
}

function textFault(field: BreachText, text: string): BreachFault[] {
	const { least, most } = BREACH_TEXTS[field];
	if (text.trim().length < least) return [{ field, code: 'too_short' }];
	return text.length > most ? [{ field, code: 'too_long' }] : [];
}

const MINUTE_MS = 60_000;

/** The instant of `2026-02-02T09:30` on the office's clock; undefined for what is none. */
export function instantIn(text: string, calendar: WorkCalendar): Date | undefined {
	const [, day = '', hour, minute] = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? [];
	const date = parseLocalDate(day);
	if (!date) return undefined;
	return new Date(startOf(date, calendar).getTime() + (Number(hour) * 60 + Number(minute)) * MINUTE_MS);
}

/** The same instant as such a field shows it. */
export function fieldOf(instant: Date, { utcOffset }: WorkCalendar): string {
	return new Date(instant.getTime() + utcOffset * 60 * MINUTE_MS).toISOString().slice(0, 16);
}

/** Who must be told; the public in certain cases only. */
export const TOLD = ['subjects', 'authority', 'public'] as const;
export type Told = (typeof TOLD)[number];

export type ToldFault = 'not_an_instant' | 'ahead' | 'before_known' | 'how_missing' | 'how_too_long';

/** When somebody was told: not before it was known, not ahead. The people concerned are told in writing: how, stands with it. */
export function readTold(
	typed: { readonly whom: string; readonly at: string; readonly how: string },
	ground: { readonly calendar: WorkCalendar; readonly now: Date; readonly knownAt: Date },
): Result<{ readonly whom: Told; readonly at: Date; readonly how: string }, ToldFault> {
	const whom = TOLD.find((name) => name === typed.whom);
	const at = instantIn(typed.at, ground.calendar);
	if (!whom || !at) return refuse('not_an_instant');
	if (at > ground.now) return refuse('ahead');
	if (at < ground.knownAt) return refuse('before_known');
	const how = typed.how.trim();
	if (whom === 'subjects' && how.length < 3) return refuse('how_missing');
	return how.length > 500 ? refuse('how_too_long') : ok({ whom, at, how });
}

/** Whether the incident may be closed: the people concerned and the authority were told. */
export function mayClose(breach: {
	readonly subjectsAt: Date | null;
	readonly authorityAt: Date | null;
}): boolean {
	return breach.subjectsAt !== null && breach.authorityAt !== null;
}

/** As it is spoken of: `INS-2026-3`. */
export function breachNumber(knownOn: LocalDate, seq: number): string {
	return `INS-${knownOn.slice(0, 4)}-${seq}`;
}
