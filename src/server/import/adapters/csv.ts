import { Readable } from 'node:stream';
import { type CsvError, type Info, parse } from 'csv-parse';
import { SourceFault, type SourceRow } from '../source-row.ts';
import { textOf } from './jsonl.ts';

const SEPARATORS = [',', ';', '\t'] as const;
/** A quote that is never closed ends here, not at the end of the file. */
const LONGEST_RECORD = 1024 * 1024;

type Parsed = { readonly info: Info; readonly record: readonly string[] };

/**
 * A table whose first line names its columns, separated by commas, semicolons or tabs. A cell is what stands in it: one that
 * looks like a formula is a text, too. A line with too many or too few cells is no row.
 */
export async function* readCsv(path: string): AsyncGenerator<SourceRow, void> {
	const broken: number[] = [];
	const records = Readable.from(textOf(path)).compose(
		parse({
			bom: true,
			delimiter: await separatorOf(path),
			info: true,
			max_record_size: LONGEST_RECORD,
			relax_column_count: true,
			skip_empty_lines: true,
			skip_records_with_error: true,
			on_skip: (fault: CsvError | undefined) => void broken.push(lineOf(fault)),
		}),
	) as AsyncIterable<Parsed>;

	let header: readonly string[] | undefined;
	for await (const { record, info } of records) {
		for (const line of broken.splice(0)) yield { line, cells: null };
		if (header) yield { line: info.lines, cells: cellsOf(header, record) };
		header ??= headerOf(record, path);
	}
	for (const line of broken) yield { line, cells: null };
}

function cellsOf(header: readonly string[], record: readonly string[]): SourceRow['cells'] {
	if (record.length !== header.length) return null;
	return new Map(header.map((name, place) => [name, record[place] ?? '']));
}

export function headerOf(record: readonly string[], path: string): readonly string[] {
	const names = record.map((name) => name.trim());
	const twice = names.find((name, place) => name !== '' && names.indexOf(name) !== place);
	if (twice !== undefined) throw new SourceFault(`${path} has two columns named "${twice}".`);
	return names;
}

function lineOf(fault: CsvError | undefined): number {
	const line: unknown = fault ? Reflect.get(fault, 'lines') : 0;
	return typeof line === 'number' ? line : 0;
}

/** The separator that stands most often in the first line, outside of quotes. */
async function separatorOf(path: string): Promise<string> {
	let start = '';
	for await (const chunk of textOf(path)) {
		start += chunk;
		if (start.includes('\n')) break;
	}
	const line = (start.split('\n')[0] ?? '').replace(/"[^"]*"/g, '');
	const count = (separator: string) => line.split(separator).length;
	return [...SEPARATORS].sort((one, other) => count(other) - count(one))[0] ?? ',';
}
