import { describe, expect, test } from 'vitest';
import { demoPacks } from '#db/packs.ts';
import { aMapping, aRow } from '../../../tests/foreign-rows.ts';
import { namesOfPack } from './names.ts';
import { tell } from './told.ts';

const pack = demoPacks().find(({ agency }) => agency.key === 'muara_sirih');
if (!pack) throw new Error('no demonstration');
const names = namesOfPack(pack);
const placeOf = (all: readonly { readonly key: string }[], wanted: string) =>
	all.findIndex(({ key }) => key === wanted) + 1;
const at = new Date('2026-02-02T01:00:00Z');
const told = (row: Record<string, string>, mapping = aMapping()) =>
	tell(new Map(Object.entries(row)), { mapping, names, at });
const understood = (row: Record<string, string>, mapping = aMapping()) => {
	const result = told(row, mapping);
	if (!result.ok) throw new Error(JSON.stringify(result.refusal));
	return result.value;
};

describe('a foreign row', () => {
	test('says who had it, where, since when, and how far it came', () => {
		expect(understood(aRow({ kantor: 'DINAS  PERHUBUNGAN', jenis: 'Saran' }))).toMatchObject({
			sourceId: 'A-1',
			unitId: placeOf(pack.units, 'dinas_perhubungan'),
			categoryId: placeOf(pack.categories, 'lampu_jalan'),
			districtCode: '99.01.01',
			villageCode: '99.01.01.1001',
			kind: 'aspiration',
			state: 'answered',
			receivedAt: new Date('2025-04-14T01:30:00Z'),
			title: 'Lampu di tikungan dekat langgar padam sejak Senin',
		});
	});

	test('finds offices by their other names, villages within their district, and districts by their villages', () => {
		expect(understood(aRow({ kantor: 'Dishub' })).unitId).toBe(placeOf(pack.units, 'dinas_perhubungan'));
		expect(understood(aRow({ kecamatan: '' })).districtCode).toBe('99.01.01');
		expect(understood(aRow({ kecamatan: 'Hulu Sirih' }))).toMatchObject({
			villageCode: null,
			place: 'Sirih Hilir',
		});
	});

	test('keeps as words the place that nobody knows', () => {
		const row = aRow({ kecamatan: 'Antah', desa: 'Berantah', lokasi: 'Tepi sungai' });

		expect(understood(row)).toMatchObject({
			districtCode: null,
			place: 'Tepi sungai, Berantah, Antah',
			unknown: { district: 'Antah', village: 'Berantah' },
		});
	});

	test('leaves an unknown office to the verifier where the mapping says so', () => {
		const mapping = aMapping({ unmatched: { unit: 'verifier', category: 'refuse', place: 'refuse' } });

		expect(understood(aRow({ kantor: 'Dinas Antah' }), mapping)).toMatchObject({
			unitId: null,
			unknown: { unit: 'Dinas Antah' },
		});
		expect(told(aRow({ topik: 'Antah' }), mapping)).toMatchObject({
			refusal: { field: 'category', reason: 'unknown' },
		});
	});

	test.each([
		[
			'a greeting',
			'Selamat pagi. Pipa air di gang tiga bocor sejak kemarin.',
			'Pipa air di gang tiga bocor sejak kemarin',
		],
		['signs', '!!! -- Pipa air di gang tiga bocor.', 'Pipa air di gang tiga bocor'],
		['one word', 'Macet', 'Macet'],
	])('without a title gets one that tells something, after %s', (_, isi, title) => {
		expect(understood(aRow({ isi })).title).toBe(title);
	});

	test('keeps what looks like a formula or a command as the text it is', () => {
		const isi = `=HYPERLINK("http://x.example";"klik") '; drop table report; -- $(rm -rf /) \${7*7} <script>`;

		expect(understood(aRow({ isi })).text).toBe(isi);
	});

	test('of twenty thousand characters is taken, one more is not', () => {
		expect(understood(aRow({ isi: 'air '.repeat(5000).padEnd(20_000, 'r') })).text).toHaveLength(19_999);
		expect(told(aRow({ isi: 'a'.repeat(20_001) }))).toMatchObject({
			refusal: { field: 'text', reason: 'too_long' },
		});
	});

	test.each([
		['no id', { nomor: ' ' }, 'sourceId', 'missing'],
		['an id of a whole page', { nomor: 'x'.repeat(101) }, 'sourceId', 'too_long'],
		['no text', { isi: '' }, 'text', 'missing'],
		['a text of signs', { isi: '... !!! \u202e' }, 'text', 'missing'],
		['no day of receipt', { masuk: '' }, 'receivedAt', 'missing'],
		['a day that does not exist', { masuk: '2025-02-30' }, 'receivedAt', 'not_a_date'],
		['a day to come', { masuk: '2026-02-03' }, 'receivedAt', 'in_the_future'],
		['an answer before the question', { dijawab: '2025-04-13' }, 'answeredAt', 'out_of_order'],
		['an unreadable answer day', { dijawab: 'besok' }, 'answeredAt', 'not_a_date'],
		['an office nobody knows', { kantor: 'Dinas Antah' }, 'unit', 'unknown'],
		['a status nobody knows', { status: 'entah' }, 'status', 'unknown'],
		['a kind nobody knows', { jenis: '__proto__' }, 'kind', 'unknown'],
		['an end without an answer', { status: 'selesai', dijawab: '' }, 'answeredAt', 'missing'],
		['a place of a whole page', { lokasi: 'x'.repeat(501) }, 'place', 'too_long'],
	])('with %s is refused', (_, given, field, reason) => {
		expect(told(aRow(given))).toMatchObject({ ok: false, refusal: { field, reason } });
	});
});
