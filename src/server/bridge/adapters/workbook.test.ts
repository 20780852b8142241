import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { workbook } from './workbook.ts';

test('a cell that a spreadsheet would run is a text in a workbook, and comes back as it was (attack 44)', async () => {
	const cells = ['=1+1', '+62', '-1', '@SUM(A1)', '\tx', '＝1', '=cmd|"/c calc"!A1', 'a;b,c'];
	async function* rows() {
		yield cells;
	}
	const book = new ExcelJS.Workbook();
	const bytes = await buffer(workbook('Laporan', rows()) as never);
	await book.xlsx.load(bytes as never);

	const row = book.getWorksheet('Laporan')?.getRow(1);
	const read = cells.map((_, at) => row?.getCell(at + 1));
	expect(read.map((cell) => cell?.value)).toEqual(cells);
	expect(read.map((cell) => [cell?.type, cell?.formula])).toEqual(
		cells.map(() => [ExcelJS.ValueType.String, undefined]),
	);
});
