/** Longest text of a field that is read at all; what is shorter than this but too long is kept and said so. */
const MOST_READ = 20_000;

/** Controls that print nothing, and marks that turn the order of what is read around. Line breaks and tabs stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const BREAK = /\r\n?/g;

/** What somebody typed, as it may be stored: whole characters, ordinary line breaks, nothing invisible, no edges. */
export function cleanText(typed: string): string {
	return typed
		.slice(0, MOST_READ)
		.toWellFormed()
		.replace(BREAK, '\n')
		.replace(UNSEEN, '')
		.normalize('NFC')
		.trim();
}

/** The same on one line: for names, titles and addresses. */
export function cleanLine(typed: string): string {
	return cleanText(typed).replace(/\s+/g, ' ');
}

/** Letters and digits: spaces, signs and pictures tell no story. */
export function lettersIn(text: string): number {
	return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

const SENTENCE = /^.+?[.!?](?=\s|$)|^.+$/m;
const TITLE_LENGTH = 80;

/** A title out of the first sentence, cut between words. The reporter may write a better one. */
export function proposedTitle(story: string): string {
	const sentence = (SENTENCE.exec(story.trim())?.[0] ?? '').replace(/[.!?\s]+$/, '');
	if (sentence.length <= TITLE_LENGTH) return sentence;
	const cut = sentence.slice(0, TITLE_LENGTH);
	return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), TITLE_LENGTH / 2)).toWellFormed()}…`;
}
