import type { PackReply } from './pack.ts';
import type { PackRefusal } from './pack-words.ts';

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
