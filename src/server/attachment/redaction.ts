/** A grid laid over a photograph, and which of its cells nobody may see; cells count from 0, row by row. */
export type HiddenCells = {
	readonly columns: number;
	readonly rows: number;
	readonly hidden: readonly number[];
};

/** The finest grid, in cells a side: fine enough for a face, coarse enough for a form without JavaScript. */
export const FINEST_GRID = 48;

/** Whether the grid is one, and every hidden cell lies on it. */
export function isGrid({ columns, rows, hidden }: HiddenCells): boolean {
	const sides = [columns, rows];
	if (!sides.every((side) => Number.isInteger(side) && side >= 1 && side <= FINEST_GRID)) return false;
	return hidden.every((cell) => Number.isInteger(cell) && cell >= 0 && cell < columns * rows);
}

/** One byte per cell, row by row: 255 where it is hidden, 0 where the photograph shows. */
export function coverOf({ columns, rows, hidden }: HiddenCells): Uint8Array {
	const cover = new Uint8Array(columns * rows);
	for (const cell of hidden) cover[cell] = 255;
	return cover;
}
