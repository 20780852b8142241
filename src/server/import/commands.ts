import { systemFor } from '#server/access/actor.ts';
import type { ReportId } from '#server/access/policy.ts';
import type { Directory } from '#server/agency/directory.ts';
import { now } from '#server/platform/clock.ts';
import { type Database, seenBy } from '#server/platform/db.ts';
import { randomSalt, sha256 } from '#server/platform/hash.ts';
import { orderedId } from '#server/platform/ordered-id.ts';
import { maskPersonalData } from '#server/report/personal-data.ts';
import { words } from '#text/words.ts';
import { type Balance, NOTHING } from './balance.ts';
import { lifeOf } from './life.ts';
import type { Mapping } from './mapping.ts';
import { namesOf } from './names.ts';
import { beginRun, codesPerYear, importedBefore, noteRun } from './queries.ts';
import { type Rows, rowsOf } from './rows.ts';
import type { SourceRow } from './source-row.ts';
import { type Run, store, type Understood } from './store-commands.ts';
import { type ToldRow, toldRows } from './telling.ts';
import type { Told } from './told.ts';
import type { RowRefusal } from './told-cells.ts';

export type Import = {
	readonly db: Database;
	readonly directory: Directory;
	readonly mapping: Mapping;
	readonly rows: AsyncIterable<SourceRow>;
	/** What the run is called in the book of runs: the name of the file. */
	readonly source: string;
	/** Whether the public may read a copy of the words, personal data masked. */
	readonly publish: boolean;
	readonly at: Date;
	/** Told of each row that is not taken, once. */
	readonly refused: (
		row: { line: number; sourceId: string | null } & Pick<RowRefusal, 'field' | 'reason'>,
	) => void;
	/** Told after each batch how far it is. */
	readonly progress: (balance: Balance) => void;
};

/** Reports that become durable together. */
const BATCH = 500;
/** Batches that are stored at the same time, while the next one is worked out. */
const LANES = 2;

/**
 * Brings reports of another system into a government. May be broken off at any moment and run again, by several at once:
 * a report that is here already is counted and left as it is.
 */
export async function importRows(job: Import): Promise<Balance> {
	const { db, directory, mapping, at } = job;
	const { id } = directory.agency;
	const run: Run = await seenBy(systemFor(id), db, async (tx) => ({
		id: await beginRun(tx, id, job),
		used: new Map(await codesPerYear(tx, id)),
	}));
	const told = toldRows(job.rows, { mapping, names: namesOf(directory), at });

	const balance = await storeAll(job, run, told);
	await seenBy(systemFor(id), db, (tx) => noteRun(tx, run.id, NOTHING, 'ended'));
	return balance;
}

/** Works out one batch while others are being stored; whatever happens, those are not left behind. */
async function storeAll(job: Import, run: Run, told: AsyncIterable<ToldRow>): Promise<Balance> {
	let balance = NOTHING;
	const storing: Promise<Balance>[] = [];
	const settle = async () => {
		balance = added(balance, (await storing.shift()) ?? NOTHING);
		job.progress(balance);
	};
	try {
		for await (const batch of inBatches(told, BATCH)) {
			const rows = await understood(job, batch);
			if (storing.length === LANES) await settle();
			const stored = store(job, run, rows);
			stored.catch(() => undefined); // it is thrown where it is awaited
			storing.push(stored);
		}
		while (storing.length > 0) await settle();
	} finally {
		await Promise.allSettled(storing);
	}
	return balance;
}

async function* inBatches(rows: AsyncIterable<ToldRow>, most: number): AsyncGenerator<ToldRow[], void> {
	let batch: ToldRow[] = [];
	for await (const row of rows) {
		batch.push(row);
		if (batch.length < most) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}

async function understood(job: Import, batch: readonly ToldRow[]): Promise<Understood> {
	const told = batch.flatMap((row) =>
		row.told.ok ? [row.told.value] : refuseRow(job, row, row.told.refusal),
	);
	const { agency } = job.directory;
	const before = await seenBy(systemFor(agency.id), job.db, (tx) => importedBefore(tx, agency.id, told));
	const fresh = told.filter(({ sourceId }) => !before.has(sourceId));
	return {
		rows: fresh.map((one) => livedRows(job, one)),
		already: told.length - fresh.length,
		refused: batch.length - told.length,
	};
}

function refuseRow({ refused }: Import, { line, sourceId }: ToldRow, { field, reason }: RowRefusal): [] {
	refused({ line, sourceId, field, reason });
	return [];
}

function livedRows({ directory, mapping, publish, at }: Import, told: Told): Rows {
	const ground = {
		directory,
		id: orderedId(now()) as ReportId,
		at,
		hash: sha256,
		salt: randomSalt,
		masked,
		archiveReason: mapping.constants.archiveReason ?? null,
		publish,
	};
	return rowsOf(lifeOf(told, ground), ground);
}

function masked(text: string): string {
	return maskPersonalData(text, words('id').form.marks);
}

function added(one: Balance, other: Balance): Balance {
	return {
		received: one.received + other.received,
		imported: one.imported + other.imported,
		already: one.already + other.already,
		refused: one.refused + other.refused,
	};
}
