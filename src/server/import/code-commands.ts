import { randomBytes } from 'node:crypto';
import type { Directory } from '#server/agency/directory.ts';
import type { Tx } from '#server/platform/db.ts';
import { formatCode, lengthFor } from '#server/report/tracking-code.ts';
import { type Coded, codesTaken } from './queries.ts';
import type { Rows } from './rows.ts';

/** Codes given out per year; grows with every code drawn. */
export type CodesUsed = Map<number, number>;

/** A free code for each report, of the year it was received in. */
export async function coded(
	tx: Tx,
	{ agency }: Directory,
	rows: readonly Rows[],
	used: CodesUsed,
): Promise<Coded[]> {
	const done: Coded[] = [];
	for (let left = rows; left.length > 0; ) {
		const drawn = left.map((row) => ({ ...row, code: drawCode(agency.prefix, row.year, used) }));
		const free = withoutTaken(drawn, await codesTaken(tx, codesOf(drawn)), codesOf(done));
		done.push(...free);
		const found = new Set(free.map(({ sourceId }) => sourceId));
		left = left.filter(({ sourceId }) => !found.has(sourceId));
	}
	for (const { year } of rows) used.set(year, (used.get(year) ?? 0) + 1);
	return done;
}

/** Those whose code nobody has, and of two with the same code one. */
function withoutTaken(drawn: readonly Coded[], taken: ReadonlySet<string>, done: readonly string[]): Coded[] {
	const free = new Map(drawn.map((one) => [one.code, one]));
	for (const code of [...taken, ...done]) free.delete(code);
	return [...free.values()];
}

function codesOf(rows: readonly Coded[]): string[] {
	return rows.map(({ code }) => code);
}

function drawCode(prefix: string, year: number, used: CodesUsed): string {
	return formatCode({ prefix, year, random: randomBytes(lengthFor(used.get(year) ?? 0) - 1) });
}
