import {
	addCalendarDays,
	type LocalDate,
	localDate,
	parseLocalDate,
	startOf,
	type WorkCalendar,
} from '#server/deadline/calendar.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { Directory } from './directory.ts';

/** Something the government tells everybody: news on the home page, maintenance on every page. */
export type Announcement = {
	readonly id: string;
	readonly kind: 'news' | 'maintenance';
	readonly title: string;
	readonly body: string;
	/** Null where there is no translation: the Indonesian words are shown. */
	readonly titleEn: string | null;
	readonly bodyEn: string | null;
	readonly from: Date;
	readonly until: Date;
};

/** What is announced at `now`. */
export function announcedAt(
	{ announcements }: Pick<Directory, 'announcements'>,
	kind: Announcement['kind'],
	now: Date,
): Announcement[] {
	return announcements.filter((one) => one.kind === kind && one.from <= now && one.until > now);
}

/** An announcement as it was typed; days are those of the government. */
export type TypedAnnouncement = {
	readonly kind: string;
	readonly title: string;
	readonly body: string;
	readonly titleEn: string;
	readonly bodyEn: string;
	readonly fromDay: string;
	readonly fromTime: string;
	readonly untilDay: string;
	readonly untilTime: string;
};
export type AnnouncementFault = {
	readonly field: keyof TypedAnnouncement;
	readonly code: 'kind_missing' | 'title_missing' | 'body_long' | 'no_date' | 'no_time' | 'reversed' | 'over';
};

/** An announcement as its form shows it; an empty one where there is none yet. */
export function typedAnnouncement(one: Announcement | undefined, calendar: WorkCalendar): TypedAnnouncement {
	const { kind = '', title = '', body = '', titleEn, bodyEn } = one ?? {};
	return {
		...{ kind, title, body, titleEn: titleEn ?? '', bodyEn: bodyEn ?? '' },
		fromDay: one ? localDate(one.from, calendar) : '',
		fromTime: one ? timeOf(one.from, calendar) : '',
		untilDay: one ? localDate(one.until, calendar) : '',
		untilTime: one ? timeOf(one.until, calendar) : '',
	};
}

function timeOf(instant: Date, calendar: WorkCalendar): string {
	const minutes = Math.floor(
		(instant.getTime() - startOf(localDate(instant, calendar), calendar).getTime()) / 60_000,
	);
	const two = (n: number) => String(n).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}.${two(minutes % 60)}`;
}

/** Longest words; the fields of the form are cut a letter behind. */
export const ANNOUNCEMENT = { title: 160, body: 2000 } as const;
const TIME = /^([01]\d|2[0-3])[.:][0-5]\d$/;

/** The announcement that was typed, or everything that keeps it from being one. Without hours it holds whole days. */
export function announcementOf(
	typed: TypedAnnouncement,
	{ calendar, now }: { readonly calendar: WorkCalendar; readonly now: Date },
): Result<Omit<Announcement, 'id'>, readonly AnnouncementFault[]> {
	const found = [...wordFaults(typed), ...dayFaults(typed)];
	return found.length > 0 ? refuse(found) : withTimes(typed, { calendar, now });
}

function wordFaults({ kind, title, body }: TypedAnnouncement): AnnouncementFault[] {
	const faults: (AnnouncementFault | false)[] = [
		!['news', 'maintenance'].includes(kind) && { field: 'kind', code: 'kind_missing' },
		(title.length < 2 || title.length > ANNOUNCEMENT.title) && { field: 'title', code: 'title_missing' },
		body.length > ANNOUNCEMENT.body && { field: 'body', code: 'body_long' },
	];
	return faults.filter((fault) => fault !== false);
}

function dayFaults(typed: TypedAnnouncement): AnnouncementFault[] {
	const days = (['fromDay', 'untilDay'] as const).filter((field) => !parseLocalDate(typed[field]));
	const times = (['fromTime', 'untilTime'] as const).filter((field) => !isTime(typed[field]));
	return [
		...days.map((field) => ({ field, code: 'no_date' as const })),
		...times.map((field) => ({ field, code: 'no_time' as const })),
	];
}

function withTimes(
	{ kind, title, body, titleEn, bodyEn, ...when }: TypedAnnouncement,
	{ calendar, now }: { readonly calendar: WorkCalendar; readonly now: Date },
): Result<Omit<Announcement, 'id'>, readonly AnnouncementFault[]> {
	// Days and hours were checked just now.
	const [fromDay, untilDay] = [when.fromDay as LocalDate, when.untilDay as LocalDate];
	const from = instant(fromDay, when.fromTime, calendar);
	const until = when.untilTime
		? instant(untilDay, when.untilTime, calendar)
		: startOf(addCalendarDays(untilDay, 1), calendar);
	if (until <= from) return refuse([{ field: 'untilDay', code: 'reversed' }]);
	if (until <= now) return refuse([{ field: 'untilDay', code: 'over' }]);
	return ok({
		kind: kind as Announcement['kind'],
		title,
		body,
		titleEn: titleEn || null,
		bodyEn: bodyEn || null,
		from,
		until,
	});
}

function isTime(text: string): boolean {
	return text === '' || TIME.test(text);
}

function instant(day: LocalDate, time: string, calendar: WorkCalendar): Date {
	const [hour = 0, minute = 0] = time === '' ? [] : time.split(/[.:]/).map(Number);
	return new Date(startOf(day, calendar).getTime() + (hour * 60 + minute) * 60_000);
}
