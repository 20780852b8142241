import { ok, type Result, refuse } from '#server/platform/result.ts';
import type { PackReply } from './pack.ts';
import { type PackRefusal, REPLY_STEPS, type ReplyStep } from './pack-words.ts';

/** What a prepared reply may leave to be filled in from the report, written in braces: `{kode}`. */
export const PLACEHOLDERS = ['kode', 'kantor', 'pemerintah', 'tanggal', 'batas'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** What stands in braces; words of any kind, so that a misspelled one is found and not sent to a citizen. */
const IN_BRACES = /\{([^{}]*)\}/g;

/** Names in braces that nothing is known to fill, each once. */
export function unknownPlaceholders(body: string): string[] {
	const names = [...body.matchAll(IN_BRACES)].map(([, name = '']) => name);
	return [...new Set(names)].filter((name) => !isPlaceholder(name));
}

/** The reply for one report. A value that this report has not leaves its name standing, for the officer to see. */
export function filledReply(body: string, values: Readonly<Partial<Record<Placeholder, string>>>): string {
	return body.replace(IN_BRACES, (whole, name: string) => (isPlaceholder(name) && values[name]) || whole);
}

/** A reply as it was typed. */
export type TypedReply = { readonly step: string; readonly name: string; readonly body: string };
export type ReplyFault = {
	readonly field: keyof TypedReply;
	readonly code: 'step_missing' | 'name_missing' | 'body_missing' | 'unknown' | 'too_many';
	/** What nobody can fill. */
	readonly value?: string;
};

/** The reply that was typed, or everything that keeps it from being one. */
export function replyOf({
	step,
	name,
	body,
}: TypedReply): Result<
	{ readonly step: ReplyStep; readonly name: string; readonly body: string },
	readonly ReplyFault[]
> {
	const known = REPLY_STEPS.find((one) => one === step);
	const faults: (ReplyFault | false)[] = [
		!known && { field: 'step', code: 'step_missing' },
		!isBetween(name, 2, 160) && { field: 'name', code: 'name_missing' },
		!isBetween(body, 10, 4000) && { field: 'body', code: 'body_missing' },
		...unknownPlaceholders(body).map((value): ReplyFault => ({ field: 'body', code: 'unknown', value })),
	];
	const found = faults.filter((fault) => fault !== false);
	return known && found.length === 0 ? ok({ step: known, name, body }) : refuse(found);
}

function isBetween({ length }: string, least: number, most: number): boolean {
	return length >= least && length <= most;
}

/** Replies of a pack that name what nobody can fill. */
export function replyFaults(replies: readonly PackReply[]): PackRefusal[] {
	return replies.flatMap(({ body }, index) =>
		unknownPlaceholders(body).map(
			(name): PackRefusal => ({
				code: 'unknown_placeholder',
				path: `replies.${index}.body`,
				value: name,
			}),
		),
	);
}

function isPlaceholder(name: string): name is Placeholder {
	return (PLACEHOLDERS as readonly string[]).includes(name);
}
