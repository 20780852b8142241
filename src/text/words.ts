import { en } from './en.ts';
import { id, type Words } from './id.ts';

export type { Words } from './id.ts';

/** The languages of the product; Indonesian is the one that binds. */
export type Lang = 'id' | 'en';

const LANGUAGES = { id, en } satisfies Record<Lang, Words>;

export function words(lang: Lang): Words {
	return LANGUAGES[lang];
}

export function isLang(name: string): name is Lang {
	return Object.hasOwn(LANGUAGES, name);
}

/** The language a cookie or header names; Indonesian when it names none of ours. */
export function langOf(name: string | null | undefined): Lang {
	return name === 'en' ? 'en' : 'id';
}
