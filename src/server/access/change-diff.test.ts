import { describe, expect, it } from 'vitest';
import { differences } from './change-diff.ts';

describe('what an entry of the log shows', () => {
	it('is each thing that differs, with both values', () => {
		const before = { name: 'Dinas Pasar', parent: 'setda', days: 5 };
		const after = { name: 'Dinas Perdagangan', parent: 'setda', days: 7 };

		expect(differences(before, after)).toEqual([
			{ name: 'name', before: 'Dinas Pasar', after: 'Dinas Perdagangan' },
			{ name: 'days', before: '5', after: '7' },
		]);
	});

	it('has one side only for what is new or gone', () => {
		expect(differences(null, { name: 'Baru' })).toEqual([{ name: 'name', before: null, after: 'Baru' }]);
		expect(differences({ name: 'Lama' }, null)).toEqual([{ name: 'name', before: 'Lama', after: null }]);
		expect(differences(null, null)).toEqual([]);
	});

	it('reads lists as words and nothing as nothing', () => {
		expect(differences({ topics: ['air', 'jalan'], until: null }, { topics: ['air'] })).toEqual([
			{ name: 'topics', before: 'air, jalan', after: 'air' },
		]);
	});
});
