import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPersonalData, maskPersonalData, PERSONAL_DATA, type PersonalDataKind } from './personal-data.ts';

const MARKS = {
	nik: '[NIK disamarkan]',
	phone: '[nomor HP disamarkan]',
	email: '[surel disamarkan]',
	plate: '[pelat disamarkan]',
	account: '[nomor rekening disamarkan]',
} as const satisfies Record<PersonalDataKind, string>;

const SEED = 20_260_216;
const sample = <Value>(values: fc.Arbitrary<Value>, numRuns: number) =>
	fc.sample(values, { numRuns, seed: SEED });

const digits = (length: number) =>
	fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((list) => list.join(''));
const padded = (min: number, max: number) =>
	fc.integer({ min, max }).map((value) => String(value).padStart(2, '0'));
const letters = (minLength: number, maxLength: number) =>
	fc.string({ unit: fc.constantFrom(...'ABCDEFGHJKLNPRSTUVWXYZ'), minLength, maxLength });
/** Cuts `text` into groups of these sizes, the last as long as it must be. */
const cut = (text: string, gap: string, ...sizes: number[]): string => {
	const [size, ...rest] = sizes;
	if (size === undefined || text.length <= size) return text;
	return text.slice(0, size) + gap + cut(text.slice(size), gap, ...rest);
};

const nik = fc
	.tuple(
		padded(11, 94),
		digits(4),
		fc.oneof(padded(1, 31), padded(41, 71)),
		padded(1, 12),
		digits(2),
		padded(1, 99),
	)
	.chain(([province, area, day, month, year, serial]) => {
		const number = `${province}${area}${day}${month}${year}00${serial}`;
		return fc.constantFrom(
			number,
			cut(number, ' ', 4, 4, 4, 4),
			cut(number, '-', 6, 6, 4),
			cut(number, '.', 6, 6, 4),
		);
	});

const phone = fc
	.tuple(
		fc.constantFrom('811', '812', '821', '852', '857', '878', '896'),
		fc.integer({ min: 6, max: 9 }).chain(digits),
	)
	.chain(([operator, rest]) => {
		const number = `0${operator}${rest}`;
		const abroad = `62${operator}${rest}`;
		const wide = number.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
		const arabic = number.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
		return fc.constantFrom(
			number,
			cut(number, '-', 4, 4),
			cut(number, ' ', 4, 4),
			cut(number, '.', 4, 3),
			abroad,
			`+${abroad}`,
			`+${cut(abroad, ' ', 2, 3, 4)}`,
			`+62 ${cut(operator + rest, '-', 3, 4)}`,
			number.replace('0', 'o'),
			wide,
			arabic,
		);
	});

const email = fc
	.tuple(
		fc.constantFrom('siti.aminah', 'budi_77', 'warga+lapor', 'a.b-c'),
		fc.constantFrom('surat.example', 'pos.contoh.id'),
	)
	.chain(([name, host]) =>
		fc.constantFrom(
			`${name}@${host}`,
			`${name.toUpperCase()}@${host}`,
			`${name} @ ${host}`,
			`${name}(at)${host}`,
		),
	);

const plate = fc
	.tuple(fc.constantFrom('DA', 'B', 'KT', 'AB', 'L'), fc.integer({ min: 1000, max: 9999 }), letters(2, 3))
	.chain(([area, number, series]) =>
		fc.constantFrom(
			`${area} ${number} ${series}`,
			`${area}${number}${series}`,
			`${area}-${number}-${series}`,
			`${area}${number}${series}`.toLowerCase(),
		),
	);

const account = fc
	.integer({ min: 10, max: 15 })
	.chain((length) => digits(length - 1))
	.chain((rest) => fc.constantFrom(`3${rest}`, cut(`3${rest}`, '-', 4, 2, 4), cut(`3${rest}`, ' ', 4, 4)));

const SENTENCES: Record<PersonalDataKind, readonly ((value: string) => string)[]> = {
	nik: [
		(value) => `NIK saya ${value}, kartu belum dicetak.`,
		(value) => `Nama di kartu salah, nomornya ${value}. Mohon dibetulkan.`,
		(value) => `Sudah tiga kali ke kantor (${value}) dan blangko kosong`,
		(value) => `anak saya nik:${value} belum masuk kartu keluarga`,
	],
	phone: [
		(value) => `Hubungi saya di ${value} setelah magrib.`,
		(value) => `Lampu jalan mati. WA ${value}, terima kasih`,
		(value) => `HP:${value} atas nama ketua RT 05`,
		(value) => `Petugas meminta saya menelepon ${value}; tidak diangkat sejak 16 Februari 2026.`,
	],
	email: [
		(value) => `Balas ke ${value} saja.`,
		(value) => `Berkas sudah dikirim ke ${value}, belum ada kabar`,
		(value) => `surel saya: ${value}`,
	],
	plate: [
		(value) => `Truk ${value} parkir di depan sekolah setiap pagi.`,
		(value) => `Mobil pelat ${value} menutup jalan desa`,
		(value) => `Sopir angkot bernomor ${value} menolak penumpang pelajar.`,
	],
	account: [
		(value) => `Diminta transfer ke rekening ${value} sebelum surat jadi.`,
		(value) => `no. rek ${value} atas nama bendahara`,
		(value) => `Uangnya masuk BRI ${value}, tanpa kuitansi.`,
		(value) => `Bantuan harus lewat bank ke ${value} katanya`,
	],
};

const VALUES = { nik, phone, email, plate, account } satisfies Record<PersonalDataKind, fc.Arbitrary<string>>;

/** Sentences nobody ever sent, each with one piece of personal data. */
function invented(kind: PersonalDataKind): readonly { text: string; value: string; start: number }[] {
	return sample(fc.tuple(VALUES[kind], fc.constantFrom(...SENTENCES[kind])), 120).map(([value, sentence]) => {
		const text = sentence(value);
		return { text, value, start: text.indexOf(value) };
	});
}

describe('personal data in a text', () => {
	test.each(PERSONAL_DATA)('%s is found, whole, in 98 of 100 invented sentences or more', (kind) => {
		const sentences = invented(kind);

		const missed = sentences.filter(
			({ text, value, start }) =>
				!findPersonalData(text).some(
					(found) => found.kind === kind && found.start <= start && found.end >= start + value.length,
				),
		);
		expect(1 - missed.length / sentences.length, missed[0]?.text).toBeGreaterThanOrEqual(0.98);
	});

	test('is all masked in a text that holds one of each', () => {
		const text =
			'Saya Siti, NIK 6371015203900001, HP 0812-3456-7890 atau siti@surat.example. Motor DA 1234 XYZ, rek 1234567890.';

		expect(maskPersonalData(text, MARKS)).toBe(
			'Saya Siti, NIK [NIK disamarkan], HP [nomor HP disamarkan] atau [surel disamarkan]. ' +
				'Motor [pelat disamarkan], rek [nomor rekening disamarkan].',
		);
	});

	test.each([
		['Telp (0517) 21234 tidak diangkat', '(0517) 21234'],
		['kantor 021-5551234 selalu sibuk', '021-5551234'],
		['+62 517 21234', '+62 517 21234'],
		['WA 81234567890', '81234567890'],
		['nomor +65 6123 4567', '+65 6123 4567'],
		['dua nomor: 081234567890/082134567890', '081234567890', '082134567890'],
		['0812\u200b3456\u200b7890', '0812\u200b3456\u200b7890'],
		['1234567890 (BCA)', '1234567890'],
		['KTP 637101520390001 kurang satu angka', '637101520390001'],
		['nopol da 1234 ab melawan arus', 'da 1234 ab'],
		['mobil DA 1234 di jalan desa', 'DA 1234'],
	])('%j: nothing more and nothing less', (text, ...values) => {
		expect(findPersonalData(text).map(({ start, end }) => text.slice(start, end))).toEqual(values);
	});
});
