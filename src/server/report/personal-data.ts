import { emailsIn } from './personal-emails.ts';
import { numbersIn } from './personal-numbers.ts';
import { platesIn } from './personal-plates.ts';
import { withPlainDigits } from './plain-digits.ts';

/**
 * What should not stand in a public text: identity number (NIK, and the family card's, which is built alike),
 * telephone, e-mail, vehicle plate, account number. Names, faces and illnesses are not found by rules: people look.
 */
export const PERSONAL_DATA = ['nik', 'phone', 'email', 'plate', 'account'] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA)[number];

/** Where personal data stands in a text: from `start` up to, not with, `end`, in UTF-16 units. */
export type PersonalData = { readonly kind: PersonalDataKind; readonly start: number; readonly end: number };

/**
 * Everything in `text` that looks like personal data, in order, without overlaps.
 * Rather warns once too often than misses one; the time it takes grows with the length of the text and no faster.
 */
export function findPersonalData(text: string): readonly PersonalData[] {
	const plain = withPlainDigits(text);
	const found = [...emailsIn(plain), ...numbersIn(plain), ...platesIn(plain)];
	return withoutOverlaps(found.sort((left, right) => left.start - right.start || right.end - left.end));
}

/** `text` with each piece of personal data replaced by the mark of its kind, such as `[nomor HP disamarkan]`. */
export function maskPersonalData(text: string, marks: Readonly<Record<PersonalDataKind, string>>): string {
	let masked = '';
	let copied = 0;
	for (const { kind, start, end } of findPersonalData(text)) {
		masked += text.slice(copied, start) + marks[kind];
		copied = end;
	}
	return masked + text.slice(copied);
}

function withoutOverlaps(sorted: readonly PersonalData[]): readonly PersonalData[] {
	let free = 0;
	return sorted.filter(({ start, end }) => {
		if (start < free) return false;
		free = end;
		return true;
	});
}
