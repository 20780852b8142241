import { systemFor } from '#server/access/actor.ts';
import type { AgencyId } from '#server/access/policy.ts';
import type { Directory } from '#server/agency/directory.ts';
import { type Database, seenBy, type Tx } from '#server/platform/db.ts';
import { randomBytes } from '#server/platform/random.ts';
import { formatCode, lengthFor } from '#server/report/tracking-code.ts';
import type { Balance } from './balance.ts';
import { addLives, addStandings, type Coded, importedBefore, noteRun } from './queries.ts';
import type { Rows } from './rows.ts';

/** What is to be stored of a batch; what an earlier run brought is not worked out again. */
export type Understood = {
	readonly rows: readonly Rows[];
	readonly already: number;
	readonly refused: number;
};

/** A run in the book of runs, and how many codes of each year are given out. */
export type Run = { readonly id: string; readonly used: Map<number, number> };

/** One transaction: either all of the batch is here, or nothing of it. Answers what became of the batch. */
export function store(
	{ db, directory }: { readonly db: Database; readonly directory: Directory },
	run: Run,
	{ rows, already, refused }: Understood,
): Promise<Balance> {
	const { agency } = directory;
	return seenBy(systemFor(agency.id), db, async (tx) => {
		const stored = rows.length > 0 ? await addNew(tx, agency, { rows, used: run.used }) : [];
		if (stored.length > 0) await addLives(tx, agency.id, stored);
		const balance = {
			received: rows.length + already + refused,
			imported: stored.length,
			already: already + rows.length - stored.length,
			refused,
		};
		await noteRun(tx, run.id, balance, 'running');
		return balance;
	});
}

/** Those that are new, each under a free code of the year it was received in: where a code was taken, another is drawn. */
async function addNew(
	tx: Tx,
	{ id, prefix }: Directory['agency'],
	{ rows, used }: { readonly rows: readonly Rows[]; readonly used: Run['used'] },
): Promise<Coded[]> {
	const stored: Coded[] = [];
	for (let left = rows; left.length > 0; ) {
		const drawn = left.map((row) => ({ ...row, code: drawCode(prefix, row.year, used) }));
		const added = await addStandings(tx, id, drawn);
		stored.push(...drawn.filter(({ sourceId }) => added.has(sourceId)));
		const missed = left.filter(({ sourceId }) => !added.has(sourceId));
		left = missed.length > 0 ? await withoutKnown(tx, id, missed) : [];
	}
	return stored;
}

async function withoutKnown(tx: Tx, agencyId: AgencyId, rows: readonly Rows[]): Promise<readonly Rows[]> {
	const known = await importedBefore(
		tx,
		agencyId,
		rows.map(({ sourceId, report }) => ({ sourceId, channel: report.channel, sp4nId: report.sp4n_id })),
	);
	return rows.filter(({ sourceId }) => !known.has(sourceId));
}

function drawCode(prefix: string, year: number, used: Run['used']): string {
	const before = used.get(year) ?? 0;
	used.set(year, before + 1);
	return formatCode({ prefix, year, random: randomBytes(lengthFor(before) - 1) });
}
