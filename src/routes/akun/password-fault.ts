import type { Words } from '#text/words.ts';

/** What is wrong with a chosen password, in words. */
export function passwordFault(
	t: Words['account']['fault'],
	fault: string | undefined,
	{ least, most }: { readonly least: number; readonly most: number },
): string {
	if (fault === 'short') return t.short(least);
	if (fault === 'long') return t.long(most);
	return fault === 'different' ? t.different : t.missing;
}
