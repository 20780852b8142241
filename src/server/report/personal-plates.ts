import type { PersonalData } from './personal-data.ts';

/** Letters that vehicle plates of Indonesia begin with, one registration area each. */
const AREA_LETTERS = new Set(
	(
		'A AA AB AD AE AG B BA BB BD BE BG BH BK BL BM BN BP D DA DB DC DD DE DG DH DK DL DM DN DP DR DS DT DW ' +
		'E EA EB ED F G H K KB KH KT KU L M N P PA PB PG PS PT PY R S T W Z'
	).split(' '),
);

const PLATE =
	/(?<![\p{L}\d-])([a-z]{1,2})[ .-]{0,2}([1-9]\d{0,3})(?:[ .-]{0,2}([a-z]{1,3}))?(?![\p{L}\d]|-[\p{L}\d])/giu;

/** How far before a plate the word for a vehicle may stand. */
const WORD_BEFORE = 40;
const VEHICLE =
	/\b(?:plat|nopol|no\.? ?pol|nomor polisi|motor|mobil|kendaraan|truk|truck|bus|angkot|pikap|pick-?up|ambulans?|taksi)\b/i;
/** After these a letter and a number are a house, a storey, a queue, a rule. */
const NOT_A_VEHICLE =
	/\b(?:blok|block|gang|gg|lantai|lt|kamar|ruang|kelas|pasal|ayat|km|rt|rw|jl|jalan|loket|antrean|antrian|halte|koridor|tahun|th|golongan)[ .]*$/i;
const NUMBER_WORD = /\b(?:no|nomor|seri|tipe|type)[ .:]*$/i;
/** `1445 H 2024 M` is a year in two calendars. */
const AFTER_NUMBER = /\d[ .]*$/;
/** Small words and measures that follow a number in a sentence. */
const NOT_A_SERIES =
	/^(?:di|ke|ini|itu|dan|yg|dg|dr|rt|rw|kk|rb|jt|m|km|cm|mm|kg|gr|ml|cc|gb|mb|kb|kva|w|v|a|x|s|d|sd|pcs|org|hr|bln|thn|th|an)$/;

/** Vehicle plates in a text with plain digits. */
export function platesIn(plain: string): readonly PersonalData[] {
	return Array.from(plain.matchAll(PLATE)).flatMap((match) => {
		const { 0: written, 1: area = '', 3: series = '', index: start } = match;
		const before = plain.slice(Math.max(0, start - WORD_BEFORE), start);
		if (!AREA_LETTERS.has(area.toUpperCase()) || isSomethingElse(before, area)) return [];

		const plate = isSeriesOf(area, series) ? written : withoutWord(written);
		return isPlate(plate, before) ? [{ kind: 'plate', start, end: start + plate.length }] : [];
	});
}

function isPlate(plate: string, before: string): boolean {
	return VEHICLE.test(before) ? isLikely(plate) : isSure(plate);
}

/** `DA 1234 di` up to its number: the letters behind belong to the sentence. */
function withoutWord(written: string): string {
	return written.slice(0, written.search(/\D*$/));
}

function isSomethingElse(before: string, area: string): boolean {
	if (NOT_A_VEHICLE.test(before)) return true;
	if (NUMBER_WORD.test(before)) return !VEHICLE.test(before);
	return area.length === 1 && AFTER_NUMBER.test(before);
}

/** Whether the letters behind the number belong to it: in the same case as those before, and no word of the sentence. */
function isSeriesOf(area: string, series: string): boolean {
	if (series === '') return false;
	return isUpper(area) === isUpper(series) && !NOT_A_SERIES.test(series);
}

/** Beside a word for a vehicle: with its series, or two capitals and four digits. */
function isLikely(plate: string): boolean {
	return /[a-z]$/i.test(plate) || /^[A-Z]{2}\D?\d{4}$/.test(plate);
}

/** By its looks alone: capitals or one piece, three digits or more, and not so short that it may be a house. */
function isSure(plate: string): boolean {
	const isWrittenAsPlate = isUpper(plate) || /^[a-z]+\d+[a-z]+$/.test(plate);
	const isLongEnough =
		/\d{4}/.test(plate) || (/\d{3}/.test(plate) && plate.replace(/[^a-z]/gi, '').length > 2);
	return isWrittenAsPlate && isLongEnough && /[a-z]$/i.test(plate);
}

function isUpper(text: string): boolean {
	return text === text.toUpperCase();
}
