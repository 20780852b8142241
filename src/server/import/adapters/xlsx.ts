import ExcelJS from 'exceljs';
import { type Cells, SourceFault, type SourceRow } from '../source-row.ts';
import { headerOf } from './csv.ts';

/**
 * One sheet of a workbook, row by row, the first row naming the columns. Dates come as `2022-01-31T08:15:00` without a zone,
 * as the sheet shows them; of a formula the value it had when it was saved: nothing is computed.
 */
export async function* readXlsx(path: string, sheet: string | undefined): AsyncGenerator<SourceRow, void> {
	const book = new ExcelJS.stream.xlsx.WorkbookReader(path, {
		worksheets: 'emit',
		sharedStrings: 'cache',
		styles: 'cache',
		hyperlinks: 'ignore',
		entries: 'ignore',
	});
	let isRead = false;
	for await (const worksheet of book) {
		if (isRead || (sheet !== undefined && Reflect.get(worksheet, 'name') !== sheet)) continue;
		isRead = true;
		yield* rowsOf(worksheet, path);
	}
	if (!isRead)
		throw new SourceFault(`${path} has no sheet${sheet === undefined ? '' : ` named "${sheet}"`}.`);
}

async function* rowsOf(rows: AsyncIterable<ExcelJS.Row>, path: string): AsyncGenerator<SourceRow, void> {
	let header: readonly string[] | undefined;
	for await (const row of rows) {
		const texts = textsOf(row);
		if (texts.every((text) => text === '')) continue;
		if (header) yield { line: row.number, cells: cellsOf(header, texts) };
		header ??= headerOf(texts, path);
	}
}

function textsOf(row: ExcelJS.Row): string[] {
	const values = Array.isArray(row.values) ? row.values : [];
	return Array.from(values.slice(1), (value) => textOf(value));
}

/** Cells behind the last named column are nobody's; empty ones at the end are not stored. */
function cellsOf(header: readonly string[], texts: readonly string[]): Cells {
	return new Map(header.map((name, place) => [name, texts[place] ?? '']));
}

function textOf(value: ExcelJS.CellValue): string {
	if (value === null || value === undefined) return '';
	if (value instanceof Date) return value.toISOString().slice(0, 19);
	return typeof value === 'object' ? textOfObject(value) : String(value);
}

/** Rich text, links and formulas carry what is shown inside them; an error shows nothing we could use. */
function textOfObject(value: object): string {
	if ('richText' in value && Array.isArray(value.richText))
		return value.richText.map((run: { text: string }) => run.text).join('');
	if ('text' in value) return textOf(value.text as ExcelJS.CellValue);
	if ('result' in value) return textOf(value.result as ExcelJS.CellValue);
	return '';
}
