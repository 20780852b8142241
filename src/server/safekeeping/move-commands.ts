import { type OwnerLine, withOwner } from './cluster-queries.ts';
import { evidenceOf } from './copy-commands.ts';
import { SafekeepingFault } from './fault.ts';
import {
	addRows,
	beginReading,
	beginWriting,
	closeTables,
	copyCounters,
	isInUse,
	openTables,
	rowsOf,
	sumOf,
	type Table,
	tablesOf,
} from './move-queries.ts';

/** From which database, as its owner, and into which, as a role that may create roles; and that one as the application. */
export type Move = {
	readonly from: string;
	readonly to: string;
	readonly toAsApp: string;
	readonly at: Date;
};

export type Moved = {
	readonly tables: number;
	readonly rows: number;
	readonly reports: number;
	readonly steps: number;
};

/**
 * Copies every row of one database into another of the same shape, jobs that wait included, whole or not at all. Before it
 * counts, each table is summed on both sides, and every chain of evidence is checked in the copy. Nothing is taken away.
 */
export function moveDatabase({ from, to, toAsApp, at }: Move): Promise<Moved> {
	return withOwner(from, (source) =>
		withOwner(to, async (target) => {
			await assertEmpty(target);
			await beginReading(source);
			const copied = await inOne(target, () => copyAll(source, target));
			await source.query('commit');
			return { ...copied, ...(await evidenceOf(toAsApp, at)) };
		}),
	);
}

async function assertEmpty(target: OwnerLine): Promise<void> {
	if (await isInUse(target))
		throw new SafekeepingFault(
			'not_empty',
			'The database at DATABASE_URL holds a government already; a move never overwrites anything. Name an empty one.',
		);
}

async function inOne<Done>(target: OwnerLine, work: () => Promise<Done>): Promise<Done> {
	await beginWriting(target);
	try {
		const done = await work();
		await target.query('commit');
		return done;
	} catch (fault) {
		await target.query('rollback').catch(() => undefined); // the fault that counts is the first
		throw fault;
	}
}

async function copyAll(source: OwnerLine, target: OwnerLine): Promise<Pick<Moved, 'tables' | 'rows'>> {
	const tables = await tablesOf(source);
	const keys = await openTables(target, tables);
	for (const table of tables)
		for await (const rows of rowsOf(source, table)) await addRows(target, table, rows);
	await copyCounters(source, target);
	await closeTables(target, tables, keys);
	const counts: number[] = [];
	for (const table of tables) counts.push(await assertSame(source, target, table));
	return { tables: tables.length, rows: counts.reduce((sum, rows) => sum + rows, 0) };
}

async function assertSame(source: OwnerLine, target: OwnerLine, table: Table): Promise<number> {
	const [here, there] = [await sumOf(source, table), await sumOf(target, table)];
	if (here.rows !== there.rows || here.sum !== there.sum)
		throw new SafekeepingFault('rows_missing', `${table.name} is not the same there; nothing was moved.`);
	return here.rows;
}
