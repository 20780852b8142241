import { words } from '#text/words.ts';
import type { PageServerLoad } from './$types.js';
import { lineOf, registerOf, yearIn } from './register.ts';

/** The register of requests for public information, one year at a time. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const year = yearIn(locals, url.searchParams);
	const entries = await registerOf(locals, year);
	return { year, lines: entries.map((entry) => lineOf(entry, locals, words(locals.lang))) };
};
