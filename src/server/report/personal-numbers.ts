import { type DigitGroup, type Digits, digitGroups, isEvenlyParted, numbersFrom } from './digit-groups.ts';
import type { PersonalData, PersonalDataKind } from './personal-data.ts';

/** How far before (and shortly behind) a number a word may stand that says what it is. */
const WORD_BEFORE = 64;
const WORD_BEHIND = 16;

const IDENTITY_WORD = /\b(?:nik|n\.i\.k|ktp|e-?ktp|kk|kia|nomor induk)\b/i;
const PHONE_WORD =
	/\b(?:hp|wa|whats ?app|telp|tlp|telepon|telpon|nomor|no|hub|hubungi|kontak|call|sms)\b[ .:]*$/i;
const ACCOUNT_WORD =
	/\b(?:no)?(?:rek|rekening|norek|acc|account|bank|bri|bni|bca|btn|bsi|bpd|mandiri|danamon|permata|cimb|niaga|panin|muamalat|transfer|tf|va|ovo|gopay|shopeepay|linkaja)\b/i;
const MONEY_BEFORE = /(?:\brp|\bidr)[ .:]{0,2}$/i;
const MONEY_BEHIND = /^[ ]?(?:rupiah|juta|jt|ribu|rb|miliar|milyar|,-|,\d\d\b)/i;

/** Thousands parted by dots, days with month and year, several years: no number of a person looks so. */
const NOT_AN_ACCOUNT = [
	/^\d{1,3}(?:\.\d{3})+$/,
	/^\d{1,2}[-. ]\d{1,2}[-. ]\d{2,4}$/,
	/^\d{4}[-. ]\d{1,2}[-. ]\d{1,2}$/,
	/^(?:19|20)\d\d(?:[- ](?:19|20)\d\d)+$/,
];
/** `ABC-26-456789`: the digits belong to a code that begins with letters. */
const CODE_BEFORE = /[a-z]-$/i;

/** Identity, telephone and account numbers in a text with plain digits. */
export function numbersIn(plain: string): readonly PersonalData[] {
	const groups = digitGroups(plain);
	const found: PersonalData[] = [];
	let free = 0;
	groups.forEach((group, at) => {
		if (group.start < free) return;
		const personal = numberAt(plain, groups, at);
		if (!personal) return;
		found.push(personal);
		free = personal.end;
	});
	return found;
}

function numberAt(plain: string, groups: readonly DigitGroup[], at: number): PersonalData | undefined {
	const numbers = numbersFrom(groups, at);
	const first = numbers[0];
	if (!first || isMoney(plain, first)) return undefined;

	const nik = numbers.find((number) => isNik(plain, number));
	if (nik) return personal('nik', nik, nik.start);

	const phone = complete(numbers.filter((number) => isPhone(plain, number)));
	if (phone) return personal('phone', phone, phoneStart(plain, phone.start));

	const account = numbers.filter((number) => isAccount(plain, number)).at(-1);
	return account && personal('account', unbroken(account, first), account.start);
}

function personal(kind: PersonalDataKind, number: Digits, start: number): PersonalData {
	return { kind, start, end: number.end };
}

/**
 * Sixteen digits PPKKCC DDMMYY SSSS: a possible day (plus 40 for women) and month, a serial that is not 0000.
 * The region is that of first registration and may be obsolete, so it is not looked at. After a word like NIK
 * any 15 to 17 digits count: a mistyped number still gives its owner away.
 */
function isNik(plain: string, number: Digits): boolean {
	const { digits, groups, start } = number;
	const named = IDENTITY_WORD.test(plain.slice(Math.max(0, start - 24), start));
	if (groups.length > 1 && (!isEvenlyParted(number) || groups.some((group) => group.digits.length < 2)))
		return false;
	if (named && groups.length === 1) return digits.length >= 15 && digits.length <= 17;
	return digits.length === 16 && (named || hasBirthday(digits));
}

function hasBirthday(digits: string): boolean {
	const day = Number(digits.slice(6, 8));
	const month = Number(digits.slice(8, 10));
	const isDay = (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
	return isDay && month >= 1 && month <= 12 && !digits.endsWith('0000');
}

/**
 * How telephone numbers begin and how long they then are; the number is written without its signs.
 * One that follows a digit and a dot is the middle of an amount of money.
 */
const MOBILE = /^(?:08[1235-9]\d{7,10}|(?:00)?620?8[1235-9]\d{7,10})$/;
const MOBILE_WITHOUT_ZERO = /^8[1235-9]\d{8,9}$/;
const LANDLINE = /^0[2-79]\d{7,10}$/;
const LANDLINE_WITH_COUNTRY = /^620?[2-79]\d{7,9}$/;
const ABROAD = /^(?!62|0)\d{9,14}$/;

function isPhone(plain: string, number: Digits): boolean {
	const { digits, start } = number;
	if (number.groups[0]?.gap === '.') return false;
	if (MOBILE.test(digits)) return isGroupedAsPhone(number);
	if (plain[start - 1] === '+') return ABROAD.test(digits) || LANDLINE_WITH_COUNTRY.test(digits);
	if (LANDLINE.test(digits)) return isGroupedAsLandline(number);
	return MOBILE_WITHOUT_ZERO.test(digits) && PHONE_WORD.test(plain.slice(Math.max(0, start - 24), start));
}

/** `08.15-16.30 12` is an hour and a day: a number that begins with a mere 08 goes on with one kind of gap. */
function isGroupedAsPhone(number: Digits): boolean {
	return number.groups[0]?.digits !== '08' || isEvenlyParted(number);
}

/** Area code of three or four digits, then the rest; `02.03.2026 10.30` is a date with a time. */
function isGroupedAsLandline({ groups }: Digits): boolean {
	const [area, rest] = groups;
	if (!area || !rest) return true;
	return (area.digits.length === 3 || area.digits.length === 4) && rest.digits.length >= 3;
}

/**
 * Of the ways to end a telephone number: unbroken if it was written so, else the longest that goes on as it began.
 * `0812345678 16 Maret` ends before the day, `0812 3456 78 90` after the last pair.
 */
function complete(endings: readonly Digits[]): Digits | undefined {
	const shortest = endings[0];
	if (!shortest || shortest.groups.length === 1) return shortest;
	return endings.filter(isEvenlyParted).at(-1) ?? shortest;
}

function phoneStart(plain: string, start: number): number {
	return start - (/[+(]{1,2}$/.exec(plain.slice(Math.max(0, start - 2), start))?.[0].length ?? 0);
}

/** Eight to eighteen digits near a word of banking that are neither money nor a date. */
function isAccount(plain: string, number: Digits): boolean {
	const { digits, start, end } = number;
	const written = plain.slice(start, end);
	if (digits.length < 8 || !isEvenlyParted(number)) return false;
	if (NOT_AN_ACCOUNT.some((shape) => shape.test(written))) return false;
	const before = plain.slice(Math.max(0, start - WORD_BEFORE), start);
	if (CODE_BEFORE.test(before)) return false;
	return ACCOUNT_WORD.test(before) || ACCOUNT_WORD.test(plain.slice(end, end + WORD_BEHIND));
}

/** A long number without gaps is whole; what follows it after a space is something else. */
function unbroken(number: Digits, first: Digits): Digits {
	return first.digits.length >= 8 ? first : number;
}

function isMoney(plain: string, { start, end }: Digits): boolean {
	const before = plain.slice(Math.max(0, start - 6), start);
	return MONEY_BEFORE.test(before) || MONEY_BEHIND.test(plain.slice(end, end + 8));
}
