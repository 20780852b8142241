import { describe, expect, it } from 'vitest';
import { filledReply, unknownPlaceholders } from './reply.ts';

describe('a prepared reply', () => {
	it('is filled in from the report', () => {
		expect(
			filledReply('Laporan {kode} diteruskan ke {kantor}.', { kode: 'ABC-26-00001', kantor: 'Dinas A' }),
		).toBe('Laporan ABC-26-00001 diteruskan ke Dinas A.');
	});

	it('keeps the name of what this report has not, for the officer to see', () => {
		expect(filledReply('Batasnya {batas}.', {})).toBe('Batasnya {batas}.');
	});

	it('fills nothing twice: a value in braces stays as it is', () => {
		expect(filledReply('{kantor}', { kantor: '{kode}', kode: 'X' })).toBe('{kode}');
	});

	it('says which names nobody can fill, each once', () => {
		expect(unknownPlaceholders('{nama} {kode} {nama} {} {Kode}')).toEqual(['nama', '', 'Kode']);
	});
});
