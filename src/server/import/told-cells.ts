import type { Field, Mapping } from './mapping.ts';
import type { Names } from './names.ts';
import type { Cells } from './source-row.ts';

/** Why a row is not taken: what is wrong, and with which field; never what stands there. */
export type RowRefusal = {
	readonly field: Field | null;
	readonly reason:
		| 'not_a_row'
		| 'repeated'
		| 'missing'
		| 'too_long'
		| 'not_a_date'
		| 'in_the_future'
		| 'out_of_order'
		| 'unknown';
	/** A name nobody here answers to: for counting, not for the list of refused rows. */
	readonly name?: string;
};

export type TellingGround = {
	readonly mapping: Mapping;
	readonly names: Names;
	/** Now: nothing can have happened later. */
	readonly at: Date;
};

/** The cell of a field; empty when the file has no such column, or nothing in it. */
export function cell(cells: Cells, field: Field, { columns }: Mapping): string {
	const column = columns[field];
	return column === undefined ? '' : (cells.get(column) ?? '').trim();
}
