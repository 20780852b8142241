import { PassThrough, Readable } from 'node:stream';

/** The rows as a workbook, written as they come; every cell is a text, so that none is a formula. */
export function workbook(sheet: string, rows: AsyncIterable<readonly string[]>): ReadableStream<Uint8Array> {
	const out = new PassThrough();
	write(out, sheet, rows).catch((fault: unknown) => out.destroy(fault instanceof Error ? fault : undefined));
	return Readable.toWeb(out) as ReadableStream<Uint8Array>; // of bytes: a PassThrough gives nothing else
}

/** The writer of workbooks is large: who writes none does not wait for it. */
async function write(out: PassThrough, sheet: string, rows: AsyncIterable<readonly string[]>): Promise<void> {
	const { default: ExcelJS } = await import('exceljs');
	const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: false });
	const page = book.addWorksheet(sheet);
	for await (const cells of rows) page.addRow([...cells]).commit();
	page.commit();
	await book.commit();
}
