import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MAPPING } from '../../../tests/foreign-rows.ts';
import { parseMapping } from './mapping.ts';

const faultsOf = (json: unknown) => {
	const parsed = parseMapping(json);
	return parsed.ok ? [] : parsed.refusal.map(({ path }) => path);
};

describe('a mapping', () => {
	test('is taken when it names the columns of id, text and day of receipt', () => {
		const { sourceId, text, receivedAt } = MAPPING.columns;

		expect(faultsOf({ ...MAPPING, columns: { sourceId, text, receivedAt } })).toEqual([]);
	});

	test.each([
		['without a column for the text', { columns: { sourceId: 'a', receivedAt: 'b' } }, 'columns.text'],
		['with a field nobody knows', { columns: { ...MAPPING.columns, nik: 'NIK' } }, 'columns'],
		['with a zone that is none of the country', { dates: { zone: 'Asia/Tokyo' } }, 'dates.zone'],
		['with a status we do not have', { values: { status: { Batal: 'rejected' } } }, 'values.status.Batal'],
		['with a kind we do not have', { constants: { ...MAPPING.constants, kind: 'praise' } }, 'constants.kind'],
		[
			'that says nothing of unknown offices',
			{ unmatched: { category: 'leave_out', place: 'as_text' } },
			'unmatched.unit',
		],
		[
			'that archives without a reason',
			{ constants: { kind: 'complaint', confidentiality: 'open' } },
			'constants.archiveReason',
		],
		[
			'that archives for what only the reporter does',
			{ constants: { ...MAPPING.constants, archiveReason: 'withdrawn' } },
			'constants.archiveReason',
		],
	])('%s is refused, with the place of the fault', (_, wrong, path) => {
		expect(faultsOf({ ...MAPPING, ...wrong })).toContain(path);
	});

	test('that is no object is refused', () => {
		expect(faultsOf([])).toEqual(['']);
	});

	const folder = new URL('../../../scripts/import-map/', import.meta.url);
	test.each(readdirSync(folder))('that comes with the system fits: %s', (name) => {
		expect(faultsOf(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))).toEqual([]);
	});
});
