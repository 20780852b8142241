import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, describe, expect, test } from 'vitest';
import { aMapping } from '../../../../tests/foreign-rows.ts';
import type { SourceRow } from '../source-row.ts';
import { readRows } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'tuntas-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const mapping = aMapping({ columns: { sourceId: 'nomor', text: 'isi', receivedAt: 'masuk' } });
const file = (name: string, content: string | Buffer) => {
	writeFileSync(join(folder, name), content);
	return join(folder, name);
};
const rowsOf = async (path: string, given = mapping) => {
	const rows: SourceRow[] = [];
	for await (const row of readRows(path, given)) rows.push(row);
	return rows;
};
const records = (rows: readonly SourceRow[]) =>
	rows.map(({ line, cells }) => [line, cells && Object.fromEntries(cells)] as const);

describe('JSON lines', () => {
	test('are rows, each with its own line; numbers are read as they are written', async () => {
		const path = file(
			'a.jsonl',
			'\ufeff{"nomor": 7, "isi": "=1+1\u2028baris", "masuk": null}\r\n\n{"nomor": true}',
		);

		expect(records(await rowsOf(path))).toEqual([
			[1, { nomor: '7', isi: '=1+1\u2028baris', masuk: '' }],
			[3, { nomor: 'true' }],
		]);
	});

	test.each([
		['half an object', '{"nomor": 1'],
		['a list', '[1]'],
		['a cell that is a list', '{"nomor": [1]}'],
		['a word', 'halo'],
		['a line without end', `{"isi": "${'x'.repeat(600_000)}"}`],
	])('%s is no row, and the next one is read', async (_, bad) => {
		const rows = await rowsOf(file('b.jsonl', `${bad}\n{"nomor": "2"}\n`));

		expect(records(rows)).toEqual([
			[1, null],
			[2, { nomor: '2' }],
		]);
	});

	test('in another encoding are refused as a whole', async () => {
		const path = file('c.jsonl', Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x7d]));

		await expect(rowsOf(path)).rejects.toThrow('UTF-8');
	});
});

describe('a table of separated values', () => {
	test.each([
		['commas', ','],
		['semicolons', ';'],
		['tabs', '\t'],
	])('separated by %s is read, with quotes and breaks inside of cells', async (_, s) => {
		const lines = [
			`nomor${s}isi${s}masuk`,
			`1${s}"baris satu\nbaris ""dua"" ${s} tiga"${s}2025-04-14`,
			`2${s}=A1+1${s}@x`,
		];
		const path = file('a.csv', `\ufeff${lines.join('\r\n')}\r\n`);

		expect(records(await rowsOf(path))).toEqual([
			[3, { nomor: '1', isi: `baris satu\nbaris "dua" ${s} tiga`, masuk: '2025-04-14' }],
			[4, { nomor: '2', isi: '=A1+1', masuk: '@x' }],
		]);
	});

	test('has rows with too few or too many cells, which are none', async () => {
		const rows = await rowsOf(file('b.csv', 'nomor,isi,masuk\n1,a\n2,b,c\n3,d,e,f\n'));

		expect(rows.map(({ cells }) => cells?.get('nomor'))).toEqual([undefined, '2', undefined]);
	});

	test('with a quote that never ends still counts every row once', async () => {
		const rows = await rowsOf(file('c.csv', 'nomor,isi,masuk\n1,a,b\n2,"c,d\n3,e,f\n'));

		expect(rows.map(({ cells }) => cells?.get('nomor'))).toEqual(['1', undefined]);
	});

	test('without a column the mapping names is the wrong file', async () => {
		await expect(rowsOf(file('d.csv', 'nomor,isi\n1,a\n'))).rejects.toThrow('no column named "masuk"');
		await expect(rowsOf(file('e.csv', 'nomor,isi,isi,masuk\n1,a,b,c\n'))).rejects.toThrow(
			'two columns named "isi"',
		);
	});
});

describe('a workbook', () => {
	async function workbook(name: string): Promise<string> {
		const book = new ExcelJS.Workbook();
		book.addWorksheet('catatan').addRow(['bukan ini']);
		const sheet = book.addWorksheet('laporan');
		sheet.addRow(['nomor', 'isi', 'masuk']);
		sheet.addRow([12, '=1+1 bukan rumus', new Date(Date.UTC(2025, 3, 14, 9, 30))]);
		sheet.addRow([]);
		sheet.addRow([
			'B',
			{ richText: [{ text: 'tebal ' }, { text: 'biasa' }] },
			{ formula: 'NOW()', result: '2025-04-15' },
		]);
		sheet.addRow(['C', { text: 'tautan', hyperlink: 'http://x.example' }, { error: '#N/A' }]);
		const path = join(folder, name);
		await book.xlsx.writeFile(path);
		return path;
	}

	test('is read sheet and row: dates without a zone, formulas by the value they had', async () => {
		const rows = await rowsOf(await workbook('a.xlsx'), { ...mapping, sheet: 'laporan' });

		expect(records(rows)).toEqual([
			[2, { nomor: '12', isi: '=1+1 bukan rumus', masuk: '2025-04-14T09:30:00' }],
			[4, { nomor: 'B', isi: 'tebal biasa', masuk: '2025-04-15' }],
			[5, { nomor: 'C', isi: 'tautan', masuk: '' }],
		]);
	});

	test('without the sheet of the mapping is the wrong one', async () => {
		const path = await workbook('b.xlsx');

		await expect(rowsOf(path, { ...mapping, sheet: 'lain' })).rejects.toThrow('no sheet named "lain"');
	});
});

test('a file of another kind, or none, is refused by name', () => {
	expect(() => readRows('laporan.ods', mapping)).toThrow('jsonl');
	expect(() => readRows(join(folder, 'tidak-ada.csv'), mapping)).toThrow('does not exist');
});
