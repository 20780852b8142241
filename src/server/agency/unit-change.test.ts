import { describe, expect, it } from 'vitest';
import { idOf } from '../../../tests/samples.ts';
import type { UnitId } from '../access/policy.ts';
import type { LocalDate } from '../deadline/calendar.ts';
import { conflictUnits, type Directory, unitAndBelow } from './directory.ts';
import { heirOf, nameOn, type Unit } from './unit.ts';
import { decideAdd, decideMerge, decideMove, decideRename, keyFor } from './unit-change.ts';

const aUnit = (id: string, parent: string | null, given: Partial<Unit> = {}): [UnitId, Unit] => [
	idOf(id),
	{
		id: idOf(id),
		parentId: parent === null ? null : idOf(parent),
		key: id,
		kind: 'regional_office',
		name: `Dinas ${id}`,
		shortName: id,
		jurisdiction: [],
		workweek: [1, 2, 3, 4, 5],
		verifiesDirect: false,
		answerNeedsApproval: false,
		topics: [],
		officeHours: { from: '08.00', until: '16.00' },
		successorId: null,
		formerNames: [],
		...given,
	},
];
/** A leader, a desk, Pasar with a section, Dagang which took over Lama, and Lama which is closed. */
const units = new Map([
	aUnit('bupati', null, { kind: 'leadership' }),
	aUnit('meja', 'bupati', { kind: 'complaint_desk' }),
	aUnit('pasar', 'bupati', { formerNames: [{ until: '2025-12-31', name: 'Dinas Toko', shortName: 'toko' }] }),
	aUnit('kios', 'pasar'),
	aUnit('dagang', 'bupati'),
	aUnit('lama', 'bupati', { successorId: idOf('dagang') }),
]);
const directory = { units } as unknown as Directory;
const unit = (id: string) => units.get(idOf(id)) as Unit;
const TODAY = '2026-02-02' as LocalDate;
const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) =>
	answer.ok ? 'ok' : answer.refusal?.code;

describe('an office', () => {
	it('is added below an open one, under a name no other open one has', () => {
		const asked = {
			name: 'Dinas Taman',
			shortName: 'Taman',
			kind: 'regional_office',
			parent: idOf<UnitId>('bupati'),
		};

		expect(codeOf(decideAdd(asked, directory))).toBe('ok');
		expect(codeOf(decideAdd({ ...asked, name: 'dinas PASAR' }, directory))).toBe('name_taken');
		expect(codeOf(decideAdd({ ...asked, name: 'Dinas lama' }, directory))).toBe('ok');
		expect(codeOf(decideAdd({ ...asked, parent: idOf('lama') }, directory))).toBe('parent_missing');
		expect(codeOf(decideAdd({ ...asked, kind: 'leadership' }, directory))).toBe('kind_missing');
	});

	it('gets a key of plain signs, and a number when that is taken', () => {
		expect(keyFor('Dinas Pasar & Taman', directory)).toBe('dinas_pasar_taman');
		expect(keyFor('PASAR', directory)).toBe('pasar_2');
		expect(keyFor('…', directory)).toBe('unit');
	});

	it('takes a new name from a day that has come, behind the day of the last one', () => {
		const named = (from: string, name = 'Dinas Baru') =>
			codeOf(
				decideRename(
					unit('pasar'),
					{ name, shortName: 'Baru', from: from as LocalDate },
					{ directory, today: TODAY },
				),
			);

		expect(named('2026-02-02')).toBe('ok');
		expect(named('2026-01-02')).toBe('ok');
		expect(named('2026-02-03')).toBe('day_impossible');
		expect(named('2026-01-01')).toBe('day_impossible');
		expect(named('2026-02-02', 'Dinas dagang')).toBe('name_taken');
	});

	it('is told under the name of the day', () => {
		expect(nameOn(unit('pasar'), '2025-12-31').name).toBe('Dinas Toko');
		expect(nameOn(unit('pasar'), '2026-01-01').name).toBe('Dinas pasar');
	});

	it('moves anywhere but below itself; the root stays', () => {
		expect(codeOf(decideMove(unit('kios'), idOf('dagang'), directory))).toBe('ok');
		expect(codeOf(decideMove(unit('pasar'), idOf('kios'), directory))).toBe('own_child');
		expect(codeOf(decideMove(unit('pasar'), idOf('bupati'), directory))).toBe('same');
		expect(codeOf(decideMove(unit('bupati'), idOf('pasar'), directory))).toBe('needed');
	});

	it('merges into an open one that is not below it; the desk is needed', () => {
		expect(codeOf(decideMerge(unit('pasar'), idOf('dagang'), directory))).toBe('ok');
		expect(codeOf(decideMerge(unit('kios'), idOf('pasar'), directory))).toBe('ok');
		expect(codeOf(decideMerge(unit('pasar'), idOf('kios'), directory))).toBe('own_child');
		expect(codeOf(decideMerge(unit('pasar'), idOf('lama'), directory))).toBe('successor_missing');
		expect(codeOf(decideMerge(unit('pasar'), idOf('bupati'), directory))).toBe('successor_missing');
		expect(codeOf(decideMerge(unit('meja'), idOf('dagang'), directory))).toBe('needed');
		expect(codeOf(decideMerge(unit('lama'), idOf('pasar'), directory))).toBe('not_found');
	});
});

describe('an office that took another one over', () => {
	it('reaches what that one did, and must not touch what is about it', () => {
		const dagang = unit('dagang').id;

		expect(heirOf(directory, unit('lama').id)).toBe(dagang);
		expect(unitAndBelow(directory, dagang)).toEqual([dagang, idOf('lama')]);
		expect(conflictUnits(directory, dagang)).toContain(idOf('lama'));
	});
});
