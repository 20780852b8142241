import { describe, expect, it } from 'vitest';
import {
	formatBytes,
	formatDate,
	formatMoney,
	formatMonth,
	formatNumber,
	formatPercent,
	formatTime,
	machineDate,
} from './format.ts';

const instant = new Date('2026-02-26T02:30:00Z');

describe('a date', () => {
	it.each([
		['Asia/Jakarta', 'Kam, 26 Feb 2026 · 09.30 WIB'],
		['Asia/Pontianak', 'Kam, 26 Feb 2026 · 09.30 WIB'],
		['Asia/Makassar', 'Kam, 26 Feb 2026 · 10.30 WITA'],
		['Asia/Jayapura', 'Kam, 26 Feb 2026 · 11.30 WIT'],
	] as const)('is told in the zone of the office: %s', (zone, told) => {
		expect(formatDate(instant, { zone, lang: 'id', time: 'show' })).toBe(told);
	});

	it('is told in English', () => {
		expect(formatDate(instant, { zone: 'Asia/Makassar', lang: 'en', time: 'show' })).toBe(
			'Thu, 26 Feb 2026 · 10:30 WITA',
		);
	});

	it('is already tomorrow in the east', () => {
		const night = '2026-12-31T15:30:00Z';

		expect(formatDate(night, { zone: 'Asia/Jakarta', lang: 'id' })).toBe('Kam, 31 Des 2026');
		expect(formatDate(night, { zone: 'Asia/Jayapura', lang: 'id' })).toBe('Jum, 1 Jan 2027');
	});

	it('drops the year where space is short', () => {
		expect(formatDate('2026-03-09', { zone: 'Asia/Jakarta', lang: 'id', year: 'drop' })).toBe('Sen, 9 Mar');
	});

	it('of a whole day is the same in every zone and shows no time of day', () => {
		for (const zone of ['Asia/Jakarta', 'Asia/Jayapura'] as const) {
			expect(formatDate('2026-05-01', { zone, lang: 'id', time: 'show' })).toBe('Jum, 1 Mei 2026');
		}
	});

	it('that is none is a fault', () => {
		expect(() => formatDate('kemarin', { zone: 'Asia/Jakarta', lang: 'id' })).toThrow(RangeError);
	});

	it('for machines carries its offset', () => {
		expect(machineDate(instant, 'Asia/Makassar')).toBe('2026-02-26T10:30+08:00');
		expect(machineDate('2026-02-26', 'Asia/Makassar')).toBe('2026-02-26');
	});

	it('can be a time of day or a month', () => {
		expect(formatTime(instant, { zone: 'Asia/Makassar', lang: 'id' })).toBe('10.30 WITA');
		expect(formatMonth(instant, { zone: 'Asia/Makassar', lang: 'id' })).toBe('Februari 2026');
		expect(formatMonth('2026-08-01', { zone: 'Asia/Makassar', lang: 'id', length: 'short' })).toBe(
			'Agu 2026',
		);
	});
});

describe('a number', () => {
	it.each([
		[0, 0, '0'],
		[1284, 0, '1.284'],
		[1234567.25, 1, '1.234.567,3'],
		[4.2, 1, '4,2'],
		[-12.5, 1, '-12,5'],
		[-0.04, 1, '0,0'],
	])('%f with %i decimals reads %s', (value, decimals, told) => {
		expect(formatNumber(value, 'id', decimals)).toBe(told);
	});

	it('has English marks in English', () => {
		expect(formatNumber(1234.5, 'en', 1)).toBe('1,234.5');
	});

	it('can be a share or money', () => {
		expect(formatPercent(0.876, 'id')).toBe('87,6%');
		expect(formatMoney(50_000, 'id')).toBe('Rp50.000');
	});

	it.each([
		[0, '0 B'],
		[999, '999 B'],
		[412_000, '412 kB'],
		[999_600, '1,0 MB'],
		[1_230_000, '1,2 MB'],
		[15_900_000, '16 MB'],
	])('of %i bytes reads %s', (bytes, told) => {
		expect(formatBytes(bytes, 'id')).toBe(told);
	});
});
