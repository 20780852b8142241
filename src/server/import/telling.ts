import { type Result, refuse } from '#server/platform/result.ts';
import type { SourceRow } from './source-row.ts';
import { type Told, tell } from './told.ts';
import { cell, type RowRefusal, type TellingGround } from './told-cells.ts';

/** A row as it was understood, or why it was not. */
export type ToldRow = {
	readonly line: number;
	/** As the file writes it; null when the row has none. */
	readonly sourceId: string | null;
	readonly told: Result<Told, RowRefusal>;
};

/** Understands rows one after the other; of two with one source id the second is refused, for one would hide the other. */
export async function* toldRows(
	rows: AsyncIterable<SourceRow>,
	ground: TellingGround,
): AsyncGenerator<ToldRow, void> {
	const seen = new Set<string>();
	for await (const row of rows) {
		const one = toldRow(row, ground);
		const id = one.told.ok ? one.told.value.sourceId : null;
		if (id !== null && seen.has(id)) {
			yield { ...one, told: refuse({ field: 'sourceId', reason: 'repeated' }) };
			continue;
		}
		if (id !== null) seen.add(id);
		yield one;
	}
}

function toldRow({ line, cells }: SourceRow, ground: TellingGround): ToldRow {
	if (!cells) return { line, sourceId: null, told: refuse({ field: null, reason: 'not_a_row' }) };
	const sourceId = cell(cells, 'sourceId', ground.mapping).slice(0, 100) || null;
	return { line, sourceId, told: tell(cells, ground) };
}
