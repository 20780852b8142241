import { type CsvError, type Info, parse } from 'csv-parse/sync';
import { type DayOff, type LocalDate, parseLocalDate } from '#server/deadline/calendar.ts';
import { ok, type Result, refuse } from '#server/platform/result.ts';

/** A day as a list of days off names it. */
export type ListedDay = DayOff & { readonly date: LocalDate };

/** What is wrong on a line of a pasted or sent list. */
export type LineFault = { readonly line: number; readonly code: LineFaultCode; readonly value: string };
export type LineFaultCode =
	| 'not_read'
	| 'columns_missing'
	| 'no_date'
	| 'other_year'
	| 'unknown_kind'
	| 'name_missing'
	| 'source_missing'
	| 'too_long'
	| 'repeated'
	| 'too_many';

/** A year has a few dozen days off; ten times that is a mistake, or worse. */
export const MOST_DAYS = 400;
export const MOST_LETTERS = 200_000;
const LONGEST = 160;
/** Offsets of the zones hold from here, and people plan no further. */
const [FIRST_YEAR, LAST_YEAR] = [1988, 2199];

/** How lists that people hand around call the kinds. */
const KINDS: Readonly<Record<string, DayOff['kind']>> = {
	libur_nasional: 'national_holiday',
	cuti_bersama: 'collective_leave',
	libur_daerah: 'local_holiday',
	national_holiday: 'national_holiday',
	collective_leave: 'collective_leave',
	local_holiday: 'local_holiday',
};
/** What a column may be called, ours first. */
const COLUMNS = {
	date: ['date', 'tanggal'],
	kind: ['type', 'kind', 'jenis'],
	name: ['name', 'nama', 'keterangan'],
	source: ['source', 'dasar', 'sumber'],
} as const;
type Column = keyof typeof COLUMNS;

type Cells = Readonly<Partial<Record<Column, string>>>;
type Line = { readonly line: number; readonly cells: Cells | null };

/**
 * The days of a list, as CSV with named columns (`date,type,name,source`) or as one JSON object a line; or what is wrong
 * with it, line by line. `decree` stands for the source where a line names none.
 */
export function parseDayLines(
	text: string,
	decree: string,
): Result<readonly ListedDay[], readonly LineFault[]> {
	if (text.length > MOST_LETTERS) return refuse([{ line: 1, code: 'too_many', value: String(text.length) }]);
	const plain = text.replace(/^\uFEFF/, '');
	const read = plain.trimStart().startsWith('{') ? ok(jsonRows(plain)) : csvRows(plain);
	if (!read.ok) return read;
	const rows = read.value.filter((row) => row.cells === null || Object.keys(row.cells).length > 0);
	const tooMany = rows[MOST_DAYS];
	if (tooMany) return refuse([{ line: tooMany.line, code: 'too_many', value: String(rows.length) }]);
	const days = rows.map((row) => dayOf(row, decree));
	const faults = [...days.flatMap((day) => (day.ok ? [] : day.refusal)), ...repeatsIn(rows)];
	if (faults.length > 0) return refuse(faults.sort((one, other) => one.line - other.line));
	return ok(days.flatMap((day) => (day.ok ? [day.value] : [])));
}

function dayOf({ line, cells }: Line, decree: string): Result<ListedDay, LineFault[]> {
	if (!cells) return refuse([{ line, code: 'not_read', value: '' }]);
	const { date = '', name = '', kind = '', source = decree } = cells;
	const found = { date, name, kind, source };
	const faults = CHECKS.filter(({ isWrong }) => isWrong(found)).map(({ code, shows }) => ({
		line,
		code,
		value: shows ? found[shows].slice(0, 80) : '',
	}));
	if (faults.length > 0) return refuse(faults);
	// Both were checked just now.
	return ok({ date: date as LocalDate, kind: kindOf(kind) as DayOff['kind'], name, source });
}

type Check = {
	readonly code: LineFaultCode;
	readonly shows?: Column;
	readonly isWrong: (row: Readonly<Record<Column, string>>) => boolean;
};
const CHECKS: readonly Check[] = [
	{ code: 'no_date', shows: 'date', isWrong: ({ date }) => !parseLocalDate(date) },
	{
		code: 'other_year',
		shows: 'date',
		isWrong: ({ date }) => parseLocalDate(date) !== undefined && !isWithinYears(date),
	},
	{ code: 'unknown_kind', shows: 'kind', isWrong: ({ kind }) => !kindOf(kind) },
	{ code: 'name_missing', isWrong: ({ name }) => name.length < 2 },
	{ code: 'source_missing', isWrong: ({ source }) => source.length < 2 },
	{
		code: 'too_long',
		shows: 'name',
		isWrong: ({ name, source }) => name.length > LONGEST || source.length > LONGEST,
	},
];

function isWithinYears(date: string): boolean {
	const year = Number(date.slice(0, 4));
	return year >= FIRST_YEAR && year <= LAST_YEAR;
}

function kindOf(called: string): DayOff['kind'] | undefined {
	return Object.hasOwn(KINDS, called) ? KINDS[called] : undefined;
}

function repeatsIn(rows: readonly Line[]): LineFault[] {
	const seen = new Set<string>();
	return rows.flatMap(({ line, cells }) => {
		const date = cells?.date ?? '';
		if (date === '' || !seen.has(date)) {
			seen.add(date);
			return [];
		}
		return [{ line, code: 'repeated' as const, value: date }];
	});
}

function jsonRows(text: string): Line[] {
	return text.split(/\r?\n/).flatMap((written, index): Line[] => {
		if (written.trim() === '') return [];
		return [{ line: index + 1, cells: cellsOf(objectIn(written)) }];
	});
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
	} catch {
		return null;
	}
}

function csvRows(text: string): Result<Line[], readonly LineFault[]> {
	const broken: Line[] = [];
	const records: { record: string[]; info: Info }[] = parse(text, {
		delimiter: separatorOf(text),
		info: true,
		relax_column_count: true,
		skip_empty_lines: true,
		skip_records_with_error: true,
		on_skip: (fault: CsvError | undefined) => {
			broken.push({ line: Number(fault && Reflect.get(fault, 'lines')) || 1, cells: null });
			return undefined;
		},
	}) as never; // with `info` each record comes with its line, which the types of the package do not tell
	const [head, ...rest] = records;
	const names = head?.record.map((name) => name.trim().toLowerCase()) ?? [];
	const missing = (['date', 'kind', 'name'] as const).filter((column) => !hasColumn(names, column));
	if (missing.length > 0)
		return refuse([
			{ line: 1, code: 'columns_missing', value: missing.map((one) => COLUMNS[one][0]).join(', ') },
		]);
	const rows = rest.map(({ record, info }) => ({
		line: info.lines,
		cells:
			record.length === names.length
				? cellsOf(Object.fromEntries(names.map((name, at) => [name, record[at] ?? ''])))
				: null,
	}));
	return ok([...rows, ...broken]);
}

function hasColumn(names: readonly string[], column: Column): boolean {
	return COLUMNS[column].some((name) => names.includes(name));
}

/** The cells we know, cleaned; what else stands in the row is left alone. */
function cellsOf(row: Readonly<Record<string, unknown>> | null): Cells | null {
	if (!row) return null;
	const found = Object.entries(COLUMNS).flatMap(([column, names]) => {
		const value = names.map((name) => row[name]).find((one) => typeof one === 'string' && one.trim() !== '');
		return value === undefined
			? []
			: [
					[
						column,
						String(value)
							.replace(/\p{Cc}+/gu, ' ')
							.trim(),
					],
				];
	});
	return Object.fromEntries(found) as Cells; // the names are those of the table
}

function separatorOf(text: string): string {
	const head = text.split('\n', 1)[0] ?? '';
	const count = (separator: string) => head.split(separator).length;
	return [',', ';', '\t'].sort((one, other) => count(other) - count(one))[0] ?? ',';
}
