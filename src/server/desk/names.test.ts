import { describe, expect, it } from 'vitest';
import { meant, type Named } from './names.ts';

const PLACES: readonly Named[] = [
	{ id: '1', label: 'Sungai Batu', also: [] },
	{ id: '2', label: 'Sungai Batu, Hulu', also: ['Sungai Batu'] },
	{ id: '3', label: 'Tanjung, Hulu', also: ['Tanjung'] },
	{ id: '4', label: 'Tanjung, Hilir', also: ['Tanjung'] },
	{ id: '5', label: 'Pasar Lama, Hilir', also: ['Pasar Lama'] },
];

describe('a typed name', () => {
	it.each([
		['pasar lama', { is: 'one', id: '5' }],
		['PASAR  LAMA , hilir', { is: 'one', id: '5' }],
		['pas', { is: 'one', id: '5' }],
		['Sungai Batu', { is: 'one', id: '1' }],
		['Tanjung', { is: 'several', labels: ['Tanjung, Hulu', 'Tanjung, Hilir'] }],
		['Tanjung Hilir', { is: 'one', id: '4' }],
		['Entah', { is: 'unknown' }],
		['  ', { is: 'nothing' }],
	] as const)('%j means %o', (typed, expected) => {
		expect(meant(typed, PLACES)).toEqual(expected);
	});
});
