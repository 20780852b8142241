import { type LocalDate, parseLocalDate } from '../deadline/calendar.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { parseCode } from '../report/tracking-code.ts';

export type HoldTyped = Readonly<Record<'code' | 'why' | 'askedBy' | 'until', string>>;
export type Hold = {
	readonly code: string;
	readonly why: string;
	readonly askedBy: string;
	/** The last day; null until somebody lifts it. */
	readonly until: LocalDate | null;
};
export type HoldFault = {
	readonly field: keyof HoldTyped;
	readonly code: 'not_a_code' | 'too_short' | 'too_long' | 'not_ahead';
};

const TEXTS = { why: { least: 10, most: 1000 }, askedBy: { least: 3, most: 300 } } as const;

/** A hold as it is placed, or everything that does not fit. The check symbol catches a code typed wrongly. */
export function readHold(typed: HoldTyped, today: LocalDate): Result<Hold, readonly HoldFault[]> {
	const code = parseCode(typed.code);
	const until = lastDay(typed.until.trim(), today);
	const faults: HoldFault[] = [
		...(code.ok ? [] : [{ field: 'code', code: 'not_a_code' } as const]),
		...textFault('why', typed.why),
		...textFault('askedBy', typed.askedBy),
		...(until === undefined ? [{ field: 'until', code: 'not_ahead' } as const] : []),
	];
	if (faults.length > 0 || !code.ok || until === undefined) return refuse(faults);
	return ok({ code: code.value, why: typed.why.trim(), askedBy: typed.askedBy.trim(), until });
}

function textFault(field: keyof typeof TEXTS, text: string): HoldFault[] {
	const { least, most } = TEXTS[field];
	if (text.trim().length < least) return [{ field, code: 'too_short' }];
	return text.trim().length > most ? [{ field, code: 'too_long' }] : [];
}

/** Null for an empty field; undefined for what is no day, or one that is over. */
function lastDay(text: string, today: LocalDate): LocalDate | null | undefined {
	if (text === '') return null;
	const day = parseLocalDate(text);
	return day && day >= today ? day : undefined;
}
