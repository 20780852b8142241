import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { UnitLists } from '../lists.ts';
import type { Mapping } from '../mapping.ts';
import { type Cells, SourceFault, type SourceRow } from '../source-row.ts';
import { readCsv } from './csv.ts';
import { readJsonl } from './jsonl.ts';

type Reader = (path: string, mapping: Mapping) => AsyncIterable<SourceRow>;

const table =
	(read: Reader): Reader =>
	(path, mapping) =>
		withColumns(read(path, mapping), mapping, path);

const READERS: { readonly [ending: string]: Reader } = {
	jsonl: readJsonl,
	ndjson: readJsonl,
	csv: table(readCsv),
	tsv: table(readCsv),
	xlsx: table(readWorkbook),
};

/** The reader of workbooks is large: who imports none does not wait for it. */
async function* readWorkbook(path: string, { sheet }: Mapping): AsyncGenerator<SourceRow, void> {
	const { readXlsx } = await import('./xlsx.ts');
	yield* readXlsx(path, sheet);
}

/** The rows of a file, read as its name ends; may be called again to read it again. */
export function readRows(path: string, mapping: Mapping): AsyncIterable<SourceRow> {
	const ending = path.split('.').at(-1)?.toLowerCase() ?? '';
	const reader = Object.hasOwn(READERS, ending) ? READERS[ending] : undefined;
	if (!reader) throw new SourceFault(`${path}: only ${Object.keys(READERS).join(', ')} can be read.`);
	if (!existsSync(path)) throw new SourceFault(`${path} does not exist.`);
	return reader(path, mapping);
}

/** A table that lacks a column the mapping names is the wrong file, or has the wrong mapping. */
async function* withColumns(
	rows: AsyncIterable<SourceRow>,
	{ columns }: Mapping,
	path: string,
): AsyncGenerator<SourceRow, void> {
	let isChecked = false;
	for await (const row of rows) {
		if (!isChecked && row.cells) assertColumns(row.cells, Object.values(columns), path);
		isChecked ||= row.cells !== null;
		yield row;
	}
}

function assertColumns(cells: Cells, wanted: readonly string[], path: string): void {
	const lacking = wanted.find((name) => !cells.has(name));
	if (lacking !== undefined) throw new SourceFault(`${path} has no column named "${lacking}".`);
}

/** The lists of a folder: `instansi.csv`, `kecamatan.csv`, `kelurahan.csv`, `topik.csv`. */
export async function readUnitLists(folder: string): Promise<UnitLists> {
	const list = (name: string) => listOf(join(folder, name));
	return {
		units: await list('instansi.csv'),
		districts: await list('kecamatan.csv'),
		villages: await list('kelurahan.csv'),
		topics: await list('topik.csv'),
	};
}

async function listOf(path: string): Promise<readonly Cells[]> {
	if (!existsSync(path)) throw new SourceFault(`${path} does not exist.`);
	const all: Cells[] = [];
	for await (const { cells, line } of readCsv(path)) {
		if (!cells) throw new SourceFault(`${path}, line ${line}: too many or too few cells.`);
		all.push(cells);
	}
	return all;
}
