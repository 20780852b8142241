import { z } from 'zod';
import { ok, type Result, refuse } from '../platform/result.ts';

/** What a rule about personal data says the length of. */
export const RULED = [
	'identity',
	'contact',
	'content',
	'request',
	'access_answer',
	'erasure_answer',
	'breach_notice',
] as const;
export type Ruled = (typeof RULED)[number];

/** Kinds of data a government may set its own spans for; the terms of answers are the law's. */
export const ADJUSTABLE = ['identity', 'contact', 'content', 'request'] as const satisfies readonly Ruled[];
export type Adjustable = (typeof ADJUSTABLE)[number];

export type Rule = {
	readonly span: number;
	readonly counted: 'days' | 'hours';
	/** Days before the erasure on which the reporter is told, the longest first. */
	readonly notices: readonly number[];
	readonly source: string;
};
export type Rules = Readonly<Record<Ruled, Rule>>;

const ruleSchema = z.strictObject({
	span: z.int().min(1).max(36_600),
	counted: z.enum(['days', 'hours']),
	notices: z
		.array(z.int().min(1).max(365))
		.max(6)
		.refine((days) => days.every((day, at) => at === 0 || day < (days[at - 1] ?? 0))),
	source: z.string().trim().min(3).max(200),
});
const rulesSchema = z.record(z.enum(RULED), ruleSchema);

/** The nation's rules as the pack tells them: every kind, or why not. */
export function parseRules(json: unknown): Result<Rules, readonly string[]> {
	const parsed = rulesSchema.safeParse(json);
	return parsed.success ? ok(parsed.data) : refuse(parsed.error.issues.map(({ path }) => path.join('.')));
}

export type RuleRow = Rule & { readonly what: Ruled; readonly own: boolean };

/** The rules in force: a government's own rows before the nation's. Throws when the nation's are not loaded. */
export function rulesFrom(rows: readonly RuleRow[]): Rules {
	const ruleOf = (what: Ruled): Rule => {
		const found = rows.find((row) => row.what === what && row.own) ?? rows.find((row) => row.what === what);
		if (!found) throw new Error(`there is no rule for ${what}`);
		const { span, counted, notices, source } = found;
		return { span, counted, notices, source };
	};
	return Object.fromEntries(RULED.map((what) => [what, ruleOf(what)])) as Rules;
}

export type RuleRefusal =
	| { readonly code: 'span_wrong' }
	| { readonly code: 'source_missing' }
	/** The reporter's address must outlive the notices that are sent to it. */
	| { readonly code: 'too_short_for_notices'; readonly least: number };

/** A span a government sets for itself, on whose authority; notices stay the nation's. */
export function ownRule(
	what: Adjustable,
	{ days, source }: { readonly days: number; readonly source: string },
	rules: Rules,
): Result<Rule, RuleRefusal> {
	if (!Number.isInteger(days) || days < 1 || days > 36_500) return refuse({ code: 'span_wrong' });
	if (source.trim().length < 3) return refuse({ code: 'source_missing' });
	const least = (rules[what].notices[0] ?? 0) + 1;
	if (days < least) return refuse({ code: 'too_short_for_notices', least });
	return ok({ span: days, counted: 'days', notices: rules[what].notices, source: source.trim() });
}

const HOUR_MS = 60 * 60 * 1000;

/** Terms of this law are counted in hours of the calendar, from the instant itself. */
export function termEnd(from: Date, { span, counted }: Pick<Rule, 'span' | 'counted'>): Date {
	return new Date(from.getTime() + span * (counted === 'hours' ? HOUR_MS : 24 * HOUR_MS));
}

/** What is left of a term, in whole hours and minutes; how much it is over when it is late. */
export type Left = { readonly late: boolean; readonly hours: number; readonly minutes: number };
export function leftUntil(end: Date, now: Date): Left {
	const minutes = Math.floor(Math.abs(end.getTime() - now.getTime()) / 60_000);
	return { late: now.getTime() >= end.getTime(), hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
