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

/** One database, as its owner and as the application. */
type Side = { readonly owner: string; readonly app: string };

/** From which database into which; the owner of the other need not be more than a role that may create roles. */
export type Move = { readonly from: Side; readonly to: Side; readonly at: Date };

export type Moved = {
	readonly tables: number;
	readonly rows: number;
	readonly reports: number;
	readonly steps: number;
};

/**
 * Copies every row of one database into another of the same shape, jobs that wait included, whole or not at all. Every
 * chain of evidence is checked before and, in the copy, after; each table is summed on both sides. Nothing is taken away.
 */
export function moveDatabase({ from, to, at }: Move): Promise<Moved> {
	return withOwner(from.owner, (source) =>
		withOwner(to.owner, async (target) => {
			await assertEmpty(target);
			await evidenceOf(from.app, at);
			await beginReading(source);
			const copied = await inOne(target, () => copyAll(source, target));
			await source.query('commit');
			return { ...copied, ...(await evidenceOf(to.app, at)) };
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
	assertKnown(tables, await tablesOf(target));
	const keys = await openTables(target, tables);
	for (const table of tables)
		for await (const rows of rowsOf(source, table)) await addRows(target, table, rows);
	await copyCounters(source, target);
	await closeTables(target, tables, keys);
	const counts: number[] = [];
	for (const table of tables) counts.push(await assertSame(source, target, table));
	return { tables: tables.length, rows: counts.reduce((sum, rows) => sum + rows, 0) };
}

/** Tables that somebody else put beside ours have no place there, and leaving them behind unsaid would be a loss. */
function assertKnown(tables: readonly Table[], there: readonly Table[]): void {
	const known = new Set(there.map(({ name }) => name));
	const foreign = tables.map(({ name }) => name).filter((name) => !known.has(name));
	if (foreign.length > 0)
		throw new SafekeepingFault(
			'other',
			`The database holds tables that are not ours: ${foreign.join(', ')}. Save them elsewhere and drop them, then move.`,
		);
}

async function assertSame(source: OwnerLine, target: OwnerLine, table: Table): Promise<number> {
	const [here, there] = [await sumOf(source, table), await sumOf(target, table)];
	if (here.rows !== there.rows || here.sum !== there.sum)
		throw new SafekeepingFault('rows_missing', `${table.name} is not the same there; nothing was moved.`);
	return here.rows;
}
