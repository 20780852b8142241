import {
	type LineFault,
	type ListedDay,
	MOST_DAYS,
	MOST_LETTERS,
	parseDayLines,
} from '#server/agency/day-off-lines.ts';
import type { DayWish } from '#server/agency/day-off-plan.ts';
import { parseLocalDate } from '#server/deadline/calendar.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';
import { wordOf, wordsOf } from '../form-fields.ts';

/** What was typed or sent; a file's lines are shown in the field for lines. */
export type DayForm = {
	readonly lines: string;
	readonly decree: string;
	readonly mode: DayWish['mode'];
	readonly removed: readonly string[];
	readonly key: string;
};

export async function readDayForm(form: FormData): Promise<DayForm> {
	const file = form.get('berkas');
	const sent = file instanceof File && file.size > 0 ? await file.slice(0, MOST_LETTERS * 4).text() : '';
	return {
		// One letter more than may be: it is told that there are too many.
		lines: (sent || wordOf(form, 'baris')).slice(0, MOST_LETTERS + 1),
		decree: wordOf(form, 'dasar').slice(0, 160).trim(),
		mode: wordOf(form, 'cara') === 'ganti' ? 'replace' : 'add',
		removed: wordsOf(form, 'hapus', MOST_DAYS),
		key: wordOf(form, 'kunci').slice(0, 60),
	};
}

/** The wish a form states, or what is wrong with its lines. */
export function wishOf({ lines, decree, mode, removed }: DayForm): Result<DayWish, readonly LineFault[]> {
	const listed = lines.trim() === '' ? ok<readonly ListedDay[]>([]) : parseDayLines(lines, decree);
	if (!listed.ok) return refuse(listed.refusal);
	const dates = removed.flatMap((text) => parseLocalDate(text) ?? []);
	return ok({ listed: listed.value, removed: dates, mode });
}
