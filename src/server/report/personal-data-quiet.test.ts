import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPersonalData, maskPersonalData, PERSONAL_DATA } from './personal-data.ts';
import { withPlainDigits } from './plain-digits.ts';
import { formatCode } from './tracking-code.ts';

const MARKS = {
	nik: '[NIK disamarkan]',
	phone: '[nomor HP disamarkan]',
	email: '[surel disamarkan]',
	plate: '[pelat disamarkan]',
	account: '[nomor rekening disamarkan]',
};

describe('no personal data is', () => {
	test.each([
		'Jalan rusak sejak 2019, 2020, dan 2021 sampai 2026.',
		'Tahun 2019 2020 2021 2022 tidak pernah diperbaiki',
		'Diminta Rp50.000 lalu Rp 1.500.000, total Rp1.550.000.000 (1,5 miliar).',
		'Anggarannya Rp1.081.234.567.890 dan Rp 812.345.678.901,00',
		'biaya 081.000 rupiah, 085.500.000 juta',
		'Kejadian 16-02-2026 pukul 08.30-16.00 WITA, 02.03.2026 10.30, dan 2026-02-16 07:45.',
		'Buka 08.15 - 16.30, 08.15-16.30 12-02-2026',
		'Rumah nomor 12B, No. 021 RT 05/RW 02, Jl. Mawar No 12 A, Blok B 12 C, Gang 3 no. A 123 B, RT 003 RW 005',
		'Perumahan A 12 B lantai 3, kamar C 101 D',
		'antrean B 123 CD di loket',
		'Surat 188.45/151/2016, 060/211/061 Tahun 2018, 045.2/123/2026',
		'Kode wilayah 63.06.01.2001, kode pos 71211, koordinat -2.58123, 115.38124',
		'Tahun 1445 H 2024 M, pasal 5 ayat 2, UU 25/2009',
		'KM 120 dari kota, panjang 1500 m, daya 1300 VA, motor 150 cc, pipa 3 inci, berat 2000 kg',
		'dr 2019 yg lalu, ada 12 kk dan 45 org di rt 3 rw 5, butuh 100 rb',
		'Listrik padam 3 x sehari, truk L 300 lewat, bus 45 penumpang',
		'Saldo rekening berkurang 1.500.000 pada 12-02-2026, bank tutup pukul 08.00 - 15.00',
		'rekening tahun 2024 2025 2026 belum dibayar',
		'Rapat @ kantor desa. Ikuti @akun di media sosial, harga 5@3.',
		'Versi 1.2.3.4 dan 10.20.30.40, isbn 978',
		'Nomor darurat 112, 1708, 110, atau 119',
		'',
		'   ',
	])('in %j', (text) => {
		expect(findPersonalData(text).map(({ start, end }) => text.slice(start, end))).toEqual([]);
	});

	test('in a tracking code of any government and year', () => {
		const codes = fc
			.record({
				prefix: fc.constantFrom('HST', 'DA', 'B', 'KT', 'AB').map((prefix) => prefix.padEnd(2, 'B')),
				year: fc.integer({ min: 2020, max: 2059 }),
				random: fc.uint8Array({ minLength: 4, maxLength: 6 }),
			})
			.map(formatCode);

		fc.assert(
			fc.property(codes, fc.constantFrom('Laporan', 'Soal bank, kode', 'Motor saya:'), (code, words) => {
				expect(findPersonalData(`${words} ${code} belum dijawab.`)).toEqual([]);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('masking', () => {
	const anyText = fc
		.array(
			fc.oneof(
				fc.string({ unit: 'binary', maxLength: 8 }),
				fc.string({ unit: fc.constantFrom(...'0123456789+62 08.-()@aDA B'), maxLength: 20 }),
				fc.constantFrom(' rek ', ' NIK ', ' motor ', ' Rp', ' HP '),
			),
			{ maxLength: 12 },
		)
		.map((parts) => parts.join(''));

	test('leaves what is not personal data as it was, and finds spans in order without overlaps', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const found = findPersonalData(text);
				const kept = found.reduceRight(
					(left, { start, end }) => left.slice(0, start) + left.slice(end),
					text,
				);
				const empty = Object.fromEntries(PERSONAL_DATA.map((kind) => [kind, ''])) as typeof MARKS;
				expect(maskPersonalData(text, empty)).toBe(kept);
				expect(found.every(({ start, end }, at) => start < end && start >= (found[at - 1]?.end ?? 0))).toBe(
					true,
				);
			}),
		);
	});

	test('a second time finds nothing more in an ordinary text', () => {
		const masked = maskPersonalData('NIK 6371015203900001, HP 081234567890, rek 1234567890', MARKS);

		expect(findPersonalData(masked)).toEqual([]);
	});

	test('keeps every character in its place while reading digits', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(withPlainDigits(text)).toHaveLength(text.length);
			}),
		);
	});
});

describe('a hostile text of 100 kB', () => {
	test.each([
		'1',
		'0',
		'08',
		'1 ',
		'08-',
		'62.',
		'a@',
		'@',
		`${'a'.repeat(63)}@`,
		'a.',
		`a@${'b.'.repeat(120)}`,
		'rek ',
		'rek1 ',
		'A1',
		'DA 1 ',
		'B 1234 ',
		'+',
		'(',
		'\u200b',
		'0\u200b',
		'Rp1.',
		' ',
	])('of %j again and again is read in linear time', (part) => {
		const text = part.repeat(Math.ceil(100_000 / part.length));

		// Quadratic reading of so much would outlast the test's own time.
		expect(findPersonalData(text)).toBeInstanceOf(Array);
	});
});
