/** Cells of a row by the name of their column, as text; an empty cell is an empty text. */
export type Cells = ReadonlyMap<string, string>;

/** A row of a foreign file, its line counted from 1; without cells when it could not be read as one. */
export type SourceRow = { readonly line: number; readonly cells: Cells | null };

/** The file as a whole cannot be read; the message is for the administrator who gave it. */
export class SourceFault extends Error {
	override readonly name = 'SourceFault';
}
