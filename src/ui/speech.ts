import { getContext, setContext } from 'svelte';
import type { Zone } from '#server/deadline/calendar.ts';
import { type Lang, type Words, words } from '#text/words.ts';

/** How a page speaks: its language, its words, and the zone its times are told in. */
export type Speech = { readonly lang: Lang; readonly zone: Zone; readonly words: Words };

const KEY = Symbol('speech');
const WITHOUT_PAGE: Speech = speechIn('id', 'Asia/Jakarta');

export function speechIn(lang: Lang, zone: Zone): Speech {
	return { lang, zone, words: words(lang) };
}

/** Set once by the layout; components below ask `speech()` instead of being handed words. */
export function setSpeech(speech: Speech): void {
	setContext(KEY, speech);
}

export function speech(): Speech {
	return getContext<Speech | undefined>(KEY) ?? WITHOUT_PAGE;
}
