import { describe, expect, test } from 'vitest';
import { idOf } from '../../../tests/samples.ts';
import type { UnitId } from '../access/policy.ts';
import type { Category, Directory } from '../agency/directory.ts';
import type { Unit } from '../agency/unit.ts';
import { suggestUnits } from './suggest.ts';

const unit = (id: string, topics: string[], jurisdiction: string[] = []) =>
	({ id: idOf<UnitId>(id), topics, jurisdiction }) as unknown as Unit;
const UNITS = [
	unit('roads', ['jalan', 'lubang']),
	unit('lights', ['lampu jalan']),
	unit('health', ['obat']),
	unit('north clinic', ['puskesmas'], ['99.01']),
	unit('south clinic', ['puskesmas'], ['99.02']),
];
const CATEGORIES = [
	{ id: 1, name: 'Puskesmas, obat', nameEn: 'Clinics, medicine', unitId: idOf('health') },
] as unknown as Category[];
const directory = {
	units: new Map(UNITS.map((one) => [one.id, one])),
	categories: new Map(CATEGORIES.map((one) => [one.id, one])),
} as unknown as Directory;
const suggested = (story: string, district = '99.01') =>
	suggestUnits({ story, district, village: '' }, directory);

describe('an office is suggested', () => {
	test('for the words of the story that are its topics, the more telling first', () => {
		expect(suggested('Lampu jalan padam, jalannya gelap')).toEqual([
			{ unitId: idOf('lights'), words: ['lampu jalan'], isItsPlace: false },
			{ unitId: idOf('roads'), words: ['jalan'], isItsPlace: false },
		]);
	});

	test('where it serves, before those for the whole land', () => {
		expect(suggested('Puskesmas tutup sejak pagi').map(({ unitId }) => unitId)).toEqual([
			idOf('north clinic'),
			idOf('health'),
		]);
		expect(suggested('Puskesmas tutup', '99.02')[0]).toEqual({
			unitId: idOf('south clinic'),
			words: ['puskesmas'],
			isItsPlace: true,
		});
	});

	test('not for a part of a word, and not without a reason', () => {
		expect(suggested('Perjalanan ke kota menyenangkan')).toEqual([]);
		expect(suggested('')).toEqual([]);
	});

	test('three at most', () => {
		expect(suggested('lampu jalan berlubang, obat puskesmas, lubang').length).toBeLessThanOrEqual(3);
	});
});
