import type { PersonalData } from './personal-data.ts';

/** The sign itself, also spelled out to fool machines, with a space around it. */
const AT = / ?(?:@|\((?:at|et)\)|\[(?:at|et)\]) ?/gi;
const LOCAL_PART = /[a-z0-9._%+-]{1,64}$/i;
const DOMAIN =
	/^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}(?:\.| ?\(dot\) ?| ?\[dot\] ?)[a-z]{2,24}(?![a-z])/i;

/** Longest local part, longest domain: no more than this is looked at beside each sign. */
const BEFORE = 64;
const AFTER = 255;

/** E-mail addresses in a text with plain digits. */
export function emailsIn(plain: string): readonly PersonalData[] {
	return Array.from(plain.matchAll(AT)).flatMap((at) => {
		const after = at.index + at[0].length;
		const local = LOCAL_PART.exec(plain.slice(Math.max(0, at.index - BEFORE), at.index));
		const domain = DOMAIN.exec(plain.slice(after, after + AFTER));
		if (!local || !domain) return [];
		return [{ kind: 'email', start: at.index - local[0].length, end: after + domain[0].length }];
	});
}
