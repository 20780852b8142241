import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInstant } from './instant.ts';

const MAKASSAR = { zone: 'Asia/Makassar', order: 'ymd' } as const;
const read = (text: string, dates: Parameters<typeof parseInstant>[1] = MAKASSAR) =>
	parseInstant(text, dates)?.toISOString();

describe('the instant a foreign file means', () => {
	test.each([
		['2025-04-14T09:30:15', '2025-04-14T01:30:15.000Z'],
		['2025-04-14 09.30', '2025-04-14T01:30:00.000Z'],
		['2025/4/1', '2025-03-31T16:00:00.000Z'],
		['2025-04-14T09:30:15.250+09:00', '2025-04-14T00:30:15.000Z'],
		['2025-04-14T09:30Z', '2025-04-14T09:30:00.000Z'],
	])('%s stands in the zone of the file unless it names its own', (text, instant) => {
		expect(read(text)).toBe(instant);
	});

	test('follows the order of the file, and the universal time of machines', () => {
		expect(read('03/04/2025 00:15', { zone: 'Asia/Jakarta', order: 'dmy' })).toBe('2025-04-02T17:15:00.000Z');
		expect(read('03/04/2025, 00:15', { zone: 'UTC', order: 'mdy' })).toBe('2025-03-04T00:15:00.000Z');
	});

	test.each([
		'2025-02-30',
		'2025-13-01',
		'25-04-14',
		'2025-04-14 24:00',
		'2025-04-14 10:61',
		'2025-04-14 10:00:99',
		'14 April 2025',
		'1987-12-31',
		'45761',
		'=NOW()',
		'',
	])('%s is no date we would guess at', (text) => {
		expect(read(text)).toBeUndefined();
	});

	test('every written instant is read back as it was', () => {
		const instants = fc.date({
			min: new Date('1990-01-01'),
			max: new Date('2190-01-01'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(instants, (instant) => {
				const written = instant.toISOString().slice(0, 19);
				expect(read(written, { zone: 'UTC', order: 'ymd' })).toBe(`${written}.000Z`);
			}),
		);
	});

	test('no text takes long or throws', () => {
		fc.assert(fc.property(fc.string({ maxLength: 5000 }), (text) => void read(text)));
		expect(read(`${'1'.repeat(100_000)}-`)).toBeUndefined();
	});
});
